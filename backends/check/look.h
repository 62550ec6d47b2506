// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/check/judge.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

class SecretStore;

namespace http {
class Client;
}

namespace check {

/// Knocks once at the address of a check, whatever its scheme. An error only where that could not be tried: that nobody
/// answers is a finding. Client and secrets outlive the task; I/O thread.
QCoro::Task<Result<Finding>> look(Connection check, http::Client *http, SecretStore *secrets, std::stop_token stop);

} // namespace check

} // namespace opsdeck
