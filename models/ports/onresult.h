// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

namespace opsdeck {

/// Calls `fn(Result<T>)` in the receiver's thread once the future is finished: never after the receiver is gone, never
/// within the current call. A future that ends without a result counts as cancelled. (QFuture::then with a context is
/// not used: Qt 6.4.2 asserts when the context dies first.)
template <typename T, typename Fn> void onResult(const QFuture<Result<T>> &future, QObject *receiver, Fn fn)
{
    auto *watcher = new QFutureWatcher<Result<T>>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, fn = std::move(fn)]() mutable {
        watcher->deleteLater();
        const auto done = watcher->future();
        fn(done.resultCount() > 0 ? done.result() : Result<T>(failure(Error::Kind::Cancelled, {})));
    });
    watcher->setFuture(future);
}

} // namespace opsdeck
