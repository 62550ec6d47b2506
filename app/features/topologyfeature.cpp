// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/topologyfeature.h"

#include "app/features/alertwatch.h"
#include "app/features/onresults.h"
#include "app/features/sourcewatch.h"
#include "widgets/pages/topology/topologypage.h"

namespace opsdeck {

namespace {

Result<Topology> topologyOf(const TopologyInput &input, const QDateTime &now)
{
    return buildTopology(input, now);
}

Result<LayoutResult> layoutOf(const LayoutRequest &request)
{
    return layeredLayout(request.nodes, request.edges);
}

QFuture<Result<LayoutResult>> layOutElsewhere(const LayoutRequest &request)
{
    return onPool(layoutOf, request);
}

} // namespace

TopologyFeature::TopologyFeature(const FeatureContext &context, AlertWatch &alerts, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_alerts(alerts)
    , m_page(new TopologyPage(context.workspace, layOutElsewhere, context.theme)) // the shell becomes its parent
    , m_reading([this] { read(); })
{
    connect(&m_context.cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        static const QSet<RowKind> concerning{RowKind::Hosts, RowKind::Registry};
        if (notice.kinds.intersects(concerning))
            m_reading.request();
    });
    connect(&m_alerts, &AlertWatch::wallChanged, this, [this] { m_reading.request(); });
    connect(&m_alerts, &AlertWatch::failed, this, &TopologyFeature::fail);
    connect(&m_context.sources, &SourceWatch::standingChanged, this, [this] { m_reading.request(); });
    connect(m_page, &TopologyPage::contentChanged, this, [this] { m_reading.request(); });
    m_reading.request();
}

PageCard TopologyFeature::card()
{
    return TopologyPage::describe();
}

Page *TopologyFeature::page()
{
    return m_page;
}

void TopologyFeature::read()
{
    if (!m_alerts.hasWall())
        return m_reading.finished();
    Cache &cache = m_context.cache;
    using Rows = std::tuple<QList<SourceRecord>, QList<Container>, QList<Artifact>>;
    onResults(
        this,
        [this](Result<Rows> rows) {
            if (!rows) {
                fail(rows.error());
                return;
            }
            if (!m_page)
                return;
            TopologyInput input{.workspace = m_context.workspace};
            input.alerts = m_alerts.wall().rows;
            std::tie(input.sources, input.containers, input.artifacts) = *rows;
            input.environment = m_page->chosenEnvironment();
            input.withHosts = m_page->withHosts();
            build(input);
        },
        cache.sources(), cache.containers(), cache.runningArtifacts());
}

void TopologyFeature::build(const TopologyInput &input)
{
    onResult(
        onPool(topologyOf, input, QDateTime::currentDateTimeUtc()), this, [this](const Result<Topology> &topology) {
            if (!topology) {
                fail(topology.error());
                return;
            }
            if (m_page)
                m_page->setTopology(*topology);
            m_reading.finished();
        });
}

void TopologyFeature::fail(const Error &error)
{
    if (m_page)
        m_page->showProblem(error);
    m_reading.finished();
}

} // namespace opsdeck
