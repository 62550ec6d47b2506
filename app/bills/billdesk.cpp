// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bills/billdesk.h"

#include "app/bills/billfacts.h"
#include "app/bills/billsearch.h"
#include "app/workspace/billfile.h"
#include "app/workspace/sitesfile.h"
#include "backends/async/await.h"
#include "models/domain/versionorder.h"

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

BillList loadList(const QString &folder)
{
    BillList list;
    list.bills = loadBills(folder, list.faults);
    std::stable_sort(list.bills.begin(), list.bills.end(), [](const Bill &a, const Bill &b) {
        return a.product == b.product ? isLowerVersion(b.version, a.version) : a.product < b.product;
    });
    return list;
}

SiteList loadSiteList(const QString &folder)
{
    SiteList list;
    list.sites = loadSites(folder, list.faults);
    return list;
}

/// A file that has a fault is another matter than one that is not there.
Result<Bill> pick(const BillList &list, const ProductId &product, const QString &version)
{
    const auto path = billPath(product, version);
    if (!path)
        return tl::unexpected(path.error());
    for (const Bill &bill : list.bills) {
        if (bill.product == product && bill.version == version)
            return bill;
    }
    for (const Diagnostic &fault : list.faults) {
        if (fault.file == *path)
            return failure(Error::Kind::Usage, *path, fault.text());
    }
    return failure(Error::Kind::NotFound, *path,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "there is no version %2 of %1"), {product.text(), version}));
}

QList<Site> sitesWith(const QList<Site> &sites, const ProductId &product, const QString &version)
{
    QList<Site> with;
    std::copy_if(sites.cbegin(), sites.cend(), std::back_inserter(with),
        [&](const Site &site) { return site.versions.value(product) == version; });
    return with;
}

BillUse useOf(const Bill &bill, const BillFacts &facts, const QList<HostSpec> &hosts, const QList<Site> &sites)
{
    BillUse use{{}, sitesWith(sites, bill.product, bill.version), facts.blind};
    const DigestPlacesInput input{{}, facts.containers, hosts, {}};
    for (const BillModule &module : bill.modules) {
        const Digest &digest = module.digest.isEmpty() ? module.image.digest : module.digest;
        use.hosts.insert(module.part, placesOf(digest, input).hosts);
    }
    return use;
}

Result<BillSearch> search(const QString &text, const BillList &bills, const SiteList &sites, const BillFacts &facts,
    const Workspace &workspace)
{
    const auto digests
        = digestsMeant(text, {bills.bills, facts.containers, facts.rows.artifacts}, BillIndex(facts.rows));
    if (!digests)
        return tl::unexpected(digests.error());
    BillSearch result{{}, facts.blind, bills.faults + sites.faults};
    const DigestPlacesInput input{bills.bills, facts.containers, workspace.hosts, sites.sites};
    for (const Digest &digest : *digests)
        result.found.append({digest, placesOf(digest, input)});
    return result;
}

void sortNewestFirst(QStringList &names)
{
    names.removeDuplicates();
    std::stable_sort(
        names.begin(), names.end(), [](const QString &a, const QString &b) { return isLowerVersion(b, a); });
}

QStringList tagsIn(const BillRows &rows, const BillIndex::ProjectKey &project)
{
    QStringList names;
    for (const Tag &tag : rows.tags) {
        if (tag.source == project.first && tag.project == project.second)
            names.append(tag.name);
    }
    sortNewestFirst(names);
    return names;
}

QStringList branchesIn(const BillRows &rows, const QSet<QString> &paths)
{
    QSet<QString> tags;
    for (const Tag &tag : rows.tags)
        tags.insert(tag.name);
    QStringList names;
    for (const Project &project : rows.projects) {
        if (paths.contains(project.path))
            names.append(project.defaultBranch);
    }
    for (const Pipeline &pipeline : rows.pipelines) {
        const bool isBranch = !tags.contains(pipeline.ref) && !pipeline.ref.startsWith(u"refs/")
            && pipeline.origin != u"merge_request_event";
        if (isBranch)
            names.append(pipeline.ref);
    }
    for (const MergeRequest &request : rows.mergeRequests)
        names.append(request.targetBranch);
    names.removeAll(QString());
    sortNewestFirst(names);
    return names;
}

BillChoices choicesOf(const Product &product, const BillRows &rows)
{
    const BillIndex index(rows);
    BillChoices choices;
    choices.branches = branchesIn(rows, projectsOf(product));
    std::optional<QStringList> common;
    for (const ProductModule &module : product.modules) {
        const auto project = index.project(module.project);
        if (!project)
            continue;
        const QStringList tags = tagsIn(rows, *project);
        choices.tagsOf.insert(module.id, tags);
        if (!common)
            common = tags;
        else
            common->removeIf([&tags](const QString &tag) { return !tags.contains(tag); });
    }
    choices.tags = common.value_or(QStringList());
    return choices;
}

} // namespace

QCoro::Task<Result<BillList>> readBills(BillDesk desk, std::stop_token stop)
{
    const auto load = [folder = desk.workspace->folder] { return loadList(folder); };
    co_return co_await runOnPool(load, stop);
}

QCoro::Task<Result<Bill>> readBill(BillDesk desk, ProductId product, QString version, std::stop_token stop)
{
    const auto list = co_await readBills(desk, stop);
    if (!list)
        co_return tl::unexpected(list.error());
    co_return pick(*list, product, version);
}

QCoro::Task<Result<SiteList>> readSites(BillDesk desk, std::stop_token stop)
{
    const auto load = [folder = desk.workspace->folder] { return loadSiteList(folder); };
    co_return co_await runOnPool(load, stop);
}

QCoro::Task<Result<BillChoices>> readChoices(BillDesk desk, ProductId product, std::stop_token stop)
{
    const Product *known = desk.workspace->product(product);
    if (known == nullptr)
        co_return failure(Error::Kind::Usage, product.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no product %1"), {product.text()}));
    const QSet<QString> paths = projectsOf(*known);
    const auto facts = co_await readBillFacts(desk.workspace, desk.cache, paths, stop);
    if (!facts)
        co_return tl::unexpected(facts.error());
    const auto choose = [chosen = *known, rows = facts->rows] { return choicesOf(chosen, rows); };
    co_return co_await runOnPool(choose, stop);
}

QCoro::Task<Result<BillCheck>> checkVersion(BillDesk desk, ProductId product, QString version, std::stop_token stop)
{
    const auto bill = co_await readBill(desk, product, version, stop);
    if (!bill)
        co_return tl::unexpected(bill.error());
    const QSet<QString> paths = projectsOf(QList<Bill>{*bill});
    const auto facts = co_await readBillFacts(desk.workspace, desk.cache, paths, stop);
    if (!facts)
        co_return tl::unexpected(facts.error());
    const auto judge = [known = *bill, rows = facts->rows] { return checkBill(known, BillIndex(rows)); };
    co_return co_await runOnPool(judge, stop);
}

QCoro::Task<Result<BillUse>> useOfVersion(BillDesk desk, ProductId product, QString version, std::stop_token stop)
{
    const auto bill = co_await readBill(desk, product, version, stop);
    if (!bill)
        co_return tl::unexpected(bill.error());
    const auto sites = co_await readSites(desk, stop);
    if (!sites)
        co_return tl::unexpected(sites.error());
    const auto facts = co_await readBillFacts(desk.workspace, desk.cache, QSet<QString>(), stop);
    if (!facts)
        co_return tl::unexpected(facts.error());
    const auto look = [known = *bill, told = *facts, hosts = desk.workspace->hosts, list = sites->sites] {
        return useOf(known, told, hosts, list);
    };
    co_return co_await runOnPool(look, stop);
}

QCoro::Task<Result<BillComparison>> compareVersionsOf(
    BillDesk desk, ProductId product, QString before, QString after, std::stop_token stop)
{
    const auto list = co_await readBills(desk, stop);
    if (!list)
        co_return tl::unexpected(list.error());
    const auto older = pick(*list, product, before);
    if (!older)
        co_return tl::unexpected(older.error());
    const auto newer = pick(*list, product, after);
    if (!newer)
        co_return tl::unexpected(newer.error());
    const QSet<QString> paths = projectsOf(QList<Bill>{*older, *newer});
    const auto facts = co_await readBillFacts(desk.workspace, desk.cache, paths, stop);
    if (!facts)
        co_return tl::unexpected(facts.error());
    const auto compare = [a = *older, b = *newer, rows = facts->rows] { return compareBills(a, b, BillIndex(rows)); };
    co_return co_await runOnPool(compare, stop);
}

QCoro::Task<Result<BillSearch>> findImage(BillDesk desk, QString text, std::stop_token stop)
{
    const auto bills = co_await readBills(desk, stop);
    if (!bills)
        co_return tl::unexpected(bills.error());
    const auto sites = co_await readSites(desk, stop);
    if (!sites)
        co_return tl::unexpected(sites.error());
    const auto facts = co_await readBillFacts(desk.workspace, desk.cache, QSet<QString>(), stop);
    if (!facts)
        co_return tl::unexpected(facts.error());
    const auto answer = onPool(search, text, *bills, *sites, *facts, *desk.workspace);
    co_return co_await awaitFuture(answer, stop);
}

} // namespace opsdeck
