// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/asking.h"
#include "models/domain/alertwall.h"
#include "models/domain/precheckfacts.h"
#include "models/ports/store.h"

namespace opsdeck {

/// The alert wall as the cache has it now; unknown where the cache does not answer. I/O thread; the wall is put
/// together on the pool.
QCoro::Task<Fact<AlertWall>> readWall(const Workspace *workspace, Cache *cache, Asking asking, std::stop_token stop);

/// Critical alerts of a component that fire in this environment, or in one that they do not name. Unknown where a
/// source that could tell is blind, unless those that can be seen tell some already: then at least these are open, and
/// what is said with them names who is silent.
Fact<QList<OpenAlert>> openCriticalOf(
    const AlertWall &wall, const Workspace &workspace, const EntityId &component, const EnvironmentId &environment);

} // namespace opsdeck
