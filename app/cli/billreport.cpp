// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/billreport.h"

#include "app/cli/jsonlines.h"
#include "app/cli/words.h"
#include "models/items/errortext.h"
#include "models/items/phrasetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;
using Kind = ModuleDifference::Kind;

constexpr qsizetype ShortCommit = 8;

QString nameOf(BillVerdict verdict)
{
    switch (verdict) {
    case BillVerdict::Pass:
        return u"pass"_s;
    case BillVerdict::Unknown:
        return u"unknown"_s;
    case BillVerdict::Warn:
        return u"warn"_s;
    case BillVerdict::Block:
        return u"block"_s;
    }
    return {};
}

QString nameOf(BillFinding::Subject subject)
{
    constexpr const char *names[] = {"modules", "tag", "pipeline", "digest", "image", "commit", "repository"};
    return QString::fromLatin1(names[static_cast<size_t>(subject)]);
}

QString nameOf(BillGap::What what)
{
    constexpr const char *names[] = {"module", "tag", "commit", "digest"};
    return QString::fromLatin1(names[static_cast<size_t>(what)]);
}

QString nameOf(Kind kind)
{
    constexpr const char *names[] = {"added", "removed", "changed", "same"};
    return QString::fromLatin1(names[static_cast<size_t>(kind)]);
}

QString orNothing(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QString stateText(const BillModule &module)
{
    return orNothing(module.tag).leftJustified(14) + u"  "_s
        + orNothing(module.commit.left(ShortCommit)).leftJustified(8) + u"  "_s
        + orNothing(module.digest.shortText()).leftJustified(8);
}

QJsonObject toJson(const BillModule &module)
{
    return {{u"module"_s, module.part.text()}, {u"project"_s, module.project}, {u"tag"_s, module.tag},
        {u"commit"_s, module.commit}, {u"image"_s, module.image.text()}, {u"digest"_s, module.digest.text()}};
}

QJsonObject toJson(const Bill &bill)
{
    QJsonArray modules;
    for (const BillModule &module : bill.modules)
        modules.append(toJson(module));
    return {{u"type"_s, u"bill"_s}, {u"product"_s, bill.product.text()}, {u"version"_s, bill.version},
        {u"createdBy"_s, bill.createdBy},
        {u"createdAt"_s, bill.createdAt.isValid() ? bill.createdAt.toUTC().toString(Qt::ISODate) : QString()},
        {u"note"_s, bill.note}, {u"modules"_s, modules}};
}

QJsonObject toJson(const BillFinding &finding)
{
    return {{u"type"_s, u"finding"_s}, {u"module"_s, finding.part.text()}, {u"subject"_s, nameOf(finding.subject)},
        {u"verdict"_s, nameOf(finding.verdict)}, {u"reason"_s, finding.reason.plain()}};
}

QJsonObject toJson(const DigestPlaces::AtSite &place, bool isKnown)
{
    return {{u"site"_s, place.site}, {u"customer"_s, place.customer}, {u"product"_s, place.product.text()},
        {u"version"_s, place.version}, {u"known"_s, isKnown}};
}

QJsonObject toJson(const DigestPlaces::OnHost &place)
{
    return {{u"host"_s, place.host.text()}, {u"environment"_s, place.environment.text()},
        {u"container"_s, place.container}, {u"state"_s, place.state}};
}

QJsonObject toJson(const Digest &digest, const DigestPlaces &places)
{
    QJsonArray bills;
    QJsonArray hosts;
    QJsonArray sites;
    for (const DigestPlaces::InBill &place : places.bills)
        bills.append(QJsonObject{
            {u"product"_s, place.product.text()}, {u"version"_s, place.version}, {u"module"_s, place.part.text()}});
    for (const DigestPlaces::OnHost &place : places.hosts)
        hosts.append(toJson(place));
    for (const DigestPlaces::AtSite &place : places.sites)
        sites.append(toJson(place, true));
    for (const DigestPlaces::AtSite &place : places.unknownSites)
        sites.append(toJson(place, false));
    return {{u"type"_s, u"places"_s}, {u"digest"_s, digest.text()}, {u"bills"_s, bills}, {u"hosts"_s, hosts},
        {u"sites"_s, sites}};
}

QJsonObject toJson(const ModuleDifference &difference)
{
    QJsonArray merges;
    for (const MergeRequest &request : difference.mergeRequests)
        merges.append(QJsonObject{{u"iid"_s, request.iid}, {u"title"_s, request.title}, {u"author"_s, request.author},
            {u"url"_s, request.webUrl}});
    return {{u"type"_s, u"difference"_s}, {u"module"_s, difference.part.text()}, {u"kind"_s, nameOf(difference.kind)},
        {u"before"_s, toJson(difference.before)}, {u"after"_s, toJson(difference.after)},
        {u"backwards"_s, difference.isBackwards}, {u"mergeRequests"_s, merges}, {u"gap"_s, difference.gap.plain()}};
}

} // namespace

BillReport::BillReport(bool json)
    : m_json(json)
    , m_out(stdout)
    , m_err(stderr)
{ }

ExitCode BillReport::bills(const BillList &list)
{
    for (const Bill &bill : list.bills) {
        if (m_json)
            object(toJson(bill));
        else
            m_out.line(u"%1  %2  %3"_s.arg(bill.product.text().leftJustified(16), bill.version.leftJustified(16),
                CommandLine::tr("%n module(s)", nullptr, static_cast<int>(bill.modules.size()))));
    }
    return faults(list.faults);
}

void BillReport::bill(const Bill &bill)
{
    if (m_json)
        return object(toJson(bill));
    m_out.line(bill.product.text() + u' ' + bill.version);
    if (!bill.createdBy.isEmpty())
        m_out.line(u"  "_s + bill.createdBy + u"  "_s + bill.createdAt.toLocalTime().toString(Qt::ISODate));
    if (!bill.note.isEmpty())
        m_out.line(u"  "_s + bill.note);
    for (const BillModule &module : bill.modules)
        m_out.line(u"  "_s + module.part.text().leftJustified(20) + u"  "_s + stateText(module) + u"  "_s
            + orNothing(module.image.text()));
}

void BillReport::use(const BillUse &use)
{
    for (auto it = use.hosts.cbegin(); it != use.hosts.cend(); ++it) {
        for (const DigestPlaces::OnHost &place : it.value()) {
            QJsonObject json = toJson(place);
            json.insert(u"type"_s, u"use"_s);
            json.insert(u"module"_s, it.key().text());
            if (m_json)
                object(json);
            else
                m_out.line(u"  %1  %2  %3  %4"_s.arg(
                    it.key().text().leftJustified(20), place.environment.text(), place.host.text(), place.state));
        }
    }
    for (const Site &site : use.sites) {
        if (m_json)
            object({{u"type"_s, u"site"_s}, {u"site"_s, site.id}, {u"customer"_s, site.customer}});
        else
            //: %1 is the name of a site
            m_out.line(u"  "_s + CommandLine::tr("site %1").arg(site.id) + u"  "_s + site.customer);
    }
    blind(use.blind);
}

void BillReport::findings(const BillCheck &check)
{
    for (const BillFinding &finding : check.findings) {
        if (m_json)
            object(toJson(finding));
        else
            m_out.line(u"  %1  %2  %3  %4"_s.arg(finding.part.text().leftJustified(20),
                nameOf(finding.subject).leftJustified(10), nameOf(finding.verdict).leftJustified(7),
                phraseText(finding.reason)));
    }
}

ExitCode BillReport::check(const Bill &bill, const BillCheck &check)
{
    findings(check);
    const BillVerdict verdict = check.verdict();
    if (m_json)
        object({{u"type"_s, u"check"_s}, {u"product"_s, bill.product.text()}, {u"version"_s, bill.version},
            {u"verdict"_s, nameOf(verdict)}});
    else
        m_out.line(u"%1 %2: %3"_s.arg(bill.product.text(), bill.version, nameOf(verdict)));
    return verdict == BillVerdict::Block ? ExitCode::Failed : ExitCode::Done;
}

ExitCode BillReport::proposal(const BillProposal &proposal)
{
    bill(proposal.draft.bill);
    findings(proposal.check);
    for (const BillGap &gap : proposal.draft.gaps) {
        if (m_json)
            object({{u"type"_s, u"gap"_s}, {u"module"_s, gap.part.text()}, {u"what"_s, nameOf(gap.what)},
                {u"reason"_s, gap.reason.plain()}});
        else
            //: %1 is a module, %2 why something of it is not known
            m_out.line(u"  "_s + CommandLine::tr("left open: %1: %2").arg(gap.part.text(), phraseText(gap.reason)));
    }
    if (proposal.exists)
        //: %1 is a file
        m_err.line(CommandLine::tr("%1 stands there already.").arg(proposal.path));
    const bool holds = proposal.draft.isComplete() && proposal.check.verdict() != BillVerdict::Block;
    return holds || proposal.order.anyway ? ExitCode::Done : ExitCode::Failed;
}

ExitCode BillReport::written(const BillWritten &written)
{
    if (m_json)
        object({{u"type"_s, u"written"_s}, {u"path"_s, written.path}, {u"new"_s, written.isNew}});
    else if (written.isNew)
        //: %1 is a file
        m_out.line(CommandLine::tr("Written: %1").arg(written.path));
    else
        m_out.line(CommandLine::tr("It stood there already, the same: %1").arg(written.path));
    return ExitCode::Done;
}

void BillReport::difference(const ModuleDifference &difference)
{
    if (m_json)
        return object(toJson(difference));
    m_out.line(difference.part.text().leftJustified(22) + nameOf(difference.kind));
    if (difference.kind != Kind::Added && difference.kind != Kind::Same)
        m_out.line(u"  - "_s + stateText(difference.before));
    if (difference.kind != Kind::Removed && difference.kind != Kind::Same)
        m_out.line(u"  + "_s + stateText(difference.after));
    if (difference.isBackwards)
        m_out.line(u"  "_s + CommandLine::tr("goes back: these merge requests are taken out"));
    for (const MergeRequest &request : difference.mergeRequests)
        m_out.line(u"  !%1 %2 (%3)"_s.arg(QString::number(request.iid), request.title, request.author));
    if (!difference.gap.isEmpty())
        m_out.line(u"  "_s + CommandLine::tr("merge requests: %1").arg(phraseText(difference.gap)));
}

ExitCode BillReport::comparison(const BillComparison &comparison)
{
    for (const ModuleDifference &module : comparison.modules)
        difference(module);
    return ExitCode::Done;
}

void BillReport::places(const Digest &digest, const DigestPlaces &places)
{
    if (m_json)
        return object(toJson(digest, places));
    m_out.line(digest.text());
    for (const DigestPlaces::InBill &place : places.bills)
        m_out.line(u"  %1 %2  %3"_s.arg(place.product.text(), place.version, place.part.text()));
    for (const DigestPlaces::OnHost &place : places.hosts)
        m_out.line(u"  %1  %2  %3  %4"_s.arg(
            orNothing(place.environment.text()), place.host.text(), place.container, place.state));
    for (const DigestPlaces::AtSite &place : places.sites)
        m_out.line(u"  "_s + CommandLine::tr("site %1").arg(place.site)
            + u"  %1  %2 %3"_s.arg(place.customer, place.product.text(), place.version));
    for (const DigestPlaces::AtSite &place : places.unknownSites)
        //: %1 a site, %2 a product, %3 its version
        m_out.line(u"  "_s
            + CommandLine::tr("site %1 runs %2 %3, which has no bill: not known")
                  .arg(place.site, place.product.text(), place.version));
}

ExitCode BillReport::search(const BillSearch &search)
{
    for (const auto &[digest, found] : search.found)
        places(digest, found);
    blind(search.blind);
    return faults(search.faults);
}

ExitCode BillReport::sites(const SiteList &list)
{
    for (const Site &site : list.sites) {
        QJsonObject versions;
        QStringList words;
        for (auto it = site.versions.cbegin(); it != site.versions.cend(); ++it) {
            versions.insert(it.key().text(), it.value());
            words.append(it.key().text() + u' ' + it.value());
        }
        if (m_json)
            object({{u"type"_s, u"site"_s}, {u"site"_s, site.id}, {u"title"_s, site.title},
                {u"customer"_s, site.customer}, {u"versions"_s, versions}, {u"note"_s, site.note}});
        else
            m_out.line(
                u"%1  %2  %3"_s.arg(site.id.leftJustified(16), site.customer.leftJustified(20), words.join(u", "_s)));
    }
    return faults(list.faults);
}

void BillReport::blind(const QList<HostId> &hosts)
{
    for (const HostId &host : hosts) {
        if (m_json)
            object({{u"type"_s, u"blind"_s}, {u"host"_s, host.text()}});
        else
            //: %1 is a host
            m_err.line(CommandLine::tr("%1 is silent: what it runs now is not known.").arg(host.text()));
    }
}

ExitCode BillReport::faults(const Diagnostics &faults)
{
    for (const Diagnostic &fault : faults) {
        if (m_json)
            object({{u"type"_s, u"fault"_s}, {u"file"_s, fault.file}, {u"line"_s, fault.line},
                {u"column"_s, fault.column}, {u"message"_s, fault.message}, {u"hint"_s, fault.hint}});
        m_err.line(fault.text());
    }
    return faults.isEmpty() ? ExitCode::Done : ExitCode::Failed;
}

ExitCode BillReport::fail(const Error &error)
{
    return tellFailure(m_err, m_json, error);
}

void BillReport::object(const QJsonObject &json)
{
    writeJsonLine(json);
}

} // namespace opsdeck
