// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/deploytext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DeployText", text);
}

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
        return StateShape::Unknown;
    }
    return StateShape::Unknown;
}

StateShape shapeOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return StateShape::Running;
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
        return tr(QT_TRANSLATE_NOOP("DeployText", "pull"));
    case DeployStep::Write:
        return tr(QT_TRANSLATE_NOOP("DeployText", "write"));
    case DeployStep::Up:
        return tr(QT_TRANSLATE_NOOP("DeployText", "up"));
    case DeployStep::Health:
        return tr(QT_TRANSLATE_NOOP("DeployText", "health"));
    case DeployStep::Verify:
        return tr(QT_TRANSLATE_NOOP("DeployText", "verify"));
    }
    return {};
}

QString wordOf(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return tr(QT_TRANSLATE_NOOP("DeployText", "waiting"));
    case StepState::Running:
        return tr(QT_TRANSLATE_NOOP("DeployText", "running"));
    case StepState::Done:
        return tr(QT_TRANSLATE_NOOP("DeployText", "done"));
    case StepState::Failed:
        return tr(QT_TRANSLATE_NOOP("DeployText", "failed"));
    case StepState::Skipped:
        return tr(QT_TRANSLATE_NOOP("DeployText", "unchanged"));
    case StepState::Unknown:
        return tr(QT_TRANSLATE_NOOP("DeployText", "unknown"));
    }
    return {};
}

QString wordOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return tr(QT_TRANSLATE_NOOP("DeployText", "running"));
    case RunState::Done:
        return tr(QT_TRANSLATE_NOOP("DeployText", "done"));
    case RunState::Failed:
        return tr(QT_TRANSLATE_NOOP("DeployText", "failed"));
    case RunState::Cancelled:
        return tr(QT_TRANSLATE_NOOP("DeployText", "cancelled"));
    case RunState::Interrupted:
        return tr(QT_TRANSLATE_NOOP("DeployText", "interrupted"));
    }
    return {};
}

QString lineOf(const DeployEvent &event)
{
    if (event.kind == DeployEvent::Kind::Output)
        return event.text;
    const QString state = event.kind == DeployEvent::Kind::RunEnded
        //: In the log of a deployment; %1 is "done", "failed", "cancelled"
        ? tr(QT_TRANSLATE_NOOP("DeployText", "run %1")).arg(wordOf(event.runState))
        : QStringLiteral("%1 %2").arg(wordOf(event.step), wordOf(event.stepState));
    return event.text.isEmpty() ? state : QStringLiteral("%1: %2").arg(state, event.text);
}

} // namespace opsdeck
