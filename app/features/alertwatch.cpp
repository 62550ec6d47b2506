// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertwatch.h"

#include "app/features/onresults.h"
#include "app/features/sourcewatch.h"
#include "models/domain/versionmatrix.h"
#include "models/ports/history.h"

#include <limits>

namespace opsdeck {

namespace {

/// An alert that fires longer than this with nobody touching it is nobody's any more.
constexpr int DeedDays = 30;

Result<AlertWall> wallOf(AlertWallInput input, const VersionMatrixInput &matrix, const AlertWall &before)
{
    const auto versions = productionVersions(versionMatrix(matrix));
    for (auto it = versions.cbegin(); it != versions.cend(); ++it)
        input.versions.insert(it.key(), it->join(QStringLiteral(", ")));
    return alertWall(input, before);
}

/// When the first acknowledgement ends by itself, or a window of maintenance begins or ends; invalid = none does.
QDateTime nextEndOf(const AlertDeeds &deeds, const QList<MaintenanceWindow> &windows, const QDateTime &now)
{
    QDateTime next;
    const auto take = [&](const QDateTime &at) {
        if (at.isValid() && at > now && (!next.isValid() || at < next))
            next = at;
    };
    for (const QList<AlertDeed> &ofAlert : deeds) {
        for (const AlertDeed &deed : ofAlert)
            take(deed.until);
    }
    for (const MaintenanceWindow &window : windows)
        take(window.nextChange(now));
    return next;
}

void startFor(QTimer &timer, const QDateTime &end, const QDateTime &now)
{
    if (!end.isValid())
        return timer.stop();
    constexpr qint64 longest = std::numeric_limits<int>::max();
    timer.start(static_cast<int>(std::min(now.msecsTo(end) + 1, longest)));
}

} // namespace

AlertWatch::AlertWatch(const Workspace &workspace, Cache &cache, Ledger &ledger, SourceWatch &sources, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_cache(cache)
    , m_ledger(ledger)
    , m_reading([this] { read(); })
{
    connect(&cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        static const QSet<RowKind> concerning{
            RowKind::Alerts, RowKind::Silences, RowKind::Rules, RowKind::Hosts, RowKind::Registry};
        if (notice.kinds.intersects(concerning))
            m_reading.request();
    });
    connect(&ledger, &Ledger::changed, this, [this](const ChangeNotice &notice) {
        if (notice.kinds.contains(RowKind::Ledger))
            m_reading.request();
    });
    connect(&sources, &SourceWatch::standingChanged, this, [this] { m_reading.request(); });
    m_nextEnd.setSingleShot(true);
    connect(&m_nextEnd, &QTimer::timeout, this, [this] { m_reading.request(); });
    m_reading.request();
}

void AlertWatch::setHistory(History &history)
{
    m_history = &history;
    connect(&history, &History::changed, this, &AlertWatch::readRestless);
    readRestless();
}

void AlertWatch::readRestless()
{
    const NoisePolicy &noise = m_workspace.policies.noise;
    const auto since = QDateTime::currentDateTimeUtc().addDuration(-noise.flappingWithin);
    onResult(m_history->restless(since, noise.flapping), this, [this](const Result<AlertTimeline> &timeline) {
        if (!timeline || timeline->traces == m_timeline.traces)
            return; // without a history nothing is known to come and go
        m_timeline = *timeline;
        m_reading.request();
    });
}

void AlertWatch::read()
{
    using Rows = std::tuple<QList<SourceRecord>, QList<Alert>, QList<Silence>, QList<AlertRule>, QList<Container>,
        QList<Artifact>, QList<LedgerEntry>>;
    onResults(
        this,
        [this](Result<Rows> rows) {
            if (!rows) {
                fail(rows.error());
                return;
            }
            auto &[sources, alerts, silences, rules, containers, artifacts, entries] = *rows;
            AlertWallInput input{.alerts = alerts, .silences = silences, .rules = rules, .sources = sources};
            input.connections = m_workspace.connections;
            input.catalog = m_workspace.catalog;
            input.now = QDateTime::currentDateTimeUtc();
            input.deeds = deedsByAlert(entries);
            input.noise = m_workspace.policies.noise;
            input.maintenance = m_workspace.maintenance;
            input.hosts = m_workspace.hosts;
            input.products = m_workspace.products;
            input.timeline = m_timeline;
            startFor(m_nextEnd, nextEndOf(input.deeds, input.maintenance, input.now), input.now);
            group(input, containers, artifacts);
        },
        m_cache.sources(), m_cache.alerts(), m_cache.silences(), m_cache.rules(), m_cache.containers(),
        m_cache.runningArtifacts(),
        m_ledger.entriesAbout(QStringLiteral("alert"), QDateTime::currentDateTimeUtc().addDays(-DeedDays)));
}

void AlertWatch::group(
    const AlertWallInput &input, const QList<Container> &containers, const QList<Artifact> &artifacts)
{
    const VersionMatrixInput matrix{m_workspace, containers, artifacts, input.sources, input.now};
    onResult(onPool(wallOf, input, matrix, m_wall), this, [this](const Result<AlertWall> &wall) {
        if (!wall) {
            fail(wall.error());
            return;
        }
        m_wall = *wall;
        m_hasWall = true;
        m_error.reset();
        m_reading.finished();
        Q_EMIT wallChanged();
    });
}

void AlertWatch::fail(const Error &error)
{
    m_error = error;
    m_reading.finished();
    Q_EMIT failed(error);
}

} // namespace opsdeck
