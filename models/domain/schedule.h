// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace opsdeck {

/// How long to wait before the next poll. After a success: the interval, spread by ±10 % so that sources do not march
/// in step. After n failures in a row: the interval doubled n-1 times, at most ten intervals or ten minutes, whichever
/// is less (never below one interval), spread likewise; a server's Retry-After is the least. `random` is in [0, 1).
std::chrono::milliseconds nextDelay(
    std::chrono::milliseconds interval, int failures, std::chrono::milliseconds retryAfter, double random);

} // namespace opsdeck
