// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/iothread.h"

#include <QFutureWatcher>
#include <QtTest>

namespace opsdeck::testing {

/// Spins the event loop until `isDone` or the deadline. Sleeps in between: a busy loop would take the processor from
/// the servers that the test waits for.
template <typename Condition> void spinUntil(Condition isDone, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    QTimer alarm;
    alarm.start(20);
    while (!isDone() && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
}

/// Runs a coroutine on the test's own thread, spinning its event loop until it has ended. For tests only: the product
/// never waits like this.
template <typename T> Result<T> wait(QCoro::Task<Result<T>> task, int timeoutMs = 20'000)
{
    std::optional<Result<T>> answer;
    const auto keep = [](QCoro::Task<Result<T>> inner, std::optional<Result<T>> *out) -> QCoro::Task<void> {
        out->emplace(co_await inner);
    };
    const auto running = keep(std::move(task), &answer);
    spinUntil([&] { return answer.has_value(); }, timeoutMs);
    if (!answer)
        qFatal("A test waited too long for a coroutine");
    return *answer;
}

/// Spins the event loop until a store's or thread's answer is there.
template <typename T> Result<T> wait(QFuture<Result<T>> future, int timeoutMs = 20'000)
{
    QFutureWatcher<Result<T>> watcher; // its event ends the loop's sleep
    watcher.setFuture(future);
    spinUntil([&] { return future.isFinished(); }, timeoutMs);
    if (!future.isFinished() || future.resultCount() == 0)
        return failure(Error::Kind::Timeout, QStringLiteral("test"));
    return future.result();
}

} // namespace opsdeck::testing
