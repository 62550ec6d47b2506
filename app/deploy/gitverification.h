// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"
#include "models/domain/error.h"
#include "models/domain/gitrelease.h"

namespace opsdeck {

/// A green pipeline is no proof: of a plan that was made after it, the places (host and module) that run another digest
/// than is wanted.
QStringList runningOtherwise(const DeployPlan &found);

/// How a run whose pipeline is green ended, by a plan that was made after it: done, failed where something else runs,
/// interrupted where the hosts could not be asked. GitRun::otherwise is filled in.
GitRun withVerdict(GitRun run, const Result<DeployPlan> &found);

} // namespace opsdeck
