// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// Alerts and silences of one Alertmanager. Asks one thing after the other: the server limits how many read at once,
/// and its own pages count too.
std::unique_ptr<Source> makeAlertmanagerSource(SourceContext context);

} // namespace opsdeck
