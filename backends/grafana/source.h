// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// Alerts, silences and rules of Grafana's own alerting (9 and later), through the endpoints that are shaped like
/// Alertmanager's and Prometheus'. The secret is a service account's token, or a password where there is a user.
std::unique_ptr<Source> makeGrafanaSource(SourceContext context);

} // namespace opsdeck
