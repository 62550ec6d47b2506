// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/completion.h"
#include "models/ports/source.h"
#include "models/ports/store.h"

#include <QElapsedTimer>

#include <memory>

namespace opsdeck {

/// Keeps one source's rows and freshness in the cache up to date: probe, fetch until there is no more, wait, again.
/// While a batch is stored the next one is fetched; it is dropped where the store refuses the one before.
/// A slow source delays nobody but itself. I/O thread.
class Poller
{
public:
    Poller(SourceRecord initial, std::unique_ptr<Source> source, Cache &cache);

    const SourceId &id() const { return m_record.id; }
    /// Goes on until stopped.
    QCoro::Task<void> run(std::stop_token stop);
    /// One complete poll: everything that the source has for us now.
    QCoro::Task<Result<void>> pollOnce(std::stop_token stop);
    Source *source() const { return m_source.get(); }
    SourceVitals vitals() const { return m_source->vitals(); }
    /// Who answers there now; changes nothing that is stored.
    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop);
    /// The next poll takes no short cuts: a person wants to know.
    void lookClosely() { m_source->lookClosely(); }
    /// Ends the wait before the next poll, which looks closely.
    void wake();

private:
    QCoro::Task<Result<void>> recall(std::stop_token stop);
    QCoro::Task<Result<void>> fetchAll(std::stop_token stop);
    QCoro::Task<Result<void>> storeAll(SyncBatch first, QElapsedTimer since, std::stop_token stop);
    QFuture<Result<void>> commit(SyncBatch batch, const QElapsedTimer &since);
    QCoro::Task<void> nap(std::chrono::milliseconds duration, std::stop_token stop);

    SourceRecord m_record;
    std::unique_ptr<Source> m_source;
    Cache &m_cache;
    QByteArray m_cursor;
    bool m_wasProbed = false;
    bool m_recalled = false;
    int m_failures = 0;
    std::optional<Completion<void>> m_nap;
};

} // namespace opsdeck
