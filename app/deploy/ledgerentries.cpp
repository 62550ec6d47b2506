// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/ledgerentries.h"

#include "app/deploy/checkpoint.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

LedgerEntry entryFor(const DeployPlan &plan, const RunId &run, const QString &actor, const char *action)
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

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject describe(const HostChange &change)
{
    return {
        {QStringLiteral("host"), change.host.text()},
        {QStringLiteral("module"), change.part.text()},
        {QStringLiteral("from"), change.running.text()},
        {QStringLiteral("to"), change.wanted.digest.text()},
        {QStringLiteral("tag"), change.wantedTag},
    };
}

QString reachOf(const DeployRun::Lane &lane)
{
    QStringList words;
    for (size_t i = 0; i < lane.steps.size(); ++i) {
        if (lane.steps.at(i) == StepState::Absent)
            continue;
        words.append(QStringLiteral("%1 %2").arg(nameOf(static_cast<DeployStep>(i)), nameOf(lane.steps.at(i))));
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

LedgerEntry intentEntry(
    const DeployPlan &plan, const RunId &run, const QString &actor, qint64 undone, const StartRecord *checked)
{
    LedgerEntry entry = entryFor(plan, run, actor, "deploy.intent");
    QJsonArray changes;
    for (const HostChange &change : plan.changes)
        changes.append(describe(change));
    QJsonObject detail{{QStringLiteral("plan"), planHash(plan)}, {QStringLiteral("changes"), changes}};
    if (!plan.undoes.isEmpty()) {
        detail.insert(QStringLiteral("rollbackOf"), plan.undoes.text());
        detail.insert(QStringLiteral("rollbackOfEntry"), undone);
        detail.insert(QStringLiteral("reason"), plan.reason);
    }
    if (checked)
        detail.insert(QStringLiteral("before"), QJsonDocument::fromJson(toJson(checked->before)).object());
    if (checked && !checked->confirmedBy.isEmpty())
        detail.insert(QStringLiteral("confirmedBy"), checked->confirmedBy);
    entry.detail = compact(detail);
    return entry;
}

LedgerEntry decisionEntry(
    const DeployRun &run, const QString &actor, const char *what, const QString &reason, const HostId &host)
{
    LedgerEntry entry = entryFor(run.plan, run.id, actor, what);
    QJsonObject detail{{QStringLiteral("plan"), planHash(run.plan)}};
    if (!reason.isEmpty())
        detail.insert(QStringLiteral("reason"), reason);
    if (!host.isEmpty())
        detail.insert(QStringLiteral("host"), host.text());
    entry.detail = compact(detail);
    return entry;
}

LedgerEntry leaseEntry(const Lease &lease, const QString &actor, const QString &reason)
{
    LedgerEntry entry;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.actor = actor;
    entry.action = QStringLiteral("lease.break");
    entry.subject = lease.environment.text();
    entry.environment = lease.environment.text();
    entry.detail = compact({{QStringLiteral("owner"), lease.owner}, {QStringLiteral("for"), lease.reason},
        {QStringLiteral("reason"), reason}});
    return entry;
}

LedgerEntry resultEntry(
    const DeployPlan &plan, const RunId &run, const QString &actor, RunState state, const QString &failure)
{
    LedgerEntry entry = entryFor(plan, run, actor, "deploy.result");
    entry.outcome = nameOf(state);
    QJsonObject detail{{QStringLiteral("plan"), planHash(plan)}};
    if (!failure.isEmpty())
        detail.insert(QStringLiteral("failure"), failure);
    entry.detail = compact(detail);
    return entry;
}

LedgerEntry interruptedEntry(const DeployRun &run, const QString &actor, const QList<HostTruth> &truths)
{
    LedgerEntry entry = entryFor(run.plan, run.id, actor, "deploy.interrupted");
    entry.outcome = nameOf(RunState::Interrupted);
    QJsonArray lanes;
    for (const DeployRun::Lane &lane : run.lanes) {
        QJsonObject object{
            {QStringLiteral("host"), lane.host.text()},
            {QStringLiteral("module"), lane.part.text()},
            {QStringLiteral("journal"), reachOf(lane)},
        };
        for (const HostTruth &truth : truths) {
            if (truth.host == lane.host && truth.part == lane.part)
                object.insert(QStringLiteral("found"), truth.found);
        }
        lanes.append(object);
    }
    entry.detail = compact({{QStringLiteral("plan"), planHash(run.plan)}, {QStringLiteral("hosts"), lanes}});
    return entry;
}

} // namespace opsdeck
