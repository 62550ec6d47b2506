// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/engine.h"

#include "app/deploy/ledgerentries.h"
#include "app/deploy/processowner.h"
#include "app/deploy/reality.h"
#include "backends/async/await.h"

#include <QScopeGuard>
#include <QUuid>

namespace opsdeck {

namespace {

using Work = RolloutRunner::Work;

bool hasBroken(const DeployRun &run)
{
    return std::any_of(run.lanes.cbegin(), run.lanes.cend(), isBroken);
}

/// Whether it counts is decided by the checks.
bool answersForFreeze(const StartConsent &consent)
{
    return std::any_of(consent.overrides.cbegin(), consent.overrides.cend(),
        [](const Override &one) { return one.kind == PrecheckKind::FreezeWindow; });
}

QString hostList(const DeployPlan &plan)
{
    QStringList names;
    for (const HostId &host : plan.hosts())
        names.append(host.text());
    return names.join(QStringLiteral(", "));
}

} // namespace

DeployEngine::DeployEngine(RunTools tools, RunGuards guards, Ledger &ledger, Listener listener, Redaction redaction)
    : m_tools(std::move(tools))
    , m_guards(guards)
    , m_ledger(ledger)
    , m_listener(std::move(listener))
    , m_redaction(std::move(redaction))
{ }

QCoro::Task<Result<RunId>> DeployEngine::start(
    DeployPlan plan, StartConsent consent, QString actor, std::stop_token stop)
{
    if (!m_starting.insert(plan.environment).second)
        co_return failure(Error::Kind::Refused, plan.environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "another run in %1 is just being started from this console"),
                {plan.environment.text()}));
    const auto reserved = qScopeGuard([this, environment = plan.environment] { m_starting.erase(environment); });
    const bool despiteFreeze = !plan.undoes.isEmpty() || (m_guards.checks && answersForFreeze(consent));
    const auto occupied = co_await occupy(plan, despiteFreeze, stop);
    if (!occupied)
        co_return tl::unexpected(occupied.error());
    const auto started = co_await startHere(plan, consent, actor, stop);
    if (!started)
        co_await m_guards.environment.giveBack(plan.environment, stop);
    co_return started;
}

/// Makes sure that nobody else works on the environment, and that somebody may.
QCoro::Task<Result<void>> DeployEngine::occupy(DeployPlan plan, bool despiteFreeze, std::stop_token stop)
{
    const auto permitted = m_guards.environment.permit(plan.environment, QDateTime::currentDateTimeUtc());
    if (!permitted && !despiteFreeze)
        co_return permitted;
    for (const auto &[id, active] : m_active) {
        if (active->plan.environment == plan.environment)
            co_return failure(Error::Kind::Refused, plan.environment.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is being deployed to already, from this console: %2"),
                    {plan.environment.text(), active->plan.product.text() + u' ' + active->plan.version}));
    }
    co_return co_await m_guards.environment.take(plan.environment, plan.product.text() + u' ' + plan.version, stop);
}

QCoro::Task<Result<RunId>> DeployEngine::startHere(
    DeployPlan plan, StartConsent consent, QString actor, std::stop_token stop)
{
    const auto real = co_await confirmReality(plan, &m_tools.hosts, m_guards.images, stop);
    if (!real)
        co_return tl::unexpected(real.error());
    const auto checked = co_await check(plan, consent, stop);
    if (!checked)
        co_return tl::unexpected(checked.error());
    const auto closed = co_await endUndone(plan, actor, stop);
    if (!closed)
        co_return tl::unexpected(closed.error());
    const RunId id(QUuid::createUuid().toString(QUuid::WithoutBraces));
    const qint64 undone = co_await undoneEntry(plan, stop);
    const auto intent = co_await awaitFuture(
        m_ledger.append(intentEntry(plan, id, actor, undone, *checked ? &**checked : nullptr)), stop);
    if (!intent)
        co_return tl::unexpected(intent.error());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto begun = co_await awaitFuture(m_ledger.beginRun(id, plan, processOwner(), now), stop);
    if (!begun)
        co_return tl::unexpected(begun.error());
    begin(startRun(id, plan, now), actor, Work::Rest, 0);
    co_return id;
}

QCoro::Task<Result<std::optional<StartRecord>>> DeployEngine::check(
    DeployPlan plan, StartConsent consent, std::stop_token stop)
{
    if (!m_guards.checks)
        co_return std::optional<StartRecord>();
    auto passed = co_await m_guards.checks->pass(plan, consent, stop);
    if (!passed)
        co_return tl::unexpected(passed.error());
    co_return std::optional(std::move(*passed));
}

QCoro::Task<Result<void>> DeployEngine::resume(RunId run, Work what, QString actor, std::stop_token stop)
{
    const auto found = co_await standing(run, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    const auto &[known, lastEvent] = *found;
    if (what == Work::Rest && hasBroken(known))
        co_return failure(Error::Kind::Refused, run.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "something in this run failed: retry it, skip the host, or roll back")));
    if (what == Work::Broken && !hasBroken(known))
        co_return failure(
            Error::Kind::Refused, run.text(), Phrase(QT_TRANSLATE_NOOP("Phrase", "nothing in this run failed")));
    const auto occupied = co_await occupy(known.plan, what == Work::Broken, stop);
    if (!occupied)
        co_return occupied;
    const auto resumed = co_await resumeHere(known, what, actor, lastEvent, stop);
    if (!resumed)
        co_await m_guards.environment.giveBack(known.plan.environment, stop);
    co_return resumed;
}

QCoro::Task<Result<void>> DeployEngine::resumeHere(
    DeployRun run, Work what, QString actor, qint64 lastEvent, std::stop_token stop)
{
    const char *action = what == Work::Rest ? "deploy.resume" : "deploy.retry";
    const auto told = co_await awaitFuture(m_ledger.append(decisionEntry(run, actor, action)), stop);
    if (!told)
        co_return tl::unexpected(told.error());
    RunJournal journal(run.id, m_ledger, m_listener, m_redaction, lastEvent);
    const QString owner = processOwner();
    const auto taken = co_await journal.takeOver(owner, stop);
    if (!taken)
        co_return tl::unexpected(taken.error());
    begin(run, actor, what, lastEvent + 1);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> DeployEngine::skip(
    RunId run, HostId host, QString reason, QString actor, std::stop_token stop)
{
    if (reason.trimmed().isEmpty())
        co_return failure(Error::Kind::Usage, host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "a host is skipped for a reason: say which")));
    const auto found = co_await standing(run, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    const auto &[known, lastEvent] = *found;
    if (!known.plan.hosts().contains(host))
        co_return failure(Error::Kind::Usage, host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "this run has no such host; it has %1"), {hostList(known.plan)}));
    const auto told
        = co_await awaitFuture(m_ledger.append(decisionEntry(known, actor, "deploy.skip", reason, host)), stop);
    if (!told)
        co_return tl::unexpected(told.error());
    RunJournal journal(run, m_ledger, m_listener, m_redaction, lastEvent);
    const Phrase why(QT_TRANSLATE_NOOP("Phrase", "skipped by %1: %2"), {actor, reason});
    for (const DeployRun::Lane &lane : known.lanes) {
        if (lane.host != host)
            continue;
        for (size_t i = 0; i < lane.steps.size(); ++i) {
            const StepState state = lane.steps.at(i);
            if (state == StepState::Absent || state == StepState::Done || state == StepState::Skipped)
                continue;
            const auto step = static_cast<DeployStep>(i);
            const auto written = co_await journal.step(host, lane.part, step, StepState::Skipped, why, stop);
            if (!written)
                co_return written;
        }
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> DeployEngine::abort(RunId run, QString reason, QString actor, std::stop_token stop)
{
    const auto found = co_await standing(run, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    const auto &[known, lastEvent] = *found;
    const auto told = co_await awaitFuture(m_ledger.append(decisionEntry(known, actor, "deploy.abort", reason)), stop);
    if (!told)
        co_return tl::unexpected(told.error());
    const RunState state = hasBroken(known) ? RunState::Failed : RunState::Cancelled;
    const QString line = failureLine(known.failedAt, known.failure);
    const auto ended = co_await awaitFuture(m_ledger.append(resultEntry(known.plan, run, actor, state, line)), stop);
    if (!ended)
        co_return tl::unexpected(ended.error());
    RunJournal journal(run, m_ledger, m_listener, m_redaction, lastEvent);
    journal.end(state, known.failure, known.failedAt);
    co_return Result<void>{};
}

void DeployEngine::pause(const RunId &run, const QString &actor)
{
    if (const auto it = m_active.find(run); it != m_active.end())
        it->second->runner.pauseSoon(Phrase(QT_TRANSLATE_NOOP("Phrase", "paused by %1"), {actor}));
}

void DeployEngine::cancel(const RunId &run)
{
    if (const auto it = m_active.find(run); it != m_active.end()) {
        const auto active = it->second; // stopping may end the run, which forgets it
        active->wish.request_stop();
    }
}

/// A run that nobody works on, and the number of its last event.
QCoro::Task<Result<std::pair<DeployRun, qint64>>> DeployEngine::standing(RunId run, std::stop_token stop)
{
    const auto known = co_await awaitFuture(m_ledger.run(run), stop);
    if (!known)
        co_return tl::unexpected(known.error());
    if (known->state != RunState::Paused && known->state != RunState::Interrupted)
        co_return failure(Error::Kind::Refused, run.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "this run is neither paused nor interrupted but %1"),
                {nameOf(known->state)}));
    const auto events = co_await awaitFuture(m_ledger.events(run), stop);
    if (!events)
        co_return tl::unexpected(events.error());
    co_return std::pair(*known, events->isEmpty() ? qint64(0) : events->last().sequence);
}

/// A run that is rolled back is over: to go on with it would call hosts done that have just been put back.
QCoro::Task<Result<void>> DeployEngine::endUndone(DeployPlan plan, QString actor, std::stop_token stop)
{
    if (plan.undoes.isEmpty())
        co_return Result<void>{};
    const auto found = co_await standing(plan.undoes, stop);
    if (!found) // Done, Failed, Cancelled: over already
        co_return found.error().kind == Error::Kind::Refused ? Result<void>() : tl::unexpected(found.error());
    const auto &[known, lastEvent] = *found;
    const QString reason = QStringLiteral("rolled back: ") + plan.reason;
    const LedgerEntry decision = decisionEntry(known, actor, "deploy.abort", reason);
    const auto told = co_await awaitFuture(m_ledger.append(decision), stop);
    if (!told)
        co_return tl::unexpected(told.error());
    const RunState state = hasBroken(known) ? RunState::Failed : RunState::Cancelled;
    const QString line = failureLine(known.failedAt, known.failure);
    const auto ended
        = co_await awaitFuture(m_ledger.append(resultEntry(known.plan, known.id, actor, state, line)), stop);
    if (!ended)
        co_return tl::unexpected(ended.error());
    // Told to nobody: who listens waits for the end of the rollback.
    RunJournal journal(
        known.id, m_ledger, [](const DeployEvent &) {}, m_redaction, lastEvent);
    journal.end(state, known.failure, known.failedAt);
    co_return Result<void>{};
}

/// Of the entry that began what is rolled back; 0 where it cannot be found.
QCoro::Task<qint64> DeployEngine::undoneEntry(DeployPlan plan, std::stop_token stop)
{
    if (plan.undoes.isEmpty())
        co_return 0;
    const auto undone = co_await awaitFuture(m_ledger.run(plan.undoes), stop);
    if (!undone)
        co_return 0;
    const QDateTime since = undone->startedAt.addSecs(-3600); // clocks are set
    const auto entries = co_await awaitFuture(m_ledger.entriesAbout(QStringLiteral("deploy"), since), stop);
    for (const LedgerEntry &entry : entries.value_or(QList<LedgerEntry>())) {
        if (entry.reference == plan.undoes.text() && entry.action == u"deploy.intent")
            co_return entry.number;
    }
    co_return 0;
}

void DeployEngine::begin(const DeployRun &run, const QString &actor, Work work, qint64 lastEvent)
{
    auto active = std::make_shared<Active>(Active{run.plan, actor,
        RunJournal(run.id, m_ledger, m_listener, m_redaction, lastEvent), RolloutRunner(run, m_tools), work, {}, {}});
    m_active.insert_or_assign(run.id, active);
    const auto body = [](DeployEngine *engine, std::shared_ptr<Active> what, std::stop_token token) {
        return engine->execute(std::move(what), std::move(token));
    };
    m_scope.start(body, this, active);
    const auto keep = [](EnvironmentGuard *guard, std::shared_ptr<Active> what, std::stop_token) {
        const auto lost = [what](const Error &error) { what->runner.pauseSoon(error.said()); };
        return guard->keep(what->plan.environment, lost, what->over.get_token());
    };
    m_scope.start(keep, &m_guards.environment, active);
}

QCoro::Task<void> DeployEngine::execute(std::shared_ptr<Active> active, std::stop_token stop)
{
    const std::stop_callback link(stop, [source = active->wish]() mutable { source.request_stop(); });
    const RunStops stops{active->wish.get_token(), stop};
    const RunOutcome outcome = co_await active->runner.work(active->work, active->journal, stops);
    active->over.request_stop();
    m_active.erase(active->journal.run()); // first: who hears of the end may want to go on with it
    co_await m_guards.environment.giveBack(active->plan.environment, stop);
    conclude(*active, outcome);
}

/// Posts the end to the store without waiting: this must also work while everything stops.
void DeployEngine::conclude(Active &active, const RunOutcome &outcome)
{
    const QString line = outcome.state == RunState::Done ? QString() : failureLine(outcome.place, outcome.reason);
    m_ledger.append(resultEntry(active.plan, active.journal.run(), active.actor, outcome.state, line));
    active.journal.end(outcome.state, outcome.reason, outcome.place);
}

} // namespace opsdeck
