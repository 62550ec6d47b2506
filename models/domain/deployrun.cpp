// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/deployrun.h"

#include <algorithm>

namespace opsdeck {

namespace {

template <typename E, size_t N> using Names = std::array<std::pair<E, const char16_t *>, N>;

constexpr Names<DeployStep, DeployStepCount> stepNames{{
    {DeployStep::Pull, u"pull"},
    {DeployStep::Drain, u"drain"},
    {DeployStep::Write, u"write"},
    {DeployStep::Up, u"up"},
    {DeployStep::Health, u"health"},
    {DeployStep::Verify, u"verify"},
    {DeployStep::Gate, u"gate"},
    {DeployStep::Undrain, u"undrain"},
}};
constexpr Names<StepState, 7> stepStateNames{{
    {StepState::Waiting, u"waiting"},
    {StepState::Running, u"running"},
    {StepState::Done, u"done"},
    {StepState::Failed, u"failed"},
    {StepState::Skipped, u"skipped"},
    {StepState::Unknown, u"unknown"},
    {StepState::Absent, u"absent"},
}};
constexpr Names<RunState, 6> runStateNames{{
    {RunState::Running, u"running"},
    {RunState::Paused, u"paused"},
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

/// Something of the run itself, not of a host.
void applyToRun(DeployRun &run, const DeployEvent &event)
{
    if (event.runState == RunState::Interrupted)
        markInterrupted(run); // nobody was left to tell how its last step ended
    run.state = event.runState;
    if (run.state == RunState::Running) {
        run.owner = event.text.plain();
        run.failure = {};
        run.failedAt.reset();
        run.endedAt = {};
        return;
    }
    run.failure = event.text;
    if (!event.host.isEmpty())
        run.failedAt = DeployPlace{event.host, event.part, event.step};
    if (event.kind == DeployEvent::Kind::RunEnded)
        run.endedAt = event.at;
}

} // namespace

DeployRun startRun(const RunId &id, const DeployPlan &plan, const QDateTime &at)
{
    DeployRun run{.id = id, .plan = plan, .startedAt = at};
    for (qsizetype i = 0; i < plan.changes.size(); ++i) {
        DeployRun::Lane lane{.host = plan.changes.at(i).host, .part = plan.changes.at(i).part};
        lane.steps.fill(StepState::Absent);
        for (const DeployStep step : stepsOf(plan, i))
            lane.steps.at(static_cast<size_t>(step)) = StepState::Waiting;
        run.lanes.append(lane);
    }
    return run;
}

QList<DeployStep> stepsOf(const DeployPlan &plan, qsizetype change)
{
    const auto isOfHost = [&](const HostChange &other) { return other.host == plan.changes.at(change).host; };
    const bool isFirst = std::none_of(plan.changes.cbegin(), plan.changes.cbegin() + change, isOfHost);
    const bool isLast = std::none_of(plan.changes.cbegin() + change + 1, plan.changes.cend(), isOfHost);
    QList<DeployStep> steps{DeployStep::Pull};
    if (isFirst && plan.rollout.drains())
        steps.append(DeployStep::Drain);
    steps.append({DeployStep::Write, DeployStep::Up, DeployStep::Health, DeployStep::Verify});
    if (isLast && !plan.rollout.gates.isEmpty())
        steps.append(DeployStep::Gate);
    if (isLast && plan.rollout.undrains())
        steps.append(DeployStep::Undrain);
    return steps;
}

bool isOpen(const DeployRun::Lane &lane)
{
    return std::any_of(lane.steps.begin(), lane.steps.end(), [](StepState state) {
        return state != StepState::Done && state != StepState::Skipped && state != StepState::Absent;
    });
}

bool isBroken(const DeployRun::Lane &lane)
{
    return std::any_of(lane.steps.begin(), lane.steps.end(),
        [](StepState state) { return state == StepState::Failed || state == StepState::Unknown; });
}

RunProgress progressOf(const DeployRun &run)
{
    RunProgress progress;
    for (const DeployRun::Lane &lane : run.lanes) {
        for (const StepState state : lane.steps) {
            progress.total += state == StepState::Absent ? 0 : 1;
            progress.finished += state == StepState::Done || state == StepState::Skipped ? 1 : 0;
        }
    }
    return progress;
}

void apply(DeployRun &run, const DeployEvent &event)
{
    if (event.kind == DeployEvent::Kind::RunEnded || event.kind == DeployEvent::Kind::RunChanged)
        return applyToRun(run, event);
    DeployRun::Lane *lane = laneOf(run, event);
    if (!lane || event.kind != DeployEvent::Kind::StepChanged)
        return;
    const auto place = static_cast<size_t>(event.step);
    lane->steps.at(place) = event.stepState;
    if (event.stepState == StepState::Running) { // it may be done a second time, and then so is what follows
        lane->note = {};
        std::replace_if(
            lane->steps.begin() + static_cast<std::ptrdiff_t>(place) + 1, lane->steps.end(),
            [](StepState later) { return later != StepState::Absent; }, StepState::Waiting);
    }
    if (!lane->startedAt.isValid())
        lane->startedAt = event.at;
    const bool isTold = event.stepState == StepState::Failed || event.stepState == StepState::Skipped
        || (event.step == DeployStep::Verify && event.stepState == StepState::Done);
    if (isTold)
        lane->note = event.text;
    lane->endedAt = isOpen(*lane) && !isBroken(*lane) ? QDateTime() : event.at;
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
