// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// An address at which Opsdeck knocks itself: alerts while it does not answer as expected, or its certificate ends
/// soon. That nobody answers is news, not a failure of the source, which is live for as long as it can ask.
std::unique_ptr<Source> makeCheckSource(SourceContext context);

} // namespace opsdeck
