// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// Event cases of an open-falcon (falcon-plus' API module) that are neither recovered nor closed, with what people
/// noted about them. Its pages are counted differently from version to version, so older rows are asked for by time.
std::unique_ptr<Source> makeFalconSource(SourceContext context);

} // namespace opsdeck
