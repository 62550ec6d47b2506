// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "widgets/theme/stateshape.h"

namespace opsdeck {

// Shapes and translated words for the values of a deployment.

StateShape shapeOf(StepState state);
StateShape shapeOf(RunState state);
QString wordOf(DeployStep step);
QString wordOf(StepState state);
QString wordOf(RunState state);
/// One event as a line of the log, after time and host: "→ pull", "pull failed: …", or the output itself.
QString lineOf(const DeployEvent &event);

} // namespace opsdeck
