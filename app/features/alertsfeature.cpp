// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertsfeature.h"

#include "app/features/alerthandling.h"
#include "app/features/onresults.h"
#include "app/features/sourcewatch.h"
#include "models/domain/versionmatrix.h"
#include "widgets/pages/alerts/alertspage.h"

#include <QDesktopServices>
#include <QUrl>

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

/// When the first acknowledgement ends by itself; invalid = none does.
QDateTime nextEndOf(const AlertDeeds &deeds, const QDateTime &now)
{
    QDateTime next;
    for (const QList<AlertDeed> &ofAlert : deeds) {
        for (const AlertDeed &deed : ofAlert) {
            if (deed.until > now && (!next.isValid() || deed.until < next))
                next = deed.until;
        }
    }
    return next;
}

} // namespace

AlertsFeature::AlertsFeature(const FeatureContext &context, AlertService *service, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_page(new AlertsPage(context.theme)) // the shell becomes its parent
    , m_reading([this] { read(); })
{
    connect(&m_context.cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        static const QSet<RowKind> concerning{
            RowKind::Alerts, RowKind::Silences, RowKind::Rules, RowKind::Hosts, RowKind::Registry};
        if (notice.kinds.intersects(concerning))
            m_reading.request();
    });
    connect(&m_context.ledger, &Ledger::changed, this, [this](const ChangeNotice &notice) {
        if (notice.kinds.contains(RowKind::Ledger))
            m_reading.request();
    });
    if (service)
        new AlertHandling(*m_page, *service, context.cache); // goes with the page
    connect(&m_context.sources, &SourceWatch::standingChanged, this, [this] { m_reading.request(); });
    connect(m_page, &AlertsPage::openLinkRequested, this,
        [](const QString &link) { QDesktopServices::openUrl(QUrl(safeLink(link))); });
    connect(&m_clock, &QTimer::timeout, this, &AlertsFeature::tick);
    m_clock.start(std::chrono::seconds(1));
    m_reading.request();
}

Page *AlertsFeature::page()
{
    return m_page;
}

void AlertsFeature::read()
{
    Cache &cache = m_context.cache;
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
            input.connections = m_context.workspace.connections;
            input.catalog = m_context.workspace.catalog;
            input.now = QDateTime::currentDateTimeUtc();
            input.deeds = deedsByAlert(entries);
            m_nextEnd = nextEndOf(input.deeds, input.now);
            group(input, containers, artifacts);
        },
        cache.sources(), cache.alerts(), cache.silences(), cache.rules(), cache.containers(), cache.runningArtifacts(),
        m_context.ledger.entriesAbout(QStringLiteral("alert"), QDateTime::currentDateTimeUtc().addDays(-DeedDays)));
}

void AlertsFeature::group(
    const AlertWallInput &input, const QList<Container> &containers, const QList<Artifact> &artifacts)
{
    const VersionMatrixInput matrix{m_context.workspace, containers, artifacts, input.sources, input.now};
    onResult(onPool(wallOf, input, matrix, m_wall), this, [this](const Result<AlertWall> &wall) {
        if (!wall) {
            fail(wall.error());
            return;
        }
        m_wall = *wall;
        if (m_page) {
            m_page->setError({});
            m_page->setWall(m_wall, QDateTime::currentDateTimeUtc());
        }
        m_reading.finished();
        Q_EMIT shown();
    });
}

void AlertsFeature::fail(const Error &error)
{
    if (m_page)
        m_page->setError(error);
    m_reading.finished();
    Q_EMIT shown();
}

void AlertsFeature::tick()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (m_page)
        m_page->setNow(now);
    if (m_nextEnd.isValid() && m_nextEnd <= now) {
        m_nextEnd = {};
        m_reading.request();
    }
}

} // namespace opsdeck
