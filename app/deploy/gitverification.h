// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"

namespace opsdeck {

/// A green pipeline is no proof: of a plan that was made after it, the places (host and module) that run another digest
/// than is wanted.
QStringList runningOtherwise(const DeployPlan &found);

} // namespace opsdeck
