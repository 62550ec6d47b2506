// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/workspace.h"

namespace opsdeck {

/// Reads a mapping file from its content. Nothing where there is a fault: a mapping that is half right would leave
/// alerts out.
std::optional<FeedMapping> parseFeedMapping(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics);

/// Reads the mapping files that the connections of a workspace name, and drops those whose mapping cannot be used.
void loadFeedMappings(Workspace &workspace, Diagnostics &diagnostics);

} // namespace opsdeck
