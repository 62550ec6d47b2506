// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/headroom.h"

#include <algorithm>

namespace opsdeck {

std::chrono::milliseconds paceFor(const Headroom &headroom, std::chrono::milliseconds untilReset)
{
    const qint64 remaining = std::max<qint64>(headroom.remaining, 0);
    if (untilReset.count() <= 0 || (remaining > 0 && remaining > headroom.limit / 4))
        return std::chrono::milliseconds{0};
    return untilReset / (remaining + 1);
}

} // namespace opsdeck
