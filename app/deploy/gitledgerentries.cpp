// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gitledgerentries.h"

#include "app/deploy/checkpoint.h"
#include "app/deploy/processowner.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

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
    QJsonObject where{
        {QStringLiteral("executor"), QStringLiteral("gitlab")},
        {QStringLiteral("product"), plan.product.text()},
        {QStringLiteral("version"), plan.version},
        {QStringLiteral("source"), plan.source.text()},
        {QStringLiteral("project"), plan.projectPath},
        {QStringLiteral("projectId"), QString::number(plan.project)}, // as text: a JSON number is a double
        {QStringLiteral("branch"), plan.branch},
        {QStringLiteral("tag"), plan.tag},
    };
    if (!plan.files.isEmpty()) // of a run that is followed again the intent alone has it
        where.insert(QStringLiteral("plan"), planHash(plan));
    return where;
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

LedgerEntry intentEntry(const GitReleasePlan &plan, const RunId &run, const QString &actor, const QString &owner,
    const StartRecord *checked)
{
    LedgerEntry entry = entryFor(plan, run, actor, "deploy.intent");
    QJsonObject detail = whereOf(plan);
    detail.insert(QStringLiteral("head"), plan.head);
    detail.insert(QStringLiteral("images"), imagesOf(plan));
    insertKnown(detail, QStringLiteral("reason"), plan.reason);
    insertKnown(detail, QStringLiteral("owner"), owner);
    if (checked) {
        detail.insert(QStringLiteral("before"), QJsonDocument::fromJson(toJson(checked->before)).object());
        insertKnown(detail, QStringLiteral("confirmedBy"), checked->confirmedBy);
    }
    entry.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact);
    return entry;
}

LedgerEntry resumeEntry(const GitRun &run, const QString &actor, const QString &owner)
{
    LedgerEntry entry = entryFor(run.plan, run.id, actor, "deploy.resume");
    QJsonObject detail = whereOf(run.plan);
    detail.insert(QStringLiteral("owner"), owner);
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
        detail.insert(QStringLiteral("pipeline"), QString::number(run.pipeline->row.id));
        detail.insert(QStringLiteral("pipelineStatus"), run.pipeline->row.status);
        insertKnown(detail, QStringLiteral("pipelineUrl"), run.pipeline->row.webUrl);
    }
    insertKnown(detail, QStringLiteral("failure"), run.failure.plain());
    entry.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact);
    return entry;
}

LedgerEntry verifiedEntry(const GitRun &run, const QString &actor)
{
    LedgerEntry entry = entryFor(run.plan, run.id, actor, "deploy.verified");
    entry.outcome = nameOf(run.state);
    QJsonObject detail = whereOf(run.plan);
    if (run.otherwise && !run.otherwise->isEmpty())
        detail.insert(QStringLiteral("others"), QJsonArray::fromStringList(*run.otherwise));
    insertKnown(detail, QStringLiteral("failure"), run.failure.plain());
    entry.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact);
    return entry;
}

namespace {

/// What an entry says over what those before it said.
void takeInto(GitRunRecord &run, const LedgerEntry &entry, const QJsonObject &detail)
{
    const auto take = [&detail](QString &into, const char *key) {
        if (const QString value = detail.value(QLatin1String(key)).toString(); !value.isEmpty())
            into = value;
    };
    take(run.product, "product");
    take(run.version, "version");
    take(run.owner, "owner");
    take(run.commit, "commit");
    take(run.pipeline, "pipeline");
    take(run.pipelineStatus, "pipelineStatus");
    take(run.failure, "failure");
    take(run.source, "source");
    take(run.projectPath, "project");
    take(run.branch, "branch");
    take(run.plannedTag, "tag");
    if (const qint64 project = detail.value(u"projectId").toString().toLongLong(); project > 0)
        run.project = project;
    if (detail.value(u"tagged").toBool())
        take(run.tag, "tag");
    if (const auto state = runStateFromName(entry.outcome))
        run.state = *state;
}

} // namespace

QList<GitRunRecord> gitRunsIn(const QList<LedgerEntry> &entries)
{
    QList<GitRunRecord> runs;
    QHash<QString, qsizetype> places;
    for (const LedgerEntry &entry : entries) {
        const QJsonObject detail = QJsonDocument::fromJson(entry.detail).object();
        if (detail.value(u"executor").toString() != u"gitlab" || entry.reference.isEmpty())
            continue;
        if (!places.contains(entry.reference)) {
            places.insert(entry.reference, runs.size());
            GitRunRecord begun;
            begun.id = RunId(entry.reference);
            begun.environment = entry.environment;
            begun.startedAt = entry.at;
            runs.append(begun);
        }
        takeInto(runs[places.value(entry.reference)], entry, detail);
    }
    std::reverse(runs.begin(), runs.end());
    return runs;
}

QList<GitRun> leftOpen(const QList<GitRunRecord> &runs)
{
    QList<GitRun> open;
    for (const GitRunRecord &record : runs) {
        if (record.state != RunState::Running || !isSurelyDead(record.owner) || record.project == 0)
            continue;
        GitRun run;
        run.id = record.id;
        run.startedAt = record.startedAt;
        run.plan.product = ProductId(record.product);
        run.plan.version = record.version;
        run.plan.environment = EnvironmentId(record.environment);
        run.plan.source = SourceId(record.source);
        run.plan.project = record.project;
        run.plan.projectPath = record.projectPath;
        run.plan.branch = record.branch;
        run.plan.tag = record.plannedTag;
        open.append(run);
    }
    return open;
}

} // namespace opsdeck
