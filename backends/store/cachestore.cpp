// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/cachestore.h"

#include "backends/store/alertrows.h"
#include "backends/store/gitrows.h"
#include "backends/store/historystore.h"
#include "backends/store/hostrows.h"
#include "backends/store/registryrows.h"
#include "backends/store/search.h"
#include "backends/store/sourcerows.h"
#include "models/ports/handover.h"

#include <algorithm>

namespace opsdeck::store {

namespace {

const QSet<RowKind> everyKind{RowKind::Sources, RowKind::Alerts, RowKind::Silences, RowKind::Rules,
    RowKind::Annotations, RowKind::Git, RowKind::Registry, RowKind::Hosts};

template <typename T> constexpr RowKind kindOf(const Snapshot<T> &)
{
    return Row<T>::kind;
}

template <typename T> constexpr RowKind kindOf(const Upsert<T> &)
{
    return Row<T>::kind;
}

template <typename List> void forgetRowsOf(Database &db, const SourceId &source, const List &, QSet<RowKind> &changed)
{
    using T = typename decltype(List::rows)::value_type;
    static const std::string sql = std::string("DELETE FROM ") + Row<T>::table + " WHERE source = ?";
    if (db.run(sql, source) > 0)
        changed.insert(Row<T>::kind);
}

/// Every alternative of SyncRows is a table.
template <typename... Lists>
void forgetRows(Database &db, const SourceId &source, const std::variant<Lists...> &, QSet<RowKind> &changed)
{
    (forgetRowsOf(db, source, Lists(), changed), ...);
}

} // namespace

CacheStore::CacheStore(
    Connections connections, Channel::Reopen reopen, std::optional<Error> refusal, const StoreSettings &settings)
    : m_retention(cacheRules(settings.retention))
    , m_redaction(settings.redaction)
    , m_channel(QStringLiteral("opsdeck-cache"), std::move(connections), std::move(reopen), std::move(refusal))
{ }

void CacheStore::start(Channel::Events events, const StoreSettings &settings)
{
    m_channel.setEvents(std::move(events));
    if (m_channel.isReadOnly())
        return m_channel.follow(settings.followEvery, [this] { announceAll(); });
    m_channel.setIdleWork([this](Database &db) { return tend(db); }, settings.idleAfter);
    m_channel.wakeIdleWork();
}

void CacheStore::forgetAll()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_wasMadeAnew = true;
        m_haveAsked.clear();
    }
    announceAll();
}

Result<void> CacheStore::refuseVoidCursor(const SourceId &source)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_wasMadeAnew || m_haveAsked.contains(source))
        return {};
    return failure(Error::Kind::Storage, m_channel.path(),
        QStringLiteral("The cache was damaged and made anew; everything is fetched again."));
}

/// One piece of what can wait: first the search index, then, once a day, what has grown old.
bool CacheStore::tend(Database &db)
{
    if (indexSome(db, cacheSearchTables()))
        return true;
    if (!m_nextRetention.hasExpired())
        return false;
    if (m_retention.piece(db, QDateTime::currentDateTimeUtc()))
        return true;
    m_nextRetention.setRemainingTime(std::chrono::hours(24));
    if (m_retention.deleted() > 0)
        m_channel.onCommitted([this] { announce(ChangeNotice{{RowKind::Git}, {}}); });
    return false;
}

QSet<RowKind> CacheStore::storeBatch(Database &db, const SourceId &source, const SyncBatch &batch)
{
    QSet<RowKind> changed;
    const auto store = [&]<typename Rows>(const Rows &rows) {
        if constexpr (std::is_same_v<Rows, Snapshot<Alert>>) {
            const KnownAlerts::Written written = m_alerts.store(db, source, rows.rows);
            m_channel.onCommitted([this, source, written] { m_alerts.committed(source, written); });
            return written.changes;
        } else {
            return storeRows(db, source, rows);
        }
    };
    for (const SyncRows &rows : batch.rows) {
        std::visit(
            [&](const auto &typed) {
                if (store(typed) > 0)
                    changed.insert(kindOf(typed));
            },
            rows);
    }
    return changed;
}

SourceRecord CacheStore::cleaned(SourceRecord source) const
{
    if (source.lastError)
        source.lastError = m_redaction.clean(*std::move(source.lastError));
    return source;
}

QFuture<Result<void>> CacheStore::commit(SourceRecord source, SyncBatch batch)
{
    return m_channel.write<void>(
        [this, source = cleaned(std::move(source)), batch = std::move(batch)](Database &db) -> Result<void> {
            if (auto valid = refuseVoidCursor(source.id); !valid)
                return valid;
            putSource(db, source);
            putCursor(db, source.id, batch.cursor);
            const QSet<RowKind> kinds = storeBatch(db, source.id, batch);
            if (m_history) {
                const auto told = m_history->toldBy(db, source, batch);
                m_channel.onCommitted([this, source, told] { m_history->follow(source, told); });
            }
            if (!kinds.isEmpty())
                m_channel.onCommitted([this, notice = ChangeNotice{kinds, source.id}] { announce(notice); });
            m_channel.onCommitted([this, source] { announce(source); });
            return {};
        });
}

QFuture<Result<void>> CacheStore::record(SourceRecord source)
{
    return m_channel.write<void>([this, source = cleaned(std::move(source))](Database &db) {
        putSource(db, source);
        m_channel.onCommitted([this, source] { announce(source); });
    });
}

QFuture<Result<QByteArray>> CacheStore::cursor(SourceId source)
{
    return m_channel.read<QByteArray>([this, source](Database &db) {
        const QByteArray cursor = cursorOf(db, source);
        const QMutexLocker lock(&m_mutex);
        m_haveAsked.insert(source);
        return cursor;
    });
}

QFuture<Result<void>> CacheStore::keepOnly(QList<SourceId> sources)
{
    return m_channel.write<void>([this, sources = std::move(sources)](Database &db) {
        QSet<RowKind> changed;
        if (m_history)
            m_channel.onCommitted([this, sources] { m_history->keepOnly(sources); });
        for (const SourceRecord &known : store::sources(db)) {
            if (sources.contains(known.id))
                continue;
            forgetRows(db, known.id, SyncRows(), changed);
            m_alerts.distrust(known.id);
            forgetSource(db, known.id);
            changed.insert(RowKind::Sources);
        }
        if (!changed.isEmpty()) {
            m_channel.onCommitted([this, changed] {
                m_alerts.forget();
                announce(ChangeNotice{changed, {}});
            });
        }
    });
}

QFuture<Result<QList<SourceRecord>>> CacheStore::sources()
{
    return m_channel.read<QList<SourceRecord>>(store::sources);
}

QFuture<Result<QList<Alert>>> CacheStore::alerts()
{
    return m_channel.read<QList<Alert>>([this](Database &db) { return m_alerts.unresolved(db); });
}

QFuture<Result<QList<Silence>>> CacheStore::silences()
{
    return m_channel.read<QList<Silence>>(store::silences);
}

QFuture<Result<QList<AlertRule>>> CacheStore::rules()
{
    return m_channel.read<QList<AlertRule>>(store::rules);
}

QFuture<Result<QList<Annotation>>> CacheStore::annotations()
{
    return m_channel.read<QList<Annotation>>(store::annotations);
}

QFuture<Result<QList<Project>>> CacheStore::projects()
{
    return m_channel.read<QList<Project>>(store::projects);
}

QFuture<Result<QList<Pipeline>>> CacheStore::pipelines(SourceId source, qint64 project, int limit)
{
    return m_channel.read<QList<Pipeline>>([=](Database &db) { return newestPipelines(db, source, project, limit); });
}

QFuture<Result<QList<Tag>>> CacheStore::tags(SourceId source, qint64 project)
{
    return m_channel.read<QList<Tag>>([=](Database &db) { return tagsOf(db, source, project); });
}

QFuture<Result<QList<Release>>> CacheStore::releases(SourceId source, qint64 project)
{
    return m_channel.read<QList<Release>>([=](Database &db) { return releasesOf(db, source, project); });
}

QFuture<Result<QList<MergeRequest>>> CacheStore::mergeRequests(SourceId source, qint64 project, int limit)
{
    return m_channel.read<QList<MergeRequest>>(
        [=](Database &db) { return mergeRequestsOf(db, source, project, limit); });
}

QFuture<Result<QList<GitDeployment>>> CacheStore::deployments(SourceId source, qint64 project, int limit)
{
    return m_channel.read<QList<GitDeployment>>(
        [=](Database &db) { return newestDeployments(db, source, project, limit); });
}

QFuture<Result<QList<Artifact>>> CacheStore::artifacts()
{
    return m_channel.read<QList<Artifact>>(store::artifacts);
}

QFuture<Result<QList<Artifact>>> CacheStore::runningArtifacts()
{
    return m_channel.read<QList<Artifact>>(store::runningArtifacts);
}

QFuture<Result<QList<Container>>> CacheStore::containers()
{
    return m_channel.read<QList<Container>>(store::containers);
}

QFuture<Result<QList<EngineInfo>>> CacheStore::engines()
{
    return m_channel.read<QList<EngineInfo>>(store::engines);
}

QFuture<Result<QList<SearchHit>>> CacheStore::search(QString words, int limit)
{
    return m_channel.read<QList<SearchHit>>(
        [=](Database &db) { return store::search(db, cacheSearchTables(), words, limit); });
}

void CacheStore::announceAll()
{
    m_alerts.forget();
    announce(ChangeNotice{everyKind, {}});
}

void CacheStore::announce(ChangeNotice notice)
{
    m_channel.wakeIdleWork(); // new rows are not yet indexed
    postTo(this, [this, notice = std::move(notice)] { Q_EMIT changed(notice); });
}

void CacheStore::announce(SourceRecord record)
{
    postTo(this, [this, record = std::move(record)] { Q_EMIT polled(record); });
}

} // namespace opsdeck::store
