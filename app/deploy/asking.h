// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/await.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace opsdeck {

/// How long many questions may take, all together and each. A value: everybody who asks has a copy.
class Asking
{
public:
    explicit Asking(std::chrono::milliseconds limit)
        : m_until(limit)
        , m_each(limit)
    { }

    /// So that each of `count` questions gets its turn, asked so many at a time, although all others hang.
    Asking forEachOf(qsizetype count, int atATime) const
    {
        const qsizetype rounds = (std::max<qsizetype>(count, 1) + atATime - 1) / atATime;
        Asking shared = *this;
        shared.m_each = m_each / rounds;
        return shared;
    }

    /// Leaves time for what is made of the answers.
    Asking sooner() const
    {
        Asking early = *this;
        early.m_until.setRemainingTime(m_until.remainingTime() * 3 / 4);
        early.m_each = m_each * 3 / 4;
        return early;
    }

    std::chrono::milliseconds limit() const
    {
        return std::min(m_each, std::chrono::milliseconds(std::max<qint64>(m_until.remainingTime(), 0)));
    }
    /// Why something is not known that did not answer in time.
    Phrase whySilent() const
    {
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "no answer within %1 s"),
            {QString::number(static_cast<double>(m_each.count()) / 1000.0, 'g', 3)});
    }

private:
    QDeadlineTimer m_until;
    std::chrono::milliseconds m_each;
};

/// Asks for a stop once the time is over, unless `answered` comes first.
inline QCoro::Task<void> stopAfter(std::chrono::milliseconds limit, std::stop_source what, std::stop_token answered)
{
    const auto slept = co_await sleepFor(limit, answered);
    if (slept)
        what.request_stop();
}

/// What `ask(stop)`, a coroutine, answers; kind Timeout where that takes too long.
template <typename T, typename Ask> QCoro::Task<Result<T>> within(Asking asking, Ask ask, std::stop_token stop)
{
    std::stop_source either;
    std::stop_source answered;
    // The copy lives while it stops everything: what is stopped may be the end of this very coroutine.
    const std::stop_callback onStop(stop, [either] {
        std::stop_source keep = either;
        keep.request_stop();
    });
    const auto alarm = stopAfter(asking.limit(), either, answered.get_token());
    Result<T> answer = co_await ask(either.get_token());
    answered.request_stop();
    co_await alarm;
    const bool isTooLate = either.stop_requested() && !stop.stop_requested();
    if (!answer && answer.error().kind == Error::Kind::Cancelled && isTooLate)
        co_return failure(Error::Kind::Timeout, answer.error().origin, asking.whySilent());
    co_return answer;
}

/// A store's answer, likewise.
template <typename T> QCoro::Task<Result<T>> fromStore(Asking asking, QFuture<Result<T>> future, std::stop_token stop)
{
    const auto ask = [future](std::stop_token token) { return awaitFuture<T>(future, std::move(token)); };
    return within<T>(asking, ask, std::move(stop));
}

/// Why something is not known, where asking for it failed.
inline Phrase whyFailed(const Error &error)
{
    const Phrase said = error.said();
    if (!said.isEmpty())
        return said;
    return error.origin.isEmpty() ? Phrase(QT_TRANSLATE_NOOP("Phrase", "it was asked for, and not answered"))
                                  : Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 did not answer"), {error.origin});
}

} // namespace opsdeck
