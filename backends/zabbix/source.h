// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// The open problems of one Zabbix, 5.0 to 7.x, and what may be done about them. Read whole each time, by pages and one
/// request after the other; what has not changed is neither taken apart nor stored again.
std::unique_ptr<Source> makeZabbixSource(SourceContext context);

} // namespace opsdeck
