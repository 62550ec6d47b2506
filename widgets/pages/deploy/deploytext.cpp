// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/deploytext.h"

#include "models/items/phrasetext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct DeployText
{
    Q_DECLARE_TR_FUNCTIONS(DeployText)
};

} // namespace

StateShape shapeOf(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return StateShape::Waiting;
    case StepState::Running:
        return StateShape::Running;
    case StepState::Done:
    case StepState::Skipped:
        return StateShape::Ok;
    case StepState::Failed:
        return StateShape::Critical;
    case StepState::Unknown:
    case StepState::Absent:
        return StateShape::Unknown;
    }
    return StateShape::Unknown;
}

StateShape shapeOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return StateShape::Running;
    case RunState::Paused:
        return StateShape::Paused;
    case RunState::Done:
        return StateShape::Ok;
    case RunState::Failed:
        return StateShape::Critical;
    case RunState::Cancelled:
        return StateShape::Paused;
    case RunState::Interrupted:
        return StateShape::Unknown;
    }
    return StateShape::Unknown;
}

QString wordOf(DeployStep step)
{
    switch (step) {
    case DeployStep::Pull:
        return DeployText::tr("pull");
    case DeployStep::Drain:
        //: A step of a deployment: traffic is led away from the host
        return DeployText::tr("drain");
    case DeployStep::Write:
        return DeployText::tr("write");
    case DeployStep::Up:
        return DeployText::tr("up");
    case DeployStep::Health:
        return DeployText::tr("health");
    case DeployStep::Verify:
        return DeployText::tr("verify");
    case DeployStep::Gate:
        //: A step of a deployment: what has to hold before the next host is touched
        return DeployText::tr("gate");
    case DeployStep::Undrain:
        //: A step of a deployment: traffic comes back to the host
        return DeployText::tr("undrain");
    }
    return {};
}

QString wordOf(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return DeployText::tr("waiting");
    case StepState::Running:
        return DeployText::tr("running");
    case StepState::Done:
        return DeployText::tr("done");
    case StepState::Failed:
        return DeployText::tr("failed");
    case StepState::Skipped:
        return DeployText::tr("unchanged");
    case StepState::Unknown:
        return DeployText::tr("unknown");
    case StepState::Absent:
        return {};
    }
    return {};
}

QString wordOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return DeployText::tr("running");
    case RunState::Paused:
        return DeployText::tr("paused");
    case RunState::Done:
        return DeployText::tr("done");
    case RunState::Failed:
        return DeployText::tr("failed");
    case RunState::Cancelled:
        return DeployText::tr("cancelled");
    case RunState::Interrupted:
        return DeployText::tr("interrupted");
    }
    return {};
}

QString lineOf(const DeployEvent &event)
{
    if (event.kind == DeployEvent::Kind::Output)
        return event.text.text;
    if (event.kind == DeployEvent::Kind::RunChanged && event.runState == RunState::Running)
        //: In the log of a deployment; %1 names a process
        return DeployText::tr("goes on: %1").arg(event.text.plain());
    const bool isOfRun = event.kind == DeployEvent::Kind::RunEnded || event.kind == DeployEvent::Kind::RunChanged;
    const QString state = isOfRun
        //: In the log of a deployment; %1 is "done", "failed", "cancelled"
        ? DeployText::tr("run %1").arg(wordOf(event.runState))
        : QStringLiteral("%1 %2").arg(wordOf(event.step), wordOf(event.stepState));
    return event.text.isEmpty() ? state : QStringLiteral("%1: %2").arg(state, phraseText(event.text));
}

} // namespace opsdeck
