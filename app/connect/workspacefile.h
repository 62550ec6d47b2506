// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connectdraft.h"

namespace opsdeck {

/// Adds the target to opsdeck.yaml in `folder`, whole or not at all; begins a workspace where there is none. Kind Usage
/// where the file cannot take it, Storage where it cannot be written. Blocks on a small local file.
Result<void> addToWorkspace(const QString &folder, const ConnectDraft &draft);

} // namespace opsdeck
