// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"
#include "models/domain/phrase.h"

namespace opsdeck {

/// What is done for one change, in this order. Pull comes first: a host that cannot get the image is left untouched.
enum class DeployStep
{
    Pull,
    Drain, ///< before the first change of a host
    Write,
    Up,
    Health,
    Verify,
    Gate, ///< after the last change of a host, as is
    Undrain
};
inline constexpr int DeployStepCount = 8;

enum class StepState
{
    Waiting,
    Running,
    Done,
    Failed,
    Skipped, ///< nothing to do: the wanted digest already runs
    Unknown, ///< started before a crash or a cut connection; whether it happened has to be asked of the host
    Absent, ///< the plan has no such step for this change
};

enum class RunState
{
    Running,
    Paused, ///< nobody works on it, until a person decides
    Done,
    Failed,
    Cancelled,
    Interrupted, ///< nobody knows how it ended: the program or the connection to a host broke off in the middle
};

struct DeployPlace
{
    HostId host;
    ModuleId part;
    DeployStep step = DeployStep::Pull;

    bool operator==(const DeployPlace &) const = default;
};

/// One line of a run's journal: written before a step starts and after it ended, and for its output.
struct DeployEvent
{
    enum class Kind
    {
        StepChanged,
        Output,
        RunChanged, ///< paused or going on; the text says why it paused, or which process works on it now
        RunEnded
    };

    RunId run;
    qint64 sequence = 0; ///< 1, 2, 3 … within the run
    QDateTime at;
    Kind kind = Kind::StepChanged;
    HostId host; ///< with part and step: of RunEnded and RunChanged where it failed, empty if on no host
    ModuleId part;
    DeployStep step = DeployStep::Pull;
    StepState stepState = StepState::Waiting;
    RunState runState = RunState::Running;
    Phrase text; ///< a line of output, what came of a step, or why it or the run failed

    bool operator==(const DeployEvent &) const = default;
};

/// A run as it stands: folded from its plan and its events.
struct DeployRun
{
    struct Lane
    {
        HostId host;
        ModuleId part;
        std::array<StepState, DeployStepCount> steps{};
        QDateTime startedAt;
        QDateTime endedAt;
        Phrase note; ///< the failure, or "digest verified"

        bool operator==(const Lane &) const = default;
    };

    RunId id;
    DeployPlan plan;
    RunState state = RunState::Running;
    QDateTime startedAt;
    QDateTime endedAt;
    QList<Lane> lanes; ///< one per change, in the plan's order
    Phrase failure; ///< why it failed, or why it is paused
    QString owner; ///< the process that goes on with it, as processOwner(); empty = the one that began it
    std::optional<DeployPlace> failedAt; ///< unless it failed before any host

    bool operator==(const DeployRun &) const = default;
};

DeployRun startRun(const RunId &id, const DeployPlan &plan, const QDateTime &at);
void apply(DeployRun &run, const DeployEvent &event);
/// What the plan has for the change at that place, in order.
QList<DeployStep> stepsOf(const DeployPlan &plan, qsizetype change);
/// What is left to do about a lane: some of its steps neither done nor skipped.
bool isOpen(const DeployRun::Lane &lane);
/// A step of it failed, or nobody knows how it ended.
bool isBroken(const DeployRun::Lane &lane);

/// Steps that are done or skipped, of all that there are.
struct RunProgress
{
    int finished = 0;
    int total = 0;
};
RunProgress progressOf(const DeployRun &run);

/// For a run whose process died: a step that was running becomes Unknown, the run Interrupted.
void markInterrupted(DeployRun &run);

/// Place and reason in one line of English, for ledger and tools.
QString failureLine(const std::optional<DeployPlace> &place, const Phrase &reason);

/// Stable words for ledger, journal and --json; never translated.
QString nameOf(DeployStep step);
QString nameOf(StepState state);
QString nameOf(RunState state);
std::optional<DeployStep> stepFromName(const QString &name);
std::optional<StepState> stepStateFromName(const QString &name);
std::optional<RunState> runStateFromName(const QString &name);

} // namespace opsdeck
