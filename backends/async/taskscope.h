// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <qcorotask.h>

#include <exception>
#include <memory>
#include <stop_token>

namespace opsdeck {

/// Owner of coroutines: as a member of the object whose members they use, declared last, so that it ends first. The
/// destructor requests stop; every await below completes at once with Cancelled, so all tasks have ended when it
/// returns. One thread.
class TaskScope
{
public:
    TaskScope() = default;
    ~TaskScope();
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    std::stop_token token() const { return m_stop.get_token(); }
    int running() const { return *m_running; }

    /// Starts `coroutine(args…, stop)` and keeps count of it. What it returns is dropped: end with logFailure or a
    /// promise inside the coroutine.
    template <typename Fn, typename... Args> void start(Fn coroutine, Args... args)
    {
        follow(coroutine(std::move(args)..., token()), m_running);
    }

    /// Cancels what runs now; tasks started later run again.
    void cancelAll();

private:
    static void logException(const std::exception &exception);
    template <typename T> static QCoro::Task<void> follow(QCoro::Task<T> task, std::shared_ptr<int> running)
    {
        ++*running;
        try {
            co_await task;
        } catch (const std::exception &e) { // nobody else awaits it
            logException(e);
        }
        --*running;
    }

    std::stop_source m_stop;
    std::shared_ptr<int> m_running = std::make_shared<int>(0);
};

/// For a result that nobody else looks at: a failure that is not a cancellation goes to the log.
void logFailure(const char *what, const Result<void> &result);

} // namespace opsdeck
