// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/channel.h"
#include "models/ports/store.h"

namespace opsdeck::store {

/// cache.db: one transaction a verb, SQL in the rows files. Notices are emitted in the thread that this object lives
/// in.
class CacheStore final : public Cache
{
    Q_OBJECT

public:
    CacheStore(Connections connections, StoreThread &writer, StoreThread &reader);

    QFuture<Result<void>> commit(SourceRecord source, SyncBatch batch) override;
    QFuture<Result<void>> record(SourceRecord source) override;
    QFuture<Result<QByteArray>> cursor(SourceId source) override;
    QFuture<Result<void>> keepOnly(QList<SourceId> sources) override;

    QFuture<Result<QList<SourceRecord>>> sources() override;
    QFuture<Result<QList<Alert>>> alerts() override;
    QFuture<Result<QList<Silence>>> silences() override;
    QFuture<Result<QList<AlertRule>>> rules() override;
    QFuture<Result<QList<Project>>> projects() override;
    QFuture<Result<QList<Pipeline>>> pipelines(SourceId source, qint64 project, int limit) override;
    QFuture<Result<QList<Tag>>> tags(SourceId source, qint64 project) override;
    QFuture<Result<QList<Release>>> releases(SourceId source, qint64 project) override;
    QFuture<Result<QList<MergeRequest>>> mergeRequests(SourceId source, qint64 project, int limit) override;
    QFuture<Result<QList<GitDeployment>>> deployments(SourceId source, qint64 project, int limit) override;
    QFuture<Result<QList<Artifact>>> artifacts() override;
    QFuture<Result<QList<Container>>> containers() override;
    QFuture<Result<QList<EngineInfo>>> engines() override;

private:
    void announce(ChangeNotice notice);

    Channel m_channel;
};

} // namespace opsdeck::store
