// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/diagnostic.h"
#include "models/domain/workspace.h"

namespace opsdeck {

/// A workspace as far as it is valid, and everything that is not: all faults at once, none hides another.
struct LoadedWorkspace
{
    Workspace workspace;
    Diagnostics diagnostics;

    bool isUsable() const { return !workspace.name.isEmpty(); }
};

/// Reads opsdeck.yaml, catalog/*.yaml and the mapping and compose files that it names. Blocks on small local files.
LoadedWorkspace loadWorkspace(const QString &folder);

} // namespace opsdeck
