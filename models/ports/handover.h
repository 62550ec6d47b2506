// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace opsdeck {

/// Qt's event queue and thread pool order what is done before something is handed over and after it is taken, but
/// within a library that was built without ThreadSanitizer, which therefore reports all of it. These two say what Qt
/// promises, to ThreadSanitizer only: what one thread did before it handed over `where` is seen by the thread that
/// takes it over. Use them through the functions below.
inline void handOver([[maybe_unused]] const void *where)
{
#if defined(__SANITIZE_THREAD__)
    __tsan_release(const_cast<void *>(where));
#endif
}

inline void takeOver([[maybe_unused]] const void *where)
{
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(const_cast<void *>(where));
#endif
}

/// A function that is made in one thread, run once in another, and dropped in either.
template <typename Fn> class HandedOver
{
public:
    explicit HandedOver(Fn fn)
        : m_fn(std::move(fn))
    {
        handOver(this);
    }
    HandedOver(const HandedOver &other)
        : m_fn(other.m_fn)
    {
        handOver(this);
    }
    HandedOver(HandedOver &&other) noexcept
        : m_fn(std::move(other.m_fn))
    {
        handOver(this);
    }
    ~HandedOver() { takeOver(this); }
    HandedOver &operator=(const HandedOver &) = delete;
    HandedOver &operator=(HandedOver &&) = delete;

    void operator()()
    {
        takeOver(this);
        m_fn();
        handOver(this);
    }

private:
    Fn m_fn;
};

/// Runs `fn()` in the thread of `context`, later; never once that is gone.
template <typename Fn> void postTo(QObject *context, Fn fn)
{
    QMetaObject::invokeMethod(context, HandedOver(std::move(fn)), Qt::QueuedConnection);
}

/// Runs `fn()` in the thread of `context`, which is another one, and waits for it.
template <typename Fn> void callIn(QObject *context, Fn fn)
{
    const auto there = [&fn] {
        fn();
        handOver(&fn);
    };
    QMetaObject::invokeMethod(context, HandedOver(there), Qt::BlockingQueuedConnection);
    takeOver(&fn);
}

/// Runs `fn(args…)` on the global pool. If it throws, the future ends without a result.
template <typename Fn, typename... Args> auto onPool(Fn fn, Args... args) -> QFuture<std::invoke_result_t<Fn, Args...>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Fn, Args...>>>();
    promise->start();
    auto future = promise->future();
    QThreadPool::globalInstance()->start(
        HandedOver([promise = std::move(promise), fn = std::move(fn), ... args = std::move(args)] {
            try {
                promise->addResult(fn(args...));
            } catch (...) {
                promise->setException(std::current_exception());
            }
            promise->finish();
        }));
    return future;
}

} // namespace opsdeck
