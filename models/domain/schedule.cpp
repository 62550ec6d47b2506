// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/schedule.h"

#include <algorithm>

namespace opsdeck {

std::chrono::milliseconds nextDelay(
    std::chrono::milliseconds interval, int failures, std::chrono::milliseconds retryAfter, double random)
{
    using std::chrono::milliseconds;
    constexpr milliseconds tenMinutes{600'000};
    constexpr double spread = 0.1;
    const milliseconds most = std::max(interval, std::min(interval * 10, tenMinutes));
    milliseconds delay = interval;
    for (int i = 1; i < failures && delay < most; ++i)
        delay *= 2;
    delay = std::min(delay, most);
    const double factor = 1 - spread + 2 * spread * random;
    const milliseconds spreadDelay{static_cast<qint64>(static_cast<double>(delay.count()) * factor)};
    return std::max(spreadDelay, retryAfter);
}

} // namespace opsdeck
