// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertsfeature.h"

#include "app/features/onresults.h"
#include "app/features/sourcewatch.h"
#include "models/domain/versionmatrix.h"
#include "widgets/pages/alerts/alertspage.h"

#include <QDesktopServices>
#include <QUrl>

namespace opsdeck {

namespace {

Result<AlertWall> wallOf(AlertWallInput input, const VersionMatrixInput &matrix)
{
    const auto versions = productionVersions(versionMatrix(matrix));
    for (auto it = versions.cbegin(); it != versions.cend(); ++it)
        input.versions.insert(it.key(), it->join(QStringLiteral(", ")));
    return alertWall(input);
}

} // namespace

AlertsFeature::AlertsFeature(const FeatureContext &context, QObject *parent)
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
        QList<Artifact>>;
    onResults(
        this,
        [this](Result<Rows> rows) {
            if (!rows) {
                fail(rows.error());
                return;
            }
            auto &[sources, alerts, silences, rules, containers, artifacts] = *rows;
            AlertWallInput input{.alerts = alerts, .silences = silences, .rules = rules, .sources = sources};
            input.connections = m_context.workspace.connections;
            input.catalog = m_context.workspace.catalog;
            input.now = QDateTime::currentDateTimeUtc();
            group(input, containers, artifacts);
        },
        cache.sources(), cache.alerts(), cache.silences(), cache.rules(), cache.containers(), cache.runningArtifacts());
}

void AlertsFeature::group(
    const AlertWallInput &input, const QList<Container> &containers, const QList<Artifact> &artifacts)
{
    const VersionMatrixInput matrix{m_context.workspace, containers, artifacts, input.sources, input.now};
    onResult(onPool(wallOf, input, matrix), this, [this](const Result<AlertWall> &wall) {
        if (!wall) {
            fail(wall.error());
            return;
        }
        if (m_page) {
            m_page->setError({});
            m_page->setWall(*wall, QDateTime::currentDateTimeUtc());
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
    if (m_page)
        m_page->setNow(QDateTime::currentDateTimeUtc());
}

} // namespace opsdeck
