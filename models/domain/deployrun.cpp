// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/deployrun.h"

namespace opsdeck {

namespace {

template <typename E, size_t N> using Names = std::array<std::pair<E, const char16_t *>, N>;

constexpr Names<DeployStep, 5> stepNames{{
    {DeployStep::Pull, u"pull"},
    {DeployStep::Write, u"write"},
    {DeployStep::Up, u"up"},
    {DeployStep::Health, u"health"},
    {DeployStep::Verify, u"verify"},
}};
constexpr Names<StepState, 6> stepStateNames{{
    {StepState::Waiting, u"waiting"},
    {StepState::Running, u"running"},
    {StepState::Done, u"done"},
    {StepState::Failed, u"failed"},
    {StepState::Skipped, u"skipped"},
    {StepState::Unknown, u"unknown"},
}};
constexpr Names<RunState, 5> runStateNames{{
    {RunState::Running, u"running"},
    {RunState::Done, u"done"},
    {RunState::Failed, u"failed"},
    {RunState::Cancelled, u"cancelled"},
    {RunState::Interrupted, u"interrupted"},
}};

template <typename E, size_t N> QString toName(const Names<E, N> &names, E value)
{
    for (const auto &[known, name] : names) {
        if (known == value)
            return QString::fromUtf16(name);
    }
    return {};
}

template <typename E, size_t N> std::optional<E> fromName(const Names<E, N> &names, const QString &text)
{
    for (const auto &[known, name] : names) {
        if (text == QStringView(name))
            return known;
    }
    return std::nullopt;
}

DeployRun::Lane *laneOf(DeployRun &run, const DeployEvent &event)
{
    for (DeployRun::Lane &lane : run.lanes) {
        if (lane.host == event.host && lane.part == event.part)
            return &lane;
    }
    return nullptr;
}

} // namespace

DeployRun startRun(const RunId &id, const DeployPlan &plan, const QDateTime &at)
{
    DeployRun run{.id = id, .plan = plan, .startedAt = at};
    for (const HostChange &change : plan.changes)
        run.lanes.append(DeployRun::Lane{.host = change.host, .part = change.part});
    return run;
}

void apply(DeployRun &run, const DeployEvent &event)
{
    if (event.kind == DeployEvent::Kind::RunEnded) {
        if (event.runState == RunState::Interrupted)
            markInterrupted(run); // nobody was left to tell how its last step ended
        run.state = event.runState;
        run.endedAt = event.at;
        run.failure = event.text;
        if (!event.host.isEmpty())
            run.failedAt = DeployPlace{event.host, event.part, event.step};
        return;
    }
    DeployRun::Lane *lane = laneOf(run, event);
    if (!lane || event.kind != DeployEvent::Kind::StepChanged)
        return;
    lane->steps.at(static_cast<size_t>(event.step)) = event.stepState;
    if (!lane->startedAt.isValid())
        lane->startedAt = event.at;
    if (event.stepState == StepState::Failed)
        lane->note = event.text;
    const bool last = event.step == DeployStep::Verify && event.stepState != StepState::Running;
    if (last || event.stepState == StepState::Failed)
        lane->endedAt = event.at;
    if (last && event.stepState != StepState::Failed)
        lane->note = event.text;
}

QString failureLine(const std::optional<DeployPlace> &place, const Phrase &reason)
{
    if (!place)
        return reason.plain();
    return QStringLiteral("%1, %2, %3: %4")
        .arg(place->host.text(), place->part.text(), nameOf(place->step), reason.plain());
}

void markInterrupted(DeployRun &run)
{
    if (run.state != RunState::Running)
        return;
    run.state = RunState::Interrupted;
    for (DeployRun::Lane &lane : run.lanes) {
        for (StepState &state : lane.steps) {
            if (state == StepState::Running)
                state = StepState::Unknown;
        }
    }
}

QString nameOf(DeployStep step)
{
    return toName(stepNames, step);
}

QString nameOf(StepState state)
{
    return toName(stepStateNames, state);
}

QString nameOf(RunState state)
{
    return toName(runStateNames, state);
}

std::optional<DeployStep> stepFromName(const QString &name)
{
    return fromName(stepNames, name);
}

std::optional<StepState> stepStateFromName(const QString &name)
{
    return fromName(stepStateNames, name);
}

std::optional<RunState> runStateFromName(const QString &name)
{
    return fromName(runStateNames, name);
}

} // namespace opsdeck
