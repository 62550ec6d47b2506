// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/host.h"
#include "models/ports/store.h"

namespace opsdeck {

/// Finds runs whose process is gone, asks the hosts what runs there now, and writes both to the ledger: what surely
/// happened, what may have happened, what did not. Changes nothing on a host. Answers how many were found.
QCoro::Task<Result<int>> recoverRuns(Ledger *ledger, HostPool *hosts, QString actor, std::stop_token stop);

} // namespace opsdeck
