// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/sourcekinds.h"

namespace opsdeck {

/// Rules and their alerts, pending and firing, as one Prometheus evaluates them.
std::unique_ptr<Source> makePrometheusSource(SourceContext context);

} // namespace opsdeck
