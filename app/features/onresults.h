// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/handover.h"
#include "models/ports/onresult.h"

#include <memory>
#include <optional>
#include <tuple>

namespace opsdeck {

/// onResult for several answers that only make sense together: calls `fn(Result<std::tuple<T…>>)` once all are there,
/// with the first error if one failed. Same promises: receiver's thread, never after it is gone.
template <typename Fn, typename... T> void onResults(QObject *receiver, Fn fn, const QFuture<Result<T>> &...futures)
{
    struct State
    {
        Fn fn;
        std::tuple<std::optional<T>...> values;
        std::optional<Error> error;
        std::size_t open = sizeof...(T);

        void finish()
        {
            if (error)
                fn(Result<std::tuple<T...>>(tl::unexpected<Error>(*error)));
            else
                fn(std::apply(
                    [](auto &...value) { return Result<std::tuple<T...>>(std::tuple<T...>(std::move(*value)...)); },
                    values));
        }
    };
    auto state = std::make_shared<State>(State{std::move(fn), {}, {}});
    const auto take = [state](auto &slot, auto result) {
        if (result)
            slot = std::move(*result);
        else if (!state->error)
            state->error = result.error();
        if (--state->open == 0)
            state->finish();
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (onResult(
             futures, receiver, [state, take](auto result) { take(std::get<I>(state->values), std::move(result)); }),
            ...);
    }(std::index_sequence_for<T...>{});
}

} // namespace opsdeck
