// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/async/await.h"

#include <QTimer>

namespace opsdeck {

QCoro::Task<Result<void>> sleepFor(std::chrono::milliseconds duration, std::stop_token stop)
{
    Completion<void> done(stop);
    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer); // others may end a twentieth too early, and a limit of a server is one
    QObject::connect(&timer, &QTimer::timeout, &timer, [done] { done.finish({}); });
    timer.start(duration);
    co_return co_await done;
}

} // namespace opsdeck
