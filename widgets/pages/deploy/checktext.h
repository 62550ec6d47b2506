// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/precheck.h"
#include "widgets/theme/stateshape.h"

namespace opsdeck {

// Shapes and translated words for the checks before a deployment.

StateShape shapeOf(Verdict verdict);
QString wordOf(PrecheckKind kind);
QString wordOf(Role role);
/// "passes", "warning", "blocks", and of an unknown whether it blocks.
QString verdictText(const Precheck &check);
/// Host and module; where there is neither it is about the environment.
QString placeText(const Precheck &check);

} // namespace opsdeck
