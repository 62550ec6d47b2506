// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/host.h"
#include "models/ports/traffic.h"

namespace opsdeck::traffic {

/// The one that fits the target's kind; Usage where the target cannot be used. `host` is target.host's and outlives it.
Result<std::unique_ptr<TrafficControl>> makeControl(TrafficTarget target, Host &host);

} // namespace opsdeck::traffic
