// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/await.h"

#include <QByteArray>

namespace opsdeck::http {

/// From this size on a body is hashed and parsed on the pool: below it, going there costs more than the work.
inline constexpr qsizetype LargeBody = 256 * 1024;

/// What `work(body)` makes of the body of an answer, a Result: a small one's at once, a large one's on the pool, where
/// it holds up none of the other sources.
template <typename Fn>
QCoro::Task<std::invoke_result_t<Fn, const QByteArray &>> parsed(QByteArray body, Fn work, std::stop_token stop)
{
    using Parsed = std::invoke_result_t<Fn, const QByteArray &>;
    if (body.size() < LargeBody)
        co_return work(body);
    auto onBody = [body, work]() -> Parsed {
        try {
            return work(body);
        } catch (const std::exception &e) { // too large for this machine's memory
            return failure(Error::Kind::BadAnswer, {}, QString::fromUtf8(e.what()));
        }
    };
    Result<Parsed> done = co_await runOnPool(std::move(onBody), stop);
    if (!done)
        co_return tl::unexpected(done.error());
    co_return *std::move(done);
}

} // namespace opsdeck::http
