// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace opsdeck {

/// How many more requests a server takes from us before it refuses, as it says itself.
struct Headroom
{
    qint64 limit = 0; ///< requests a window
    qint64 remaining = 0; ///< in this window
    QDateTime resetsAt; ///< when the next window begins; UTC, by our clock

    bool operator==(const Headroom &) const = default;
};

/// How far apart requests have to be so that what remains lasts until the reset: 0 while more than a quarter of the
/// window remains, all the time until the reset where nothing remains.
std::chrono::milliseconds paceFor(const Headroom &headroom, std::chrono::milliseconds untilReset);

} // namespace opsdeck
