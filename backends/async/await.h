// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/completion.h"
#include "models/ports/handover.h"

#include <QFuture>
#include <QFutureWatcher>
#include <qcorotask.h>

#include <chrono>

namespace opsdeck {

/// A timer. Answers Cancelled when stopped.
QCoro::Task<Result<void>> sleepFor(std::chrono::milliseconds duration, std::stop_token stop);

/// Waits for another thread's answer (the store, the pool). A stop does not end the work there, only the waiting.
template <typename T> QCoro::Task<Result<T>> awaitFuture(QFuture<Result<T>> future, std::stop_token stop)
{
    Completion<T> done(stop);
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &watcher, [&watcher, done] {
        const auto ended = watcher.future();
        done.finish(ended.resultCount() > 0 ? ended.result() : Result<T>(failure(Error::Kind::Cancelled, {})));
    });
    watcher.setFuture(future);
    co_return co_await done;
}

/// Runs a plain function on the global pool and waits for it: parsing and layout belong there.
template <typename Fn> auto runOnPool(Fn fn, std::stop_token stop) -> QCoro::Task<Result<std::invoke_result_t<Fn>>>
{
    using T = std::invoke_result_t<Fn>;
    const auto answer = onPool([fn = std::move(fn)] { return Result<T>(fn()); });
    co_return co_await awaitFuture<T>(answer, stop);
}

} // namespace opsdeck
