// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/taskscope.h"
#include "models/domain/redaction.h"
#include "models/ports/handover.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

namespace opsdeck {

/// The one thread that talks to the outside: libcurl, libssh, timers. Objects that live there are made and destroyed
/// there through `call`. No error leaves the thread before the redaction has seen it. Ends its event loop in the
/// destructor, after everything that lives there was destroyed.
class IoThread
{
public:
    explicit IoThread(Redaction redaction = {});
    ~IoThread();
    IoThread(const IoThread &) = delete;
    IoThread &operator=(const IoThread &) = delete;

    /// Runs a plain function there and waits for it: for construction and destruction only.
    template <typename Fn> void call(Fn fn) { callIn(m_context.get(), std::move(fn)); }

    /// Starts `coroutine(args…, stop)` in the scope there; the future is answered from there.
    template <typename T, typename Fn, typename... Args>
    QFuture<Result<T>> run(TaskScope *scope, Fn coroutine, Args... args)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        post([scope, promise, redaction = m_redaction, coroutine, ... args = std::move(args)]() mutable {
            scope->start(&IoThread::answer<T, Fn, Args...>, promise, redaction, coroutine, std::move(args)...);
        });
        return promise->future();
    }

    /// Runs a plain function there, later.
    void post(std::function<void()> fn);
    bool isCurrent() const { return QThread::currentThread() == &m_thread; }

private:
    template <typename T, typename Fn, typename... Args>
    static QCoro::Task<void> answer(std::shared_ptr<QPromise<Result<T>>> promise, Redaction redaction, Fn coroutine,
        Args... args, std::stop_token stop)
    {
        auto result = co_await coroutine(std::move(args)..., stop);
        if (!result)
            result.error() = redaction.clean(std::move(result.error()));
        promise->addResult(std::move(result));
        promise->finish();
    }

    const Redaction m_redaction;
    QThread m_thread;
    std::unique_ptr<QObject> m_context;
};

} // namespace opsdeck
