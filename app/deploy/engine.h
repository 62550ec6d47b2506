// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/checkpoint.h"
#include "app/deploy/environmentguard.h"
#include "app/deploy/rolloutrunner.h"
#include "backends/async/taskscope.h"
#include "models/ports/imageresolver.h"

#include <map>
#include <set>

namespace opsdeck {

/// What has to agree before a run begins. All of it outlives the engine.
struct RunGuards
{
    EnvironmentGuard &environment;
    ImageResolver *images = nullptr; ///< null = tags are not looked at again
    Checkpoint *checks = nullptr; ///< null = nothing is checked
};

/// Runs frozen plans. Whatever it does is in the ledger first: intent before the first step, each decision of a person,
/// result after the last. A run that is paused is nobody's: it stands in its journal, and any process may go on with
/// it. I/O thread.
class DeployEngine
{
public:
    using Listener = RunJournal::Listener;

    DeployEngine(RunTools tools, RunGuards guards, Ledger &ledger, Listener listener, Redaction redaction = {});

    /// Refused while a freeze is on, where somebody else works on the environment, where something is not any more as
    /// the plan found it, and where a check forbids it and the consent does not answer for it; says what. A rollback is
    /// permitted during a freeze. Intent and plan are on disk when this answers; the run then goes on by itself.
    QCoro::Task<Result<RunId>> start(DeployPlan plan, StartConsent consent, QString actor, std::stop_token stop);
    /// Goes on with a paused or interrupted run; Rest is refused while something in it is broken, or a freeze is on.
    QCoro::Task<Result<void>> resume(RunId run, RolloutRunner::Work what, QString actor, std::stop_token stop);
    /// What is left to do on that host is left out, for a reason that the ledger keeps. Of a paused or interrupted run.
    QCoro::Task<Result<void>> skip(RunId run, HostId host, QString reason, QString actor, std::stop_token stop);
    /// Ends a paused or interrupted run for good, as it is.
    QCoro::Task<Result<void>> abort(RunId run, QString reason, QString actor, std::stop_token stop);
    /// Once the hosts that are worked on are done.
    void pause(const RunId &run, const QString &actor);
    /// Ends the remote commands that run, and proves it.
    void cancel(const RunId &run);

private:
    struct Active
    {
        DeployPlan plan;
        QString actor;
        RunJournal journal;
        RolloutRunner runner;
        RolloutRunner::Work work;
        std::stop_source wish;
        std::stop_source over; ///< the lease need be kept no longer
    };

    QCoro::Task<void> execute(std::shared_ptr<Active> active, std::stop_token stop);
    void begin(const DeployRun &run, const QString &actor, RolloutRunner::Work work, qint64 lastEvent);
    void conclude(Active &active, const RunOutcome &outcome);
    QCoro::Task<Result<void>> occupy(DeployPlan plan, bool despiteFreeze, std::stop_token stop);
    QCoro::Task<Result<RunId>> startHere(DeployPlan plan, StartConsent consent, QString actor, std::stop_token stop);
    QCoro::Task<Result<std::optional<StartRecord>>> check(DeployPlan plan, StartConsent consent, std::stop_token stop);
    QCoro::Task<Result<void>> resumeHere(
        DeployRun run, RolloutRunner::Work what, QString actor, qint64 lastEvent, std::stop_token stop);
    QCoro::Task<Result<std::pair<DeployRun, qint64>>> standing(RunId run, std::stop_token stop);
    QCoro::Task<Result<void>> endUndone(DeployPlan plan, QString actor, std::stop_token stop);
    QCoro::Task<qint64> undoneEntry(DeployPlan plan, std::stop_token stop);

    RunTools m_tools;
    RunGuards m_guards;
    Ledger &m_ledger;
    Listener m_listener;
    Redaction m_redaction;
    std::map<RunId, std::shared_ptr<Active>> m_active;
    std::set<EnvironmentId> m_starting; ///< where a run is about to begin
    TaskScope m_scope;
};

} // namespace opsdeck
