// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/source.h"
#include "tests/support/run.h"

namespace opsdeck::testing {

/// A store's view of a source: fetches until there is no more, and keeps the cursor.
class Syncing
{
public:
    explicit Syncing(std::unique_ptr<Source> source)
        : m_source(std::move(source))
    { }

    /// One batch; its rows join `rows`.
    Result<SyncBatch> step()
    {
        auto batch = wait(m_source->fetch(cursor, std::stop_token()));
        if (batch) {
            cursor = batch->cursor;
            rows += batch->rows;
        }
        return batch;
    }

    /// All batches of a sync: the number of them.
    Result<int> sync()
    {
        rows.clear();
        for (int batches = 1; batches < 100; ++batches) {
            const auto batch = step();
            if (!batch)
                return tl::unexpected(batch.error());
            if (!batch->more)
                return batches;
        }
        return failure(Error::Kind::BadAnswer, QStringLiteral("test"), QStringLiteral("endless"));
    }

    /// Every T of the last sync, snapshots and changes alike.
    template <typename T> QList<T> all() const
    {
        QList<T> found;
        for (const SyncRows &some : rows) {
            const auto take = [&found](const auto &list) {
                if constexpr (std::is_same_v<std::decay_t<decltype(list.rows)>, QList<T>>)
                    found += list.rows;
            };
            std::visit(take, some);
        }
        return found;
    }

    Source &source() { return *m_source; }

    QByteArray cursor;
    QList<SyncRows> rows;

private:
    std::unique_ptr<Source> m_source;
};

} // namespace opsdeck::testing
