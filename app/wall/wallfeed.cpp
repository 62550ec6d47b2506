// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wall/wallfeed.h"

#include "app/features/onresults.h"
#include "models/items/errortext.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int RunsOfADay = 50;
constexpr int LatestOfAProject = 30;
const QString AboutAlerts = QStringLiteral("alert");

QDateTime startOfDay(const QDateTime &now)
{
    return now.toLocalTime().date().startOfDay().toUTC();
}

EnvironmentId productionOf(const Workspace &workspace)
{
    const auto it = std::find_if(workspace.environments.cbegin(), workspace.environments.cend(),
        [](const Environment &environment) { return environment.production; });
    return it == workspace.environments.cend() ? EnvironmentId() : it->id;
}

/// Those that something of the workspace is made from.
QList<Project> projectsOf(const Workspace &workspace, const QList<Project> &all)
{
    QSet<QString> paths;
    for (const Product &product : workspace.products) {
        for (const ProductModule &part : product.modules)
            paths.insert(part.project);
    }
    QList<Project> named;
    std::copy_if(all.cbegin(), all.cend(), std::back_inserter(named),
        [&](const Project &project) { return paths.contains(project.path); });
    return named;
}

} // namespace

struct WallFeed::Burning
{
    QList<WallTile> tiles;
    QList<OpenCritical> criticals;
};

struct WallFeed::Rows
{
    TopologyInput topology;
    WallChangeInput changes;
    QDateTime now;
    qsizetype open = 0; ///< answers that are awaited
};

struct WallFeed::Beside
{
    VersionMatrix matrix;
    Topology topology;
    QList<WallChange> changes;
};

namespace {

Result<WallFeed::Burning> burningOf(
    const AlertWall &wall, const Catalog &catalog, const VersionMatrix &matrix, const QDateTime &now)
{
    return WallFeed::Burning{wallTiles(wall, catalog, matrix), openCriticals(wall, now)};
}

Result<WallFeed::Beside> besideOf(const WallFeed::Rows &rows)
{
    const TopologyInput &input = rows.topology;
    return WallFeed::Beside{
        versionMatrix({input.workspace, input.containers, input.artifacts, input.sources, rows.now}),
        buildTopology(input, rows.now), wallChanges(rows.changes)};
}

} // namespace

WallFeed::WallFeed(const Workspace &workspace, Cache &cache, Ledger &ledger, History &history, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_cache(cache)
    , m_ledger(ledger)
    , m_sources(cache)
    , m_alerts(workspace, cache, ledger, m_sources)
    , m_burning([this] { readAlerts(); })
    , m_reading([this] { read(); })
{
    connect(&m_alerts, &AlertWatch::wallChanged, this, [this] {
        m_burning.request();
        m_reading.request(); // the topology shows alerts
    });
    connect(&m_alerts, &AlertWatch::failed, this, &WallFeed::fail);
    m_alerts.setHistory(history); // what comes and goes is folded
    connect(&cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        static const QSet<RowKind> concerning{RowKind::Hosts, RowKind::Registry, RowKind::Git};
        if (notice.kinds.intersects(concerning))
            m_reading.request();
    });
    connect(&ledger, &Ledger::changed, this, [this] { m_reading.request(); });
    connect(&m_sources, &SourceWatch::standingChanged, this, [this] { m_reading.request(); });
    connect(&m_sources, &SourceWatch::recordsChanged, this, &WallFeed::takeTimes);
    m_reading.request();
}

WallFeed::~WallFeed() = default;

void WallFeed::tick(const QDateTime &now)
{
    const QDate day = now.toLocalTime().date();
    if (std::exchange(m_day, day) != day)
        m_reading.request();
}

void WallFeed::readAlerts()
{
    const AlertWall &wall = m_alerts.wall();
    m_content.counts = wall.counts;
    m_content.sources = wall.sources;
    m_content.problem.clear();
    onResult(onPool(burningOf, wall, m_workspace.catalog, m_content.matrix, QDateTime::currentDateTimeUtc()), this,
        [this](const Result<Burning> &burning) {
            m_burning.finished();
            if (!burning)
                return fail(burning.error());
            m_content.hasAlerts = true;
            m_content.tiles = burning->tiles;
            m_criticals = burning->criticals;
            Q_EMIT criticalsKnown();
            Q_EMIT contentChanged();
        });
}

void WallFeed::read()
{
    using All = std::tuple<QList<SourceRecord>, QList<Container>, QList<Artifact>, QList<Project>, QList<DeployRun>,
        QList<LedgerEntry>>;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_day = now.toLocalTime().date();
    onResults(
        this,
        [this, now](const Result<All> &all) {
            if (!all) {
                m_reading.finished();
                return fail(all.error());
            }
            auto rows = std::make_shared<Rows>();
            rows->now = now;
            rows->topology.workspace = m_workspace;
            rows->topology.environment = productionOf(m_workspace);
            rows->topology.alerts = m_alerts.wall().rows;
            std::tie(rows->topology.sources, rows->topology.containers, rows->topology.artifacts,
                rows->changes.projects, rows->changes.runs, rows->changes.entries)
                = *all;
            rows->changes.since = startOfDay(now);
            readGit(rows);
        },
        m_cache.sources(), m_cache.containers(), m_cache.artifacts(), m_cache.projects(), m_ledger.runs(RunsOfADay),
        m_ledger.entriesAbout(AboutAlerts, startOfDay(now)));
}

void WallFeed::readGit(const std::shared_ptr<Rows> &rows)
{
    rows->changes.projects = projectsOf(m_workspace, rows->changes.projects);
    rows->open = rows->changes.projects.size();
    if (rows->open == 0)
        return build(rows);
    using Git = std::tuple<QList<GitDeployment>, QList<Pipeline>>;
    for (const Project &project : std::as_const(rows->changes.projects)) {
        onResults(
            this,
            [this, rows](const Result<Git> &git) {
                if (git) {
                    rows->changes.deployments += std::get<0>(*git);
                    rows->changes.pipelines += std::get<1>(*git);
                } else {
                    fail(git.error());
                }
                if (--rows->open == 0)
                    build(rows);
            },
            m_cache.deployments(project.source, project.id, LatestOfAProject),
            m_cache.pipelines(project.source, project.id, LatestOfAProject));
    }
}

void WallFeed::build(const std::shared_ptr<Rows> &rows)
{
    onResult(onPool(besideOf, *rows), this, [this](const Result<Beside> &beside) {
        m_reading.finished();
        if (!beside)
            return fail(beside.error());
        const bool sameVersions = m_content.matrix == beside->matrix;
        m_content.matrix = beside->matrix;
        m_content.topology = beside->topology;
        m_content.changes = beside->changes;
        m_hasBeside = true;
        Q_EMIT contentChanged();
        if (!sameVersions && m_content.hasAlerts)
            m_burning.request(); // tiles name what runs
    });
}

void WallFeed::takeTimes()
{
    QDateTime last;
    for (const SourceRecord &record : m_sources.records()) {
        if (record.lastSuccess.isValid() && (!last.isValid() || record.lastSuccess > last))
            last = record.lastSuccess;
    }
    if (last == m_content.lastData)
        return;
    m_content.lastData = last;
    Q_EMIT contentChanged();
}

void WallFeed::fail(const Error &error)
{
    m_content.problem = errorText(error);
    Q_EMIT contentChanged();
}

} // namespace opsdeck
