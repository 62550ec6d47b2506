// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/promotionentries.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

LedgerEntry entryFor(const PromotionOrder &order, const QString &id, const QString &actor, const char *action)
{
    LedgerEntry entry;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.actor = actor;
    entry.action = QString::fromLatin1(action);
    entry.subject = QStringList{order.subject, QStringLiteral("→"), order.to}.join(u' ');
    entry.reference = id;
    return entry;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject carrier(const PromotionOrder &order)
{
    QJsonObject object{{QStringLiteral("from"), order.from}, {QStringLiteral("to"), order.to}};
    if (!order.harbor.isEmpty()) {
        object.insert(QStringLiteral("harbor"), order.harbor.text());
        object.insert(QStringLiteral("policy"), order.policy);
    }
    return object;
}

QJsonObject describe(const TagProof &proof)
{
    return {{QStringLiteral("source"), proof.item.source.withTag(proof.item.source.tag).text()},
        {QStringLiteral("target"), proof.item.target.text()}, {QStringLiteral("verdict"), nameOf(proof.verdict)},
        {QStringLiteral("sourceDigest"), proof.source.text()}, {QStringLiteral("targetDigest"), proof.target.text()},
        {QStringLiteral("reason"), proof.reason.plain()}};
}

} // namespace

QString nameOf(PromotionOutcome outcome)
{
    switch (outcome) {
    case PromotionOutcome::Done:
        return QStringLiteral("done");
    case PromotionOutcome::Cancelled:
        return QStringLiteral("cancelled");
    case PromotionOutcome::Failed:
        break;
    }
    return QStringLiteral("failed");
}

LedgerEntry promotionIntent(const PromotionOrder &order, const QString &id, const QString &actor)
{
    LedgerEntry entry = entryFor(order, id, actor, "promote.intent");
    QJsonArray tags;
    for (const PromotionItem &item : order.items)
        tags.append(QJsonObject{
            {QStringLiteral("source"), item.source.text()}, {QStringLiteral("target"), item.target.text()}});
    QJsonObject detail = carrier(order);
    detail.insert(QStringLiteral("tags"), tags);
    entry.detail = compact(detail);
    return entry;
}

LedgerEntry promotionResult(const PromotionReport &report, const QString &actor)
{
    LedgerEntry entry = entryFor(report.order, report.id, actor, "promote.result");
    entry.outcome = nameOf(report.outcome);
    QJsonArray tags;
    for (const TagProof &proof : report.proofs)
        tags.append(describe(proof));
    QJsonObject detail = carrier(report.order);
    detail.insert(QStringLiteral("tags"), tags);
    if (report.execution) {
        detail.insert(QStringLiteral("execution"), report.execution->id);
        detail.insert(QStringLiteral("carrierSays"), report.execution->stateWord);
    }
    if (report.order.policy.isEmpty())
        detail.insert(QStringLiteral("sent"), report.sent);
    if (!report.failure.isEmpty())
        detail.insert(QStringLiteral("failure"), report.failure.plain());
    entry.detail = compact(detail);
    return entry;
}

} // namespace opsdeck
