// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

namespace opsdeck {

// Shapes and translated words for what GitLab calls the status of a pipeline, stage or job. A word that nobody knows is
// shown as it is, as a state that nobody knows.

StateShape shapeOfGitStatus(const QString &status);
QString wordOfGitStatus(const QString &status);

} // namespace opsdeck
