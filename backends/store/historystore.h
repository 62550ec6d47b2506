// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/channel.h"
#include "backends/store/historythinning.h"
#include "backends/store/observations.h"
#include "backends/store/stores.h"
#include "models/ports/history.h"

#include <QTimer>

namespace opsdeck::store {

/// history.db: follows what the cache stores, on a thread and in transactions of its own, so that what is new is on the
/// screen before it is history. What it may miss thereby it sees again at the next poll, because each is held against
/// how alerts stood here, not against the one before.
class HistoryStore final : public History
{
    Q_OBJECT

public:
    /// The alerts of one source, as it told them.
    using Told = std::optional<QList<Alert>>;

    HistoryStore(
        Connections connections, Channel::Reopen reopen, std::optional<Error> refusal, const StoreSettings &settings);

    void start(Channel::Events events, const StoreSettings &settings);
    Channel &channel() { return m_channel; }
    /// The file was made anew: what stands is written again with the next poll.
    void forgetAll();

    /// Within a write of the cache: what this batch tells of the source's alerts; nothing = as before. The first batch
    /// that says nothing of them stands for those in the cache.
    Told toldBy(Database &cache, const SourceRecord &source, const SyncBatch &batch);
    /// Once that is on disk.
    void follow(const SourceRecord &source, const Told &told);
    /// These are the sources that the workspace names.
    void keepOnly(const QList<SourceId> &sources);
    /// Queues what waits; before the channel is finished.
    void writeWaitingTimes();

    QFuture<Result<AlertTimeline>> of(QList<AlertKey> alerts, QDateTime since, QDateTime until) override;
    QFuture<Result<AlertTimeline>> during(QDateTime since, QDateTime until) override;
    QFuture<Result<AlertTimeline>> restless(QDateTime since, int changes) override;

private:
    bool tend(Database &db);
    void writeTimes(const QList<SeenTime> &times);
    void keep(const SourceId &source, const QList<Alert> &told, const QDateTime &at);
    AlertTimeline upToNow(AlertTimeline timeline);
    void announce();
    void tell();

    QMutex m_mutex; // guards these two
    Observations m_observations;
    QSet<SourceId> m_known; ///< sources whose alerts were told to us since the start

    QTimer m_quiet; ///< after a notice; these two: our thread only
    bool m_hasChanged = false; ///< meanwhile
    const HistoryThinning m_thinning; // these two: writer's thread only
    QDeadlineTimer m_nextThinning{0};
    Channel m_channel;
};

} // namespace opsdeck::store
