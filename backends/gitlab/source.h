// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// A GitLab, polled. One sync lists the projects that were active, then visits each; a batch is a project list or some
/// visits. Projects that are gone from GitLab stay in the store, because their history does.
std::unique_ptr<Source> makeGitLabSource(SourceContext context);

} // namespace opsdeck
