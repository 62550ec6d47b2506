// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/engine.h"

#include "app/deploy/changerunner.h"
#include "app/deploy/ledgerentries.h"
#include "app/deploy/processowner.h"
#include "backends/async/await.h"

#include <QLoggingCategory>
#include <QUuid>

namespace opsdeck {

namespace {

RunState stateOf(const Result<void> &result)
{
    if (result)
        return RunState::Done;
    if (result.error().kind == Error::Kind::Cancelled)
        return RunState::Cancelled;
    return ChangeRunner::isAnswer(result.error()) ? RunState::Failed : RunState::Interrupted;
}

} // namespace

DeployEngine::DeployEngine(
    HostPool &hosts, Ledger &ledger, Policies policies, RunJournal::Listener listener, Redaction redaction)
    : m_hosts(hosts)
    , m_ledger(ledger)
    , m_policies(policies)
    , m_listener(std::move(listener))
    , m_redaction(std::move(redaction))
{ }

QCoro::Task<Result<RunId>> DeployEngine::start(DeployPlan plan, QString actor, std::stop_token stop)
{
    const RunId run(QUuid::createUuid().toString(QUuid::WithoutBraces));
    const auto intent = co_await awaitFuture(m_ledger.append(intentEntry(plan, run, actor)), stop);
    if (!intent)
        co_return tl::unexpected(intent.error());
    const auto begun
        = co_await awaitFuture(m_ledger.beginRun(run, plan, processOwner(), QDateTime::currentDateTimeUtc()), stop);
    if (!begun)
        co_return tl::unexpected(begun.error());
    auto active
        = std::make_shared<Active>(Active{plan, actor, RunJournal(run, m_ledger, m_listener, m_redaction), {}, {}});
    m_active.emplace(run, active);
    const auto body = [](DeployEngine *engine, std::shared_ptr<Active> what, std::stop_token token) {
        return engine->execute(std::move(what), std::move(token));
    };
    m_scope.start(body, this, active);
    co_return run;
}

void DeployEngine::cancel(const RunId &run)
{
    if (const auto it = m_active.find(run); it != m_active.end()) {
        const auto active = it->second; // stopping may end the run, which forgets it
        active->stop.request_stop();
    }
}

QCoro::Task<void> DeployEngine::execute(std::shared_ptr<Active> active, std::stop_token stop)
{
    const std::stop_callback link(stop, [source = active->stop]() mutable { source.request_stop(); });
    const Result<void> result = co_await runChanges(active, stop);
    conclude(*active, result);
    m_active.erase(active->journal.run());
}

QCoro::Task<Result<void>> DeployEngine::runChanges(std::shared_ptr<Active> active, std::stop_token journalStop)
{
    const std::stop_token stop = active->stop.get_token();
    for (const HostChange &change : active->plan.changes) {
        if (stop.stop_requested())
            co_return failure(Error::Kind::Cancelled, change.host.text());
        Host *host = m_hosts.host(change.host);
        if (!host)
            co_return failure(Error::Kind::Usage, change.host.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host any more")));
        ChangeRunner runner(change, *host, m_policies, active->journal);
        const auto done = co_await runner.run(stop, journalStop);
        if (!done) {
            active->failedAt = DeployPlace{change.host, change.part, runner.step()};
            co_return done;
        }
    }
    co_return Result<void>{};
}

/// Posts the end to the store without waiting: this must also work while everything stops.
void DeployEngine::conclude(const Active &active, const Result<void> &result)
{
    const RunState state = stateOf(result);
    const Phrase reason = result ? Phrase() : result.error().said();
    auto journal = active.journal;
    const QString line = result ? QString() : failureLine(active.failedAt, reason);
    m_ledger.append(resultEntry(active.plan, journal.run(), active.actor, state, line));
    journal.end(state, reason, active.failedAt);
}

} // namespace opsdeck
