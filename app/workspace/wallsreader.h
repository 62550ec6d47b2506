// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/workspace.h"

namespace opsdeck {

/// The list `walls`: named sets of scenes. A scene of a kind that nobody registered, or one that points nowhere, is
/// left out and reported; a set without scenes gets the default ones.
QList<WallSet> readWalls(const QList<YamlMap> &maps, const Workspace &workspace);

} // namespace opsdeck
