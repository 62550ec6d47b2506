// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/gates.h"
#include "app/deploy/runjournal.h"
#include "models/domain/workspace.h"

namespace opsdeck {

class HostDrains;

/// What a run does its work with. The references outlive it.
struct RunTools
{
    HostPool &hosts;
    GateTools gates;
    Policies policies;
    HostDrains *drains = nullptr; ///< null = what names a balancer is refused
};

/// How a run stands once nobody works on it any more.
struct RunOutcome
{
    RunState state = RunState::Done;
    Phrase reason;
    std::optional<DeployPlace> place; ///< where it failed
};

/// Carries out what is left of one run: batch by batch, the hosts of a batch beside each other, on each host change by
/// change. A failure lets the other hosts of its batch end, and then the run is paused: no further host is touched
/// until a person decides. I/O thread; lives as long as its task.
class RolloutRunner
{
public:
    enum class Work
    {
        Rest, ///< what is neither done nor failed
        Broken ///< only the hosts on which something failed
    };

    RolloutRunner(DeployRun run, RunTools tools);

    /// The journal outlives the task.
    QCoro::Task<RunOutcome> work(Work what, RunJournal &journal, RunStops stops);
    /// Pauses once the hosts that are worked on are done.
    void pauseSoon(const Phrase &reason) { m_wish = reason; }

private:
    QCoro::Task<Result<void>> workOn(HostId host, RunStops stops);
    QCoro::Task<Result<void>> workOnLane(qsizetype lane, RunStops stops);
    QCoro::Task<std::optional<RunOutcome>> workOnBatch(QList<HostId> hosts, RunStops stops);
    bool hasWork(const HostId &host, Work what) const;
    bool isDone() const;
    RunOutcome outcomeOf(const Error &error, const DeployPlace &place, const RunStops &stops) const;

    DeployRun m_run; ///< kept up to date
    RunTools m_tools;
    RunJournal *m_journal = nullptr; ///< while it works
    std::optional<Phrase> m_wish;
    QHash<HostId, DeployPlace> m_failedAt;
};

} // namespace opsdeck
