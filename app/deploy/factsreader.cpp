// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/factsreader.h"

#include "app/deploy/keepingfacts.h"
#include "app/deploy/openalerts.h"
#include "app/deploy/partfacts.h"
#include "app/deploy/planfacts.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int ShareOfNeeds = 4; // the hosts can only be asked once the compose files are read

/// A module of the plan, with a change for each image that its hosts get.
struct PlannedPart
{
    ModuleId id;
    QList<HostChange> images;
    std::optional<ProductModule> part; ///< as the workspace has it
};

QList<PlannedPart> partsOf(const Workspace &workspace, const DeployPlan &plan)
{
    QList<PlannedPart> parts;
    QHash<ModuleId, qsizetype> places;
    for (const HostChange &change : plan.changes) {
        if (change.isNoop())
            continue;
        if (!places.contains(change.part)) {
            places.insert(change.part, parts.size());
            parts.append(PlannedPart{change.part, {}, {}});
        }
        QList<HostChange> &images = parts[places.value(change.part)].images;
        const auto isSame = [&change](const HostChange &other) { return other.wanted == change.wanted; };
        if (std::none_of(images.cbegin(), images.cend(), isSame))
            images.append(change);
    }
    const Product *product = workspace.product(plan.product);
    for (qsizetype i = 0; product && i < product->modules.size(); ++i) {
        const auto place = places.constFind(product->modules.at(i).id);
        if (place != places.cend())
            parts[*place].part = product->modules.at(i);
    }
    return parts;
}

/// What the registries are asked about: all that will run, and all that does.
QList<ImageRef> imagesOf(const DeployPlan &plan)
{
    QList<ImageRef> images;
    QSet<QString> seen;
    for (const HostChange &change : plan.changes) {
        for (const ImageRef &image : {change.wanted, formerImage(change)}) {
            const bool isUnpinnedFormer = image.digest.isEmpty() && image != change.wanted;
            if (change.isNoop() || isUnpinnedFormer || seen.contains(image.text()))
                continue;
            seen.insert(image.text());
            images.append(image);
        }
    }
    return images;
}

/// Nobody knows anything about a module that the workspace does not have.
PartFacts strangePart(const ModuleId &id)
{
    const Phrase why(QT_TRANSLATE_NOOP("Phrase", "the workspace has no module %1"), {id.text()});
    PartFacts facts;
    facts.part = id;
    facts.imageBytes.why = facts.scan.why = facts.tagImmutable.why = facts.commit.why = facts.pipeline.why = why;
    return facts;
}

Result<QList<PartFacts>> partsFromRows(const QList<PlannedPart> &parts, const PartRows &rows)
{
    const BillIndex index(rows.rows);
    QList<PartFacts> all;
    for (const PlannedPart &planned : parts)
        all.append(planned.part ? partFactsOf(*planned.part, planned.images, rows, index) : strangePart(planned.id));
    return all;
}

QCoro::Task<QList<PartFacts>> readParts(
    const Workspace *workspace, Cache *cache, QList<PlannedPart> parts, Asking asking, std::stop_token stop)
{
    QList<ProductModule> modules;
    for (const PlannedPart &planned : parts) {
        if (planned.part)
            modules.append(*planned.part);
    }
    const auto rows = co_await readPartRows(workspace, cache, modules, asking.sooner(), stop);
    const auto read = co_await fromStore(asking, onPool(partsFromRows, parts, rows), stop);
    if (read)
        co_return *read;
    QList<PartFacts> unread;
    for (const PlannedPart &planned : parts) {
        PartFacts facts = strangePart(planned.id);
        facts.hasPipeline = !planned.part || !planned.part->project.isEmpty();
        facts.imageBytes.why = facts.scan.why = facts.tagImmutable.why = whyFailed(read.error());
        facts.commit.why = facts.pipeline.why = whyFailed(read.error());
        unread.append(facts);
    }
    co_return unread;
}

QCoro::Task<Fact<EnvironmentLease>> readLease(
    FactSources::LeaseOf leaseOf, EnvironmentId environment, Asking asking, std::stop_token stop)
{
    if (!leaseOf)
        co_return Fact<EnvironmentLease>::unknown(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "nobody can be asked who has reserved the environment")));
    const auto ask = [leaseOf, environment](std::stop_token token) { return leaseOf(environment, std::move(token)); };
    const auto lease = co_await within<std::optional<Lease>>(asking, ask, stop);
    if (!lease)
        co_return Fact<EnvironmentLease>::unknown(whyFailed(lease.error()));
    EnvironmentLease held;
    if (*lease) {
        held.holder = (*lease)->owner;
        held.until = (*lease)->expires;
    }
    co_return Fact<EnvironmentLease>(held);
}

Result<QList<ChangeFacts>> needsOfPlan(const DeployPlan &plan, const QList<ProductModule> &modules)
{
    return changeFactsOf(plan, modules);
}

QCoro::Task<QList<ChangeFacts>> readNeeds(
    DeployPlan plan, QList<ProductModule> modules, Asking asking, std::stop_token stop)
{
    const auto needs = co_await fromStore(asking, onPool(needsOfPlan, plan, modules), stop);
    if (needs)
        co_return *needs;
    QList<ChangeFacts> all;
    for (const HostChange &change : plan.changes) {
        ChangeFacts facts;
        facts.host = change.host;
        facts.part = change.part;
        facts.needs.why = whyFailed(needs.error());
        if (!change.isNoop())
            all.append(facts);
    }
    co_return all;
}

/// Every image of it that is wanted, or none: one that is missing makes it missing.
Fact<bool> allPresent(const QList<HostChange> &images, const ImagePresence &presence)
{
    Fact<bool> all = true;
    for (const HostChange &change : images) {
        const Fact<bool> one = presence.value(change.wanted.text());
        const bool isMissing = one.isKnown() && !*one;
        if (isMissing || (!one.isKnown() && all.isKnown() && *all))
            all = one;
        if (isMissing)
            break;
    }
    return all;
}

Fact<QList<OpenAlert>> openOn(const PlannedPart &planned, const Fact<AlertWall> &wall, const Workspace &workspace,
    const EnvironmentId &environment)
{
    if (!wall.isKnown())
        return Fact<QList<OpenAlert>>::unknown(wall.why);
    if (!planned.part)
        return Fact<QList<OpenAlert>>::unknown(strangePart(planned.id).scan.why);
    return openCriticalOf(*wall, workspace, planned.part->component, environment);
}

Fact<DatabaseChange> declaredChange(
    const FactSources::DatabaseChangeOf &declared, const DeployPlan &plan, const ModuleId &part)
{
    const Fact<DatabaseChange> change = declared ? declared(plan, part) : Fact<DatabaseChange>();
    if (change.isKnown() || !change.why.isEmpty())
        return change;
    return Fact<DatabaseChange>::unknown(
        Phrase(QT_TRANSLATE_NOOP("Phrase", "nobody declared whether the database changes")));
}

void addWayBack(QList<ChangeFacts> &changes, const DeployPlan &plan, const ImagePresence &registries,
    const QList<HostAnswer> &hosts)
{
    QHash<HostId, ImagePresence> onHosts;
    for (const HostAnswer &answer : hosts)
        onHosts.insert(answer.facts.host, answer.has);
    qsizetype at = 0; // facts stand in the plan's order, without what does nothing
    for (const HostChange &change : plan.changes) {
        if (change.isNoop())
            continue;
        Fact<bool> &available = changes[at++].rollbackAvailable;
        const QString former = formerImage(change).text();
        if (change.running.isEmpty())
            available.why = Phrase(QT_TRANSLATE_NOOP("Phrase", "it is not known which image runs now"));
        else
            available = isAnywhere(registries.value(former), onHosts.value(change.host).value(former));
    }
}

void addKeepingOf(
    PrecheckFacts &facts, const DeployPlan &plan, const QList<PlannedPart> &parts, const KeepingByName &keeping)
{
    qsizetype at = 0; // as above
    for (const HostChange &change : plan.changes) {
        if (!change.isNoop())
            addKeeping(facts.changes[at++], change, formerImage(change), keeping, facts.now);
    }
    for (qsizetype i = 0; i < parts.size(); ++i) {
        Fact<bool> &immutable = facts.parts[i].tagImmutable;
        if (parts.at(i).images.size() == 1)
            immutable = tagFact(parts.at(i).images.first(), keeping, immutable);
    }
}

} // namespace

FactsReader::FactsReader(FactSources sources, std::chrono::milliseconds patience)
    : m_sources(std::move(sources))
    , m_patience(patience)
{ }

QCoro::Task<Result<PrecheckFacts>> FactsReader::read(DeployPlan plan, QString actor, std::stop_token stop)
{
    const Asking asking(m_patience);
    const Workspace *workspace = &m_sources.workspace;
    const QList<PlannedPart> parts = partsOf(*workspace, plan);
    PrecheckFacts facts;
    facts.now = QDateTime::currentDateTimeUtc();
    facts.actor = actor;
    const Environment *where = workspace->environment(plan.environment);
    // An environment that was taken out of the workspace may be anything.
    facts.production = where ? where->production : !plan.environment.isEmpty();
    facts.freezes = freezesOf(*workspace, plan.environment, facts.now);
    const Product *product = workspace->product(plan.product);
    const QList<ProductModule> modules = product ? product->modules : QList<ProductModule>();
    // All of them begin here; each is waited for below.
    const auto askedLease = readLease(m_sources.lease, plan.environment, asking, stop);
    const auto askedLast = readLastDeployment(&m_sources.ledger, plan.product, plan.environment, asking, stop);
    const auto askedWall = readWall(workspace, &m_sources.cache, asking, stop);
    const auto askedParts = readParts(workspace, &m_sources.cache, parts, asking, stop);
    const auto askedRegistries = imagesInRegistries(&m_sources.images, imagesOf(plan), asking, stop);
    const auto askedKeeping = keepingOf(m_sources.keeping, imagesOf(plan), asking, stop);
    facts.changes = co_await readNeeds(plan, modules, asking.forEachOf(ShareOfNeeds, 1), stop);
    const auto hosts = co_await readHosts(&m_sources.hosts, plan, facts.changes, asking, stop);
    facts.lease = co_await askedLease;
    facts.last = co_await askedLast;
    const auto wall = co_await askedWall;
    facts.parts = co_await askedParts;
    const auto registries = co_await askedRegistries;
    const auto keeping = co_await askedKeeping;
    if (stop.stop_requested())
        co_return failure(Error::Kind::Cancelled, plan.product.text());
    for (const HostAnswer &answer : hosts)
        facts.hosts.append(answer.facts);
    addWayBack(facts.changes, plan, registries, hosts);
    addKeepingOf(facts, plan, parts, keeping);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        facts.parts[i].inRegistry = allPresent(parts.at(i).images, registries);
        facts.parts[i].openCritical = openOn(parts.at(i), wall, *workspace, plan.environment);
        facts.parts[i].database = declaredChange(m_sources.database, plan, parts.at(i).id);
    }
    co_return facts;
}

} // namespace opsdeck
