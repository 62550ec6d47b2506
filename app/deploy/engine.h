// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/runjournal.h"
#include "backends/async/taskscope.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"

#include <map>

namespace opsdeck {

/// Runs frozen plans: change by change in rolling order, stopping before the next host at the first failure. Whatever
/// it does is in the ledger first: intent before the first step, result after the last. I/O thread.
class DeployEngine
{
public:
    DeployEngine(
        HostPool &hosts, Ledger &ledger, Policies policies, RunJournal::Listener listener, Redaction redaction = {});

    /// Intent and plan are on disk when this answers; the run then goes on by itself.
    QCoro::Task<Result<RunId>> start(DeployPlan plan, QString actor, std::stop_token stop);
    void cancel(const RunId &run);

private:
    struct Active
    {
        DeployPlan plan;
        QString actor;
        RunJournal journal;
        std::stop_source stop;
        std::optional<DeployPlace> failedAt;
    };

    QCoro::Task<void> execute(std::shared_ptr<Active> active, std::stop_token stop);
    QCoro::Task<Result<void>> runChanges(std::shared_ptr<Active> active, std::stop_token journalStop);
    void conclude(const Active &active, const Result<void> &result);

    HostPool &m_hosts;
    Ledger &m_ledger;
    Policies m_policies;
    RunJournal::Listener m_listener;
    Redaction m_redaction;
    std::map<RunId, std::shared_ptr<Active>> m_active;
    TaskScope m_scope;
};

} // namespace opsdeck
