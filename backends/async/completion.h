// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace opsdeck {

/// The primitive that every await is made of: a value that arrives later, or Cancelled at once when stop is requested.
/// The first of the two wins. One thread: who awaits, who finishes and who requests stop is the I/O thread. Finishing
/// resumes the waiting coroutine inside the call, so finish from the event loop, never from inside a library's
/// callback.
template <typename T> class Completion
{
    struct State
    {
        std::optional<Result<T>> result;
        std::coroutine_handle<> waiting;
        std::optional<std::stop_callback<std::function<void()>>> onStop;

        void finish(Result<T> value)
        {
            if (result)
                return;
            result.emplace(std::move(value));
            if (auto handle = std::exchange(waiting, {}))
                handle.resume();
        }
    };

public:
    explicit Completion(std::stop_token stop)
        : m_state(std::make_shared<State>())
    {
        // The weak pointer is locked so that the state outlives a resume that drops the last owner.
        m_state->onStop.emplace(std::move(stop), [weak = std::weak_ptr<State>(m_state)] {
            if (auto state = weak.lock())
                state->finish(failure(Error::Kind::Cancelled, {}));
        });
    }

    bool isFinished() const { return m_state->result.has_value(); }
    void finish(Result<T> value) const
    {
        const auto keep = m_state;
        keep->finish(std::move(value));
    }

    auto operator co_await() const
    {
        struct Awaiter
        {
            std::shared_ptr<State> state;

            bool await_ready() const noexcept { return state->result.has_value(); }
            void await_suspend(std::coroutine_handle<> handle) noexcept { state->waiting = handle; }
            Result<T> await_resume() { return std::move(*state->result); }
        };
        return Awaiter{m_state};
    }

private:
    std::shared_ptr<State> m_state;
};

} // namespace opsdeck
