// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bills/billentries.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

QJsonObject sourceOf(const BillOrder &order)
{
    switch (order.from) {
    case BillOrder::From::Tag:
        return {{u"tag"_s, order.name}};
    case BillOrder::From::Branch:
        return {{u"branch"_s, order.name}};
    case BillOrder::From::Tags:
        break;
    }
    QJsonObject tags;
    for (auto it = order.tags.cbegin(); it != order.tags.cend(); ++it)
        tags.insert(it.key().text(), it.value());
    return {{u"tags"_s, tags}};
}

QJsonObject describe(const BillModule &module)
{
    return {{u"module"_s, module.part.text()}, {u"tag"_s, module.tag}, {u"commit"_s, module.commit},
        {u"image"_s, module.image.text()}, {u"digest"_s, module.digest.text()}};
}

/// What was open or did not hold when a person wanted it anyway.
QJsonArray doubtsOf(const BillProposal &proposal)
{
    QJsonArray doubts;
    for (const BillGap &gap : proposal.draft.gaps)
        doubts.append(gap.part.text() + u": "_s + gap.reason.plain());
    for (const BillFinding &finding : proposal.check.findings) {
        if (finding.verdict == BillVerdict::Block)
            doubts.append(finding.part.text() + u": "_s + finding.reason.plain());
    }
    return doubts;
}

LedgerEntry entryFor(const BillProposal &proposal, const QString &actor, const QString &action)
{
    LedgerEntry entry;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.actor = actor;
    entry.action = action;
    entry.subject = proposal.order.product.text() + u' ' + proposal.order.version;
    entry.reference = proposal.path;
    return entry;
}

QString outcomeOf(const Result<BillWritten> &written)
{
    if (written)
        return u"done"_s;
    return written.error().kind == Error::Kind::Refused ? u"refused"_s : u"failed"_s;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

LedgerEntry billIntent(const BillProposal &proposal, const QString &actor)
{
    LedgerEntry entry = entryFor(proposal, actor, u"bill.intent"_s);
    QJsonArray modules;
    for (const BillModule &module : proposal.draft.bill.modules)
        modules.append(describe(module));
    QJsonObject detail{{u"from"_s, sourceOf(proposal.order)}, {u"modules"_s, modules}};
    if (const QJsonArray doubts = doubtsOf(proposal); !doubts.isEmpty())
        detail.insert(u"anyway"_s, doubts);
    if (!proposal.order.note.isEmpty())
        detail.insert(u"note"_s, proposal.order.note);
    entry.detail = compact(detail);
    return entry;
}

LedgerEntry billResult(const BillProposal &proposal, const QString &actor, const Result<BillWritten> &written)
{
    LedgerEntry entry = entryFor(proposal, actor, u"bill.result"_s);
    entry.outcome = outcomeOf(written);
    QJsonObject detail{{u"path"_s, proposal.path}};
    if (!written)
        detail.insert(u"failure"_s, written.error().detail);
    else
        detail.insert(u"wasThere"_s, !written->isNew);
    entry.detail = compact(detail);
    return entry;
}

} // namespace opsdeck
