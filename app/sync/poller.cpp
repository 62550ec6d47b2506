// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/poller.h"

#include "backends/async/await.h"
#include "backends/async/taskscope.h"
#include "models/domain/schedule.h"

#include <QRandomGenerator>
#include <QTimer>

namespace opsdeck {

Poller::Poller(SourceRecord initial, std::unique_ptr<Source> source, Cache &cache)
    : m_record(std::move(initial))
    , m_source(std::move(source))
    , m_cache(cache)
{ }

QCoro::Task<void> Poller::run(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        const Result<void> polled = co_await pollOnce(stop);
        if (stop.stop_requested())
            co_return;
        const auto retryAfter = polled ? std::chrono::seconds{0} : polled.error().retryAfter;
        co_await nap(
            nextDelay(m_record.interval, m_failures, retryAfter, QRandomGenerator::global()->generateDouble()), stop);
    }
}

QCoro::Task<Result<void>> Poller::pollOnce(std::stop_token stop)
{
    if (const auto recalled = co_await recall(stop); !recalled)
        co_return recalled;
    Result<void> polled;
    try {
        polled = co_await fetchAll(stop);
    } catch (const std::exception &e) { // an answer too large for this machine's memory must not end the polling
        polled = failure(Error::Kind::BadAnswer, m_record.id.text(), QString::fromUtf8(e.what()));
    }
    if (polled || polled.error().kind == Error::Kind::Cancelled) {
        m_failures = 0;
        co_return polled;
    }
    ++m_failures;
    m_record.lastAttempt = QDateTime::currentDateTimeUtc();
    m_record.lastError = polled.error();
    const auto recorded = co_await awaitFuture(m_cache.record(m_record), stop);
    logFailure("recording a source's state", recorded);
    co_return polled;
}

/// What earlier runs of the program knew: the cursor, and since when the source has been silent.
QCoro::Task<Result<void>> Poller::recall(std::stop_token stop)
{
    if (m_recalled)
        co_return Result<void>{};
    const auto known = co_await awaitFuture(m_cache.sources(), stop);
    if (!known)
        co_return tl::unexpected(known.error());
    for (const SourceRecord &record : *known) {
        if (record.id != m_record.id || record.kind != m_record.kind)
            continue;
        const auto interval = m_record.interval;
        m_record = record;
        m_record.interval = interval;
    }
    const auto cursor = co_await awaitFuture(m_cache.cursor(m_record.id), stop);
    if (!cursor)
        co_return tl::unexpected(cursor.error());
    m_cursor = *cursor;
    m_recalled = true;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> Poller::fetchAll(std::stop_token stop)
{
    QElapsedTimer timer;
    timer.start();
    // Asked at start, and every time the source was silent: it may have been upgraded, or replaced by something else.
    if (!m_wasProbed || m_record.lastError) {
        const auto identity = co_await m_source->probe(stop);
        if (!identity)
            co_return tl::unexpected(identity.error());
        m_record.identity = *identity;
        m_wasProbed = true;
    }
    auto first = co_await m_source->fetch(m_cursor, stop);
    if (!first)
        co_return tl::unexpected(first.error());
    co_return co_await storeAll(*std::move(first), timer, stop);
}

QCoro::Task<Result<void>> Poller::storeAll(SyncBatch batch, QElapsedTimer since, std::stop_token stop)
{
    for (;;) {
        const bool more = batch.more;
        const QByteArray cursor = batch.cursor;
        std::stop_source ahead;
        const std::stop_callback onStop(stop, [&ahead] { ahead.request_stop(); });
        const auto storing = commit(std::move(batch), since);
        std::optional<QCoro::Task<Result<SyncBatch>>> fetching;
        if (more)
            fetching = m_source->fetch(cursor, ahead.get_token());
        const auto stored = co_await awaitFuture(storing, stop);
        if (!stored)
            ahead.request_stop();
        Result<SyncBatch> next;
        if (fetching) // also where it was in vain: it may not outlive this call
            next = co_await *fetching;
        if (!stored) {
            m_recalled = false; // the cache may have been made anew, without our cursor
            m_source->lookClosely(); // what it has told is lost
            co_return stored;
        }
        m_cursor = cursor;
        if (!more)
            co_return Result<void>{};
        if (!next)
            co_return tl::unexpected(next.error());
        batch = *std::move(next);
    }
}

QFuture<Result<void>> Poller::commit(SyncBatch batch, const QElapsedTimer &since)
{
    m_record.lastAttempt = QDateTime::currentDateTimeUtc();
    m_record.skew = m_source->vitals().skew;
    if (!batch.more) {
        m_record.lastSuccess = m_record.lastAttempt;
        m_record.lastError.reset();
        m_record.latency = std::chrono::milliseconds(since.elapsed());
    }
    return m_cache.commit(m_record, std::move(batch));
}

QCoro::Task<void> Poller::nap(std::chrono::milliseconds duration, std::stop_token stop)
{
    const Completion<void> awake(stop);
    m_nap = awake;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [awake] { awake.finish({}); });
    timer.start(duration);
    co_await awake;
    m_nap.reset();
}

QCoro::Task<Result<SourceIdentity>> Poller::probe(std::stop_token stop)
{
    co_return co_await m_source->probe(stop);
}

void Poller::wake()
{
    lookClosely();
    if (const auto nap = m_nap)
        nap->finish({});
}

} // namespace opsdeck
