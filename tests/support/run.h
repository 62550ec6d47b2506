// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/iothread.h"

#include <QtTest>

namespace opsdeck::testing {

/// Runs a coroutine on the test's own thread, spinning its event loop until it has ended. For tests only: the product
/// never waits like this.
template <typename T> Result<T> wait(QCoro::Task<Result<T>> task, int timeoutMs = 20'000)
{
    std::optional<Result<T>> answer;
    const auto keep = [](QCoro::Task<Result<T>> inner, std::optional<Result<T>> *out) -> QCoro::Task<void> {
        out->emplace(co_await inner);
    };
    const auto running = keep(std::move(task), &answer);
    QDeadlineTimer deadline(timeoutMs);
    while (!answer && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    if (!answer)
        qFatal("A test waited too long for a coroutine");
    return *answer;
}

/// Spins the event loop until a store's or thread's answer is there.
template <typename T> Result<T> wait(QFuture<Result<T>> future, int timeoutMs = 20'000)
{
    QDeadlineTimer deadline(timeoutMs);
    while (!future.isFinished() && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    if (!future.isFinished() || future.resultCount() == 0)
        return failure(Error::Kind::Timeout, QStringLiteral("test"));
    return future.result();
}

} // namespace opsdeck::testing
