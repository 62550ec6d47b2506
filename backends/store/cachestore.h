// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/channel.h"
#include "backends/store/knownalerts.h"
#include "backends/store/retention.h"
#include "backends/store/stores.h"

namespace opsdeck::store {

class HistoryStore;

/// cache.db: one transaction a verb, SQL in the rows files. Notices are emitted in the thread that this object lives
/// in.
class CacheStore final : public Cache
{
    Q_OBJECT

public:
    CacheStore(
        Connections connections, Channel::Reopen reopen, std::optional<Error> refusal, const StoreSettings &settings);

    void start(Channel::Events events, const StoreSettings &settings);
    Channel &channel() { return m_channel; }
    /// Follows what is stored here; before the first call.
    void setHistory(HistoryStore *history) { m_history = history; }
    /// The file was made anew: cursors that sources still remember are void, and every page has to read again.
    void forgetAll();

    QFuture<Result<void>> commit(SourceRecord source, SyncBatch batch) override;
    QFuture<Result<void>> record(SourceRecord source) override;
    QFuture<Result<QByteArray>> cursor(SourceId source) override;
    QFuture<Result<void>> keepOnly(QList<SourceId> sources) override;

    QFuture<Result<QList<SourceRecord>>> sources() override;
    QFuture<Result<QList<Alert>>> alerts() override;
    QFuture<Result<QList<Silence>>> silences() override;
    QFuture<Result<QList<AlertRule>>> rules() override;
    QFuture<Result<QList<Annotation>>> annotations() override;
    QFuture<Result<QList<Project>>> projects() override;
    QFuture<Result<QList<Pipeline>>> pipelines(SourceId source, qint64 project, int limit) override;
    QFuture<Result<QList<Tag>>> tags(SourceId source, qint64 project) override;
    QFuture<Result<QList<Release>>> releases(SourceId source, qint64 project) override;
    QFuture<Result<QList<MergeRequest>>> mergeRequests(SourceId source, qint64 project, int limit) override;
    QFuture<Result<QList<GitDeployment>>> deployments(SourceId source, qint64 project, int limit) override;
    QFuture<Result<QList<Artifact>>> artifacts() override;
    QFuture<Result<QList<Artifact>>> runningArtifacts() override;
    QFuture<Result<QList<Container>>> containers() override;
    QFuture<Result<QList<EngineInfo>>> engines() override;
    QFuture<Result<QList<SearchHit>>> search(QString words, int limit) override;

private:
    Result<void> refuseVoidCursor(const SourceId &source);
    SourceRecord cleaned(SourceRecord source) const;
    QSet<RowKind> storeBatch(Database &db, const SourceId &source, const SyncBatch &batch);
    bool tend(Database &db);
    void announceAll(); ///< the file is another one, or somebody else wrote into it
    void announce(ChangeNotice notice); ///< in the thread that wrote, before the write is answered
    void announce(SourceRecord record);

    QMutex m_mutex; // guards these two
    bool m_wasMadeAnew = false;
    QSet<SourceId> m_haveAsked; ///< for their cursor, since then

    KnownAlerts m_alerts;

    HistoryStore *m_history = nullptr;
    Retention m_retention; // these two: writer's thread only
    QDeadlineTimer m_nextRetention{0};
    const Redaction m_redaction;
    Channel m_channel;
};

} // namespace opsdeck::store
