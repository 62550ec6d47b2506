// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// Alerts of whatever can print a list: a table or JSON from a web address, a local file, or a command on a host, read
/// as the connection's mapping says. Parsed on the pool, since it may be large.
std::unique_ptr<Source> makeFeedSource(SourceContext context);

} // namespace opsdeck
