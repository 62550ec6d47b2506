// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gitledgerentries.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

LedgerEntry entryFor(const GitReleasePlan &plan, const RunId &run, const QString &actor, const char *action)
{
    LedgerEntry entry;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.actor = actor;
    entry.action = QString::fromLatin1(action);
    entry.subject = QStringLiteral("%1 %2 → %3").arg(plan.product.text(), plan.version, plan.environment.text());
    entry.environment = plan.environment.text();
    entry.reference = run.text();
    return entry;
}

QJsonObject whereOf(const GitReleasePlan &plan)
{
    return {
        {QStringLiteral("executor"), QStringLiteral("gitlab")},
        {QStringLiteral("plan"), planHash(plan)},
        {QStringLiteral("source"), plan.source.text()},
        {QStringLiteral("project"), plan.projectPath},
        {QStringLiteral("branch"), plan.branch},
        {QStringLiteral("tag"), plan.tag},
    };
}

QJsonArray imagesOf(const GitReleasePlan &plan)
{
    QJsonArray images;
    for (const GitFileEdit &edit : plan.files) {
        for (auto it = edit.images.cbegin(); it != edit.images.cend(); ++it) {
            images.append(QJsonObject{{QStringLiteral("file"), edit.path}, {QStringLiteral("service"), it.key()},
                {QStringLiteral("to"), it->text()}});
        }
    }
    return images;
}

void insertKnown(QJsonObject &json, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        json.insert(key, value);
}

} // namespace

LedgerEntry intentEntry(const GitReleasePlan &plan, const RunId &run, const QString &actor)
{
    LedgerEntry entry = entryFor(plan, run, actor, "deploy.intent");
    QJsonObject detail = whereOf(plan);
    detail.insert(QStringLiteral("head"), plan.head);
    detail.insert(QStringLiteral("images"), imagesOf(plan));
    insertKnown(detail, QStringLiteral("reason"), plan.reason);
    entry.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact);
    return entry;
}

LedgerEntry resultEntry(const GitRun &run, const QString &actor)
{
    LedgerEntry entry = entryFor(run.plan, run.id, actor, "deploy.result");
    entry.outcome = nameOf(run.state);
    QJsonObject detail = whereOf(run.plan);
    insertKnown(detail, QStringLiteral("commit"), run.commit);
    detail.insert(QStringLiteral("tagged"), !run.tag.isEmpty());
    if (run.mayHaveCommitted())
        detail.insert(QStringLiteral("mayHaveCommitted"), true);
    if (run.mayHaveTagged())
        detail.insert(QStringLiteral("mayHaveTagged"), true);
    if (run.pipeline) {
        // As text: a JSON number is a double.
        detail.insert(QStringLiteral("pipeline"), QString::number(run.pipeline->row.id));
        detail.insert(QStringLiteral("pipelineStatus"), run.pipeline->row.status);
        insertKnown(detail, QStringLiteral("pipelineUrl"), run.pipeline->row.webUrl);
    }
    insertKnown(detail, QStringLiteral("failure"), run.failure.plain());
    entry.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact);
    return entry;
}

} // namespace opsdeck
