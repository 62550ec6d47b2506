// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/runrows.h"

namespace opsdeck::store {

namespace {

using OwnedRun = std::pair<DeployRun, QString>;

constexpr auto insertRun = "INSERT INTO deploy_run (id, plan, plan_hash, owner, started_at) VALUES (?, ?, ?, ?, ?)";

constexpr auto insertEvent = R"(
    INSERT INTO deploy_event (run, sequence, at, kind, host, part, step, step_state, run_state, text, arguments)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";

constexpr auto selectNewestRuns = R"(
    SELECT id, plan, plan_hash, owner, started_at FROM deploy_run ORDER BY started_at DESC, rowid DESC LIMIT ?)";

constexpr auto selectOpenRuns = R"(
    SELECT id, plan, plan_hash, owner, started_at FROM deploy_run
    WHERE (SELECT kind FROM deploy_event WHERE run = deploy_run.id AND kind IN ('end', 'state')
           ORDER BY sequence DESC LIMIT 1) IS NOT 'end'
    ORDER BY started_at DESC, rowid DESC LIMIT ?)";

constexpr auto selectRun = "SELECT id, plan, plan_hash, owner, started_at FROM deploy_run WHERE id = ?";

constexpr auto selectEvents = R"(
    SELECT run, sequence, at, kind, host, part, step, step_state, run_state, text, arguments FROM deploy_event
    WHERE run = ? ORDER BY sequence)";

constexpr auto selectChanges = R"(
    SELECT run, sequence, at, kind, host, part, step, step_state, run_state, text, arguments FROM deploy_event
    WHERE run = ? AND kind <> 'output' ORDER BY sequence)";

QString nameOf(DeployEvent::Kind kind)
{
    switch (kind) {
    case DeployEvent::Kind::StepChanged:
        return QStringLiteral("step");
    case DeployEvent::Kind::Output:
        return QStringLiteral("output");
    case DeployEvent::Kind::RunChanged:
        return QStringLiteral("state");
    case DeployEvent::Kind::RunEnded:
        return QStringLiteral("end");
    }
    return {};
}

DeployEvent::Kind kindFromName(const QString &name)
{
    if (name == u"step")
        return DeployEvent::Kind::StepChanged;
    if (name == u"state")
        return DeployEvent::Kind::RunChanged;
    return name == u"end" ? DeployEvent::Kind::RunEnded : DeployEvent::Kind::Output;
}

QList<DeployEvent> readEvents(Database &db, const char *sql, const RunId &run)
{
    QList<DeployEvent> events;
    Query query = db.query(sql);
    query.bind(run);
    while (query.next()) {
        DeployEvent e;
        QString kind, step, stepState, runState;
        query.read(
            e.run, e.sequence, e.at, kind, e.host, e.part, step, stepState, runState, e.text.text, e.text.arguments);
        e.kind = kindFromName(kind);
        e.step = stepFromName(step).value_or(DeployStep::Pull);
        e.stepState = stepStateFromName(stepState).value_or(StepState::Unknown);
        e.runState = runStateFromName(runState).value_or(RunState::Interrupted);
        events.append(e);
    }
    return events;
}

template <typename Value> Result<QList<OwnedRun>> readRuns(Database &db, const char *sql, const Value &value)
{
    QList<OwnedRun> runs;
    Query query = db.query(sql);
    query.bind(value);
    while (query.next()) {
        RunId id;
        QByteArray json;
        QString hash, owner;
        QDateTime startedAt;
        query.read(id, json, hash, owner, startedAt);
        const auto plan = planFromJson(json);
        if (!plan || planHash(*plan) != hash)
            return failure(Error::Kind::Storage, QString::fromStdString(db.handle().getFilename()),
                QStringLiteral("The stored plan of run %1 was altered or damaged: it does not fit its hash.")
                    .arg(id.text()));
        DeployRun run = startRun(id, *plan, startedAt);
        for (const DeployEvent &event : readEvents(db, selectChanges, id))
            apply(run, event);
        runs.append({run, run.owner.isEmpty() ? owner : run.owner});
    }
    return runs;
}

} // namespace

void putRun(Database &db, const RunId &run, const DeployPlan &plan, const QString &owner, const QDateTime &at)
{
    db.run(insertRun, run, toJson(plan), planHash(plan), owner, at);
}

void putEvent(Database &db, const DeployEvent &e)
{
    db.run(insertEvent, e.run, e.sequence, e.at, nameOf(e.kind), e.host, e.part, opsdeck::nameOf(e.step),
        opsdeck::nameOf(e.stepState), opsdeck::nameOf(e.runState), e.text.text, e.text.arguments);
}

Result<QList<DeployRun>> newestRuns(Database &db, int limit)
{
    return readRuns(db, selectNewestRuns, limit).map([](const QList<OwnedRun> &owned) {
        QList<DeployRun> runs;
        for (const OwnedRun &run : owned)
            runs.append(run.first);
        return runs;
    });
}

Result<QList<OwnedRun>> openRuns(Database &db)
{
    constexpr int all = -1;
    return readRuns(db, selectOpenRuns, all);
}

Result<DeployRun> runOf(Database &db, const RunId &run)
{
    const auto found = readRuns(db, selectRun, run);
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty())
        return failure(Error::Kind::NotFound, run.text());
    return found->first().first;
}

QList<DeployEvent> eventsOf(Database &db, const RunId &run)
{
    return readEvents(db, selectEvents, run);
}

} // namespace opsdeck::store
