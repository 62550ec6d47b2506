// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/channel.h"
#include "models/ports/store.h"

namespace opsdeck::store {

/// ledger.db: each answer is on disk when it is given. Output lines wait in memory for at most 200 ms, and go into the
/// file with the next event that is more than output, before every read, and at the end.
class LedgerStore final : public Ledger
{
    Q_OBJECT

public:
    LedgerStore(Connections connections, StoreThread &writer, StoreThread &reader);

    QFuture<Result<LedgerEntry>> append(LedgerEntry entry) override;
    QFuture<Result<QList<LedgerEntry>>> entries(qint64 olderThan, int limit) override;
    QFuture<Result<qint64>> verifyChain() override;

    QFuture<Result<void>> beginRun(RunId run, DeployPlan plan, QString owner, QDateTime at) override;
    QFuture<Result<void>> journal(DeployEvent event) override;
    QFuture<Result<QList<DeployRun>>> runs(int limit) override;
    QFuture<Result<QList<DeployEvent>>> events(RunId run) override;
    QFuture<Result<QList<std::pair<DeployRun, QString>>>> openRuns() override;

    /// Posts what waits; before the threads are finished.
    void writeWaitingLines();

private:
    // On the writer's thread:
    void keepLine(const DeployEvent &line);
    void writeLines();
    void writeEvents(Database &db, const QList<DeployEvent> &events);

    void announce(RowKind kind);

    Channel m_channel;
    QList<DeployEvent> m_lines; ///< output that waits; writer's thread only
    bool m_writeIsDue = false; ///< a timer runs; writer's thread only
};

} // namespace opsdeck::store
