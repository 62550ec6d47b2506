// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/store.h"

#include <functional>

namespace opsdeck {

/// The run whose id is `wanted` or begins with it, or the newest for "last", among the newest 500; NotFound where there
/// is none, Usage where several begin so.
void findRun(
    Ledger &ledger, const QString &wanted, QObject *context, std::function<void(const Result<DeployRun> &)> then);

} // namespace opsdeck
