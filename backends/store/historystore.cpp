// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/historystore.h"

#include "backends/store/alertrows.h"
#include "backends/store/historyrows.h"
#include "models/domain/alertwall.h"
#include "models/ports/handover.h"

namespace opsdeck::store {

namespace {

constexpr std::chrono::seconds BetweenNotices{1};

HistoryStore::Told snapshotIn(const SyncBatch &batch)
{
    for (const SyncRows &rows : batch.rows) {
        if (const auto *alerts = std::get_if<Snapshot<Alert>>(&rows))
            return alerts->rows;
    }
    return std::nullopt;
}

} // namespace

HistoryStore::HistoryStore(
    Connections connections, Channel::Reopen reopen, std::optional<Error> refusal, const StoreSettings &settings)
    : m_thinning(settings.retention)
    , m_channel(QStringLiteral("opsdeck-history"), std::move(connections), std::move(reopen), std::move(refusal))
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(BetweenNotices);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        if (std::exchange(m_hasChanged, false))
            tell();
    });
}

void HistoryStore::start(Channel::Events events, const StoreSettings &settings)
{
    m_channel.setEvents(std::move(events));
    if (m_channel.isReadOnly())
        return m_channel.follow(settings.followEvery, [this] { announce(); });
    m_channel.setIdleWork([this](Database &db) { return tend(db); }, settings.idleAfter);
    m_channel.wakeIdleWork();
}

void HistoryStore::forgetAll()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_known.clear();
        m_observations = {};
    }
    announce();
}

bool HistoryStore::tend(Database &db)
{
    if (!m_nextThinning.hasExpired())
        return false;
    if (m_thinning.piece(db, QDateTime::currentDateTimeUtc()))
        return true;
    m_nextThinning.setRemainingTime(std::chrono::hours(24));
    return false;
}

HistoryStore::Told HistoryStore::toldBy(Database &cache, const SourceRecord &source, const SyncBatch &batch)
{
    if (auto told = snapshotIn(batch))
        return told;
    if (!tellsAlerts(source.kind) || batch.more)
        return std::nullopt;
    {
        const QMutexLocker lock(&m_mutex);
        if (m_known.contains(source.id))
            return std::nullopt;
    }
    return alertsOf(cache, source.id);
}

void HistoryStore::follow(const SourceRecord &source, const Told &told)
{
    if (m_channel.isReadOnly())
        return;
    if (told)
        keep(source.id, *told, source.lastAttempt);
    const bool hasAnswered
        = !source.lastError && source.lastSuccess.isValid() && source.lastSuccess == source.lastAttempt;
    if (!hasAnswered || (!told && !tellsAlerts(source.kind)))
        return;
    QList<SeenTime> due;
    {
        const QMutexLocker lock(&m_mutex);
        due = m_observations.answered(source.id, source.lastSuccess, source.interval);
    }
    writeTimes(due);
}

void HistoryStore::keep(const SourceId &source, const QList<Alert> &told, const QDateTime &at)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_known.insert(source);
    }
    m_channel.write<void>(
        [this, source, told, at](Database &db) {
            if (keepMoments(db, source, told, at) > 0)
                m_channel.onCommitted([this] { announce(); });
        },
        [this, source](const Result<void> &written) {
            if (written)
                return;
            const QMutexLocker lock(&m_mutex);
            m_known.remove(source); // so that the next poll says it again
        });
}

void HistoryStore::writeTimes(const QList<SeenTime> &times)
{
    for (const SeenTime &time : times)
        m_channel.write<void>([time](Database &db) { keepObserved(db, time.span, time.gap); });
}

void HistoryStore::writeWaitingTimes()
{
    if (m_channel.isReadOnly())
        return;
    const QMutexLocker lock(&m_mutex);
    writeTimes(m_observations.unwritten());
}

void HistoryStore::keepOnly(const QList<SourceId> &sources)
{
    if (m_channel.isReadOnly())
        return;
    writeWaitingTimes();
    m_channel.write<void>([this, sources](Database &db) {
        if (endAllBut(db, sources) > 0)
            m_channel.onCommitted([this] { announce(); });
    });
}

AlertTimeline HistoryStore::upToNow(AlertTimeline timeline)
{
    const QMutexLocker lock(&m_mutex);
    m_observations.lengthen(timeline.observed);
    return timeline;
}

QFuture<Result<AlertTimeline>> HistoryStore::of(QList<AlertKey> alerts, QDateTime since, QDateTime until)
{
    return m_channel.readAfterWrites<AlertTimeline>([this, alerts = std::move(alerts), since, until](Database &db) {
        return upToNow(timelineOf(db, alerts, since, until));
    });
}

QFuture<Result<AlertTimeline>> HistoryStore::during(QDateTime since, QDateTime until)
{
    return m_channel.readAfterWrites<AlertTimeline>(
        [this, since, until](Database &db) { return upToNow(timelineDuring(db, since, until)); });
}

QFuture<Result<AlertTimeline>> HistoryStore::restless(QDateTime since, int changes)
{
    return m_channel.read<AlertTimeline>([since, changes](Database &db) { return restlessSince(db, since, changes); });
}

void HistoryStore::announce()
{
    m_channel.wakeIdleWork(); // more to thin, one day
    m_channel.wakeIdleWork(); // once a day there is something to thin
    postTo(this, [this] {
        if (m_quiet.isActive())
            m_hasChanged = true;
        else
            tell();
    });
}

void HistoryStore::tell()
{
    m_quiet.start();
    Q_EMIT changed();
}

} // namespace opsdeck::store
