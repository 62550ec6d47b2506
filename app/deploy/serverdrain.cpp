// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/serverdrain.h"

#include "backends/async/await.h"

#include <QDeadlineTimer>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

using Kind = ShiftEvent::Kind;

constexpr auto pollInterval = 250ms;

} // namespace

ServerDrain::ServerDrain(TrafficRoute route, TrafficControl &control, Ledger &ledger, QString actor,
    ShiftJournal::Listener listener, Redaction redaction)
    : m_route(std::move(route))
    , m_control(control)
    , m_journal(ledger, std::move(actor), std::move(listener), std::move(redaction))
{ }

QCoro::Task<Result<Phrase>> ServerDrain::drain(QString server, std::chrono::milliseconds limit, std::stop_token stop)
{
    const auto before = co_await announce(Kind::Drain, server, stop);
    if (!before)
        co_return tl::unexpected(before.error());
    auto done = co_await m_control.drain(server, stop);
    if (done)
        done = co_await keepShares(server, *before, stop);
    Result<Phrase> outcome;
    if (done)
        outcome = co_await waitUntilIdle(server, limit, stop);
    else
        outcome = tl::unexpected(done.error());
    co_return co_await tell(Kind::Drained, server, outcome, stop);
}

QCoro::Task<Result<Phrase>> ServerDrain::undrain(QString server, std::stop_token stop)
{
    const auto before = co_await announce(Kind::Undrain, server, stop);
    if (!before)
        co_return tl::unexpected(before.error());
    auto done = co_await m_control.undrain(server, stop);
    if (done)
        done = co_await keepShares(server, *before, stop);
    Result<Phrase> outcome = Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 takes requests again"), {server});
    if (!done)
        outcome = tl::unexpected(done.error());
    co_return co_await tell(Kind::Undrained, server, outcome, stop);
}

/// The shares as they are now, once the intent is in the ledger.
QCoro::Task<Result<TrafficShare>> ServerDrain::announce(Kind kind, QString server, std::stop_token stop)
{
    if (poolOf(m_route.target.pools, server).isEmpty())
        co_return failure(Error::Kind::NotFound, m_route.name,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no pool has the server %1"), {server}));
    const auto before = co_await m_control.shares(stop);
    if (!before)
        co_return before;
    ShiftEvent intent;
    intent.kind = kind;
    intent.server = server;
    intent.share = *before;
    const auto told = co_await m_journal.writeOfServer(intent, m_route, stop);
    if (!told)
        co_return tl::unexpected(told.error());
    co_return before;
}

QCoro::Task<Result<Phrase>> ServerDrain::waitUntilIdle(
    QString server, std::chrono::milliseconds limit, std::stop_token stop)
{
    const QDeadlineTimer deadline(limit);
    while (true) {
        const auto sessions = co_await m_control.sessions(server, stop);
        if (!sessions)
            co_return tl::unexpected(sessions.error());
        if (!*sessions)
            co_return Phrase(
                QT_TRANSLATE_NOOP("Phrase", "%1 gets no new requests; what it works on, the balancer does not tell"),
                {server});
        if (**sessions <= 0)
            co_return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 gets no new requests and works on none"), {server});
        if (deadline.hasExpired())
            co_return failure(Error::Kind::Timeout, m_route.name,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 gets no new requests, but still works on %2 after %3 s"),
                    {server, QString::number(**sessions), QString::number(limit.count() / 1000)}));
        const auto slept = co_await sleepFor(pollInterval, stop);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

/// The others of its pool carry its share; a pool that has nobody else cannot keep it.
QCoro::Task<Result<void>> ServerDrain::keepShares(QString server, TrafficShare before, std::stop_token stop)
{
    const auto now = co_await m_control.shares(stop);
    if (!now)
        co_return tl::unexpected(now.error());
    const QString pool = poolOf(m_route.target.pools, server);
    const bool hadAndHas = before.percents.value(pool) > 0 && now->percents.value(pool) > 0;
    if (!hadAndHas || isNear(*now, before))
        co_return Result<void>{};
    co_return co_await m_control.setShares(before, stop);
}

QCoro::Task<Result<Phrase>> ServerDrain::tell(Kind kind, QString server, Result<Phrase> outcome, std::stop_token stop)
{
    ShiftEvent event;
    event.kind = kind;
    event.server = server;
    event.holds = outcome.has_value();
    event.text = outcome ? *outcome : outcome.error().said();
    const auto told = co_await m_journal.writeOfServer(event, m_route, stop);
    if (!told && outcome)
        co_return tl::unexpected(told.error());
    co_return outcome;
}

} // namespace opsdeck
