// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// A Harbor, polled. The first batch of a sync is the list of projects and repositories, which also proves the login;
/// then come the artifacts of those that changed. Artifacts that were deleted there stay in the store.
std::unique_ptr<Source> makeHarborSource(SourceContext context);

} // namespace opsdeck
