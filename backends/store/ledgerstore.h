// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/channel.h"
#include "backends/store/retention.h"
#include "backends/store/stores.h"

namespace opsdeck::store {

/// ledger.db: each answer is on disk when it is given. Output lines wait in memory for at most 200 ms, and go into the
/// file in the same transaction as the next event that is more than output, before every read, and at the end. While
/// the disk is full they are kept, up to 10 000.
class LedgerStore final : public Ledger
{
    Q_OBJECT

public:
    LedgerStore(
        Connections connections, Channel::Reopen reopen, std::optional<Error> refusal, const StoreSettings &settings);

    void start(Channel::Events events, const StoreSettings &settings);
    Channel &channel() { return m_channel; }
    /// Every page has to read again.
    void tellAll();

    QFuture<Result<LedgerEntry>> append(LedgerEntry entry) override;
    QFuture<Result<QList<LedgerEntry>>> entries(qint64 olderThan, int limit) override;
    QFuture<Result<QList<LedgerEntry>>> entriesAbout(QString topic, QDateTime since) override;
    QFuture<Result<qint64>> verifyChain() override;
    QFuture<Result<QList<SearchHit>>> search(QString words, int limit) override;

    QFuture<Result<void>> beginRun(RunId run, DeployPlan plan, QString owner, QDateTime at) override;
    QFuture<Result<void>> journal(DeployEvent event) override;
    QFuture<Result<QList<DeployRun>>> runs(int limit) override;
    QFuture<Result<DeployRun>> run(RunId run) override;
    QFuture<Result<QList<DeployEvent>>> events(RunId run) override;
    QFuture<Result<QList<std::pair<DeployRun, QString>>>> openRuns() override;

    /// Queues what waits; before the channel is finished.
    void writeWaitingLines();

private:
    DeployEvent cleaned(DeployEvent event) const;
    void keepLine(const DeployEvent &line);
    QList<DeployEvent> takeLines();
    void giveBack(const QList<DeployEvent> &lines);
    bool tend(Database &db);
    void announce(QSet<RowKind> kinds);

    QMutex m_mutex; // guards these two
    QList<DeployEvent> m_lines; ///< output that waits
    bool m_writeIsDue = false; ///< a timer runs

    Retention m_retention; // these two: writer's thread only
    QDeadlineTimer m_nextRetention{0};
    const Redaction m_redaction;
    Channel m_channel;
};

} // namespace opsdeck::store
