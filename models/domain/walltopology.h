// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"

namespace opsdeck {

/// The parts of a business system with their direct neighbours, as much as a wall can show: where there are more than
/// `most` nodes, neighbours are left out first, those without alerts before the others. The root is where trouble is.
FocusedTopology topologyOfSystem(
    const Topology &topology, const Catalog &catalog, const EntityId &system, qsizetype most = 30);

} // namespace opsdeck
