// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/check/judge.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck::check {

/// Connects to tcp://host:port or tls://host:port and hangs up. For tls the certificate has to be trusted by the
/// system's authorities or the connection's own. An error only where it was stopped: what is wrong is the finding.
QCoro::Task<Result<Finding>> dial(Connection check, std::stop_token stop);

} // namespace opsdeck::check
