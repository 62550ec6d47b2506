// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/async/await.h"

#include <QTimer>

#include <algorithm>
#include <limits>

namespace opsdeck {

QCoro::Task<Result<void>> sleepFor(std::chrono::milliseconds duration, std::stop_token stop)
{
    // A timer counts in an int, and would take what is longer for a short time or for none: at most 24 days at once.
    constexpr std::chrono::milliseconds longest{std::numeric_limits<int>::max()};
    for (auto left = duration;; left -= longest) {
        Completion<void> done(stop);
        QTimer timer;
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer); // others may end a twentieth too early, and a limit of a server is one
        QObject::connect(&timer, &QTimer::timeout, &timer, [done] { done.finish({}); });
        timer.start(std::clamp(left, std::chrono::milliseconds(0), longest));
        const Result<void> slept = co_await done;
        if (!slept || left <= longest)
            co_return slept;
    }
}

} // namespace opsdeck
