// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/surroundings.h"
#include "models/domain/workspace.h"
#include "models/ports/deployfacts.h"

#include <memory>

namespace opsdeck {

class EnvironmentGuard;

/// What the checks of every executor look at. I/O thread; all of it outlives the facts.
std::unique_ptr<DeployFacts> makeCheckFacts(
    const Workspace &workspace, const Surroundings &surroundings, EnvironmentGuard &guard);

} // namespace opsdeck
