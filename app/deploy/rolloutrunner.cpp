// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/rolloutrunner.h"

#include "app/deploy/beside.h"
#include "app/deploy/changerunner.h"
#include "backends/async/await.h"

#include <algorithm>

namespace opsdeck {

RolloutRunner::RolloutRunner(DeployRun run, RunTools tools)
    : m_run(std::move(run))
    , m_tools(tools)
{ }

bool RolloutRunner::hasWork(const HostId &host, Work what) const
{
    const auto any = [&](bool (*is)(const DeployRun::Lane &)) {
        return std::any_of(m_run.lanes.cbegin(), m_run.lanes.cend(),
            [&](const DeployRun::Lane &lane) { return lane.host == host && is(lane); });
    };
    return any(isBroken) ? what == Work::Broken : what == Work::Rest && any(isOpen);
}

bool RolloutRunner::isDone() const
{
    return std::none_of(m_run.lanes.cbegin(), m_run.lanes.cend(), isOpen);
}

QCoro::Task<RunOutcome> RolloutRunner::work(Work what, RunJournal &journal, RunStops stops)
{
    m_journal = &journal;
    bool isFirst = true;
    for (QList<HostId> batch : batchesOf(m_run.plan.hosts(), m_run.plan.rollout)) {
        const bool isCanary = std::exchange(isFirst, false) && m_run.plan.rollout.pauseAfterFirst;
        batch.removeIf([&](const HostId &host) { return !hasWork(host, what); });
        if (batch.isEmpty())
            continue;
        const auto stopped = co_await workOnBatch(batch, stops);
        if (stopped)
            co_return *stopped;
        if (isDone())
            break;
        if (m_wish)
            co_return RunOutcome{RunState::Paused, *m_wish, {}};
        if (isCanary)
            co_return RunOutcome{RunState::Paused,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the first host is done; the others wait for your word")), {}};
        const auto waited = co_await sleepFor(m_run.plan.rollout.wait, stops.wish);
        if (!waited)
            co_return outcomeOf(waited.error(), {}, stops);
    }
    if (isDone())
        co_return RunOutcome{};
    co_return RunOutcome{RunState::Paused,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "what had failed is done; the others wait for your word")), {}};
}

QCoro::Task<std::optional<RunOutcome>> RolloutRunner::workOnBatch(QList<HostId> hosts, RunStops stops)
{
    const auto one = [this, stops](const HostId &host, std::stop_token) { return workOn(host, stops); };
    const auto answers = co_await beside<void>(hosts, m_run.plan.rollout.parallel, one, stops.end);
    std::optional<RunOutcome> worst;
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        if (answers.at(i))
            continue;
        const RunOutcome outcome = outcomeOf(answers.at(i).error(), m_failedAt.value(hosts.at(i)), stops);
        if (!worst || worst->state == RunState::Paused)
            worst = outcome; // that something is not known weighs more than that something failed
    }
    co_return worst;
}

QCoro::Task<Result<void>> RolloutRunner::workOn(HostId host, RunStops stops)
{
    for (qsizetype lane = 0; lane < m_run.lanes.size(); ++lane) {
        if (m_run.lanes.at(lane).host != host || !isOpen(m_run.lanes.at(lane)))
            continue;
        const auto done = co_await workOnLane(lane, stops);
        if (!done)
            co_return done;
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> RolloutRunner::workOnLane(qsizetype lane, RunStops stops)
{
    const HostChange change = m_run.plan.changes.at(lane);
    if (stops.wish.stop_requested())
        co_return failure(Error::Kind::Cancelled, change.host.text());
    Host *host = m_tools.hosts.host(change.host);
    if (!host)
        co_return failure(Error::Kind::Usage, change.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host any more")));
    ChangeRunner runner(change, m_run.plan.rollout, *host, m_tools, *m_journal);
    const auto done = co_await runner.run(stepsOf(m_run.plan, lane), stops);
    auto &steps = m_run.lanes[lane].steps;
    if (done)
        std::replace_if(
            steps.begin(), steps.end(), [](StepState s) { return s != StepState::Absent; }, StepState::Done);
    else
        m_failedAt.insert(change.host, {change.host, change.part, runner.step()});
    co_return done;
}

RunOutcome RolloutRunner::outcomeOf(const Error &error, const DeployPlace &place, const RunStops &stops) const
{
    RunOutcome outcome{RunState::Paused, error.said(), {}};
    if (!place.host.isEmpty())
        outcome.place = place;
    if (stops.end.stop_requested())
        outcome.state = RunState::Interrupted;
    else if (error.kind == Error::Kind::Cancelled)
        outcome.state = RunState::Cancelled;
    else if (!ChangeRunner::isAnswer(error))
        outcome.state = RunState::Interrupted;
    return outcome;
}

} // namespace opsdeck
