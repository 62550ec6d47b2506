// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"
#include "widgets/theme/stateshape.h"

namespace opsdeck {

// What a topology's values are called, in the person's language.

QString wordOf(NodeKind kind);
QString wordOf(Direction direction);
QString hopsText(int hops);
QString subtitleOf(const TopologyNode &node); ///< "service · payments"
QString versionText(const TopologyNode &node); ///< "2.4.0 / 2.4.1"; empty where nothing is known
QString toolTipOf(const TopologyNode &node);

/// What stands in the node's corner: its worst alert, else what can be said about it. Ok only while everything that
/// could tell is live; nothing where nobody could ever tell.
std::optional<StateShape> shapeOf(const TopologyNode &node);
bool isSilent(const TopologyNode &node);
/// "2 critical, 1 warning"-like words are the inspector's; this is the one word: critical, ok, stale, …
QString stateText(const TopologyNode &node);

} // namespace opsdeck
