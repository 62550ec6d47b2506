// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertcontext.h"

#include "app/features/alertwatch.h"
#include "app/features/onresults.h"
#include "app/features/savefile.h"
#include "app/metrics/metricservice.h"
#include "models/domain/plotpoints.h"
#include "models/domain/relatedalerts.h"
#include "models/items/errortext.h"
#include "widgets/pages/alerts/alertinspector.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/parts/timechart.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr std::chrono::milliseconds Settle{150};
constexpr std::chrono::seconds Refresh{30};
constexpr int HourBefore = 60 * 60;
constexpr int MostDays = 30;
constexpr qsizetype MostSeries = 50;

using FoundMetric = std::optional<AlertMetric>;

Result<RelatedAlerts> relatedOf(const AlertWall &wall, const AlertRow &row, const Neighbours &neighbours)
{
    return relatedAlerts(wall, row, neighbours);
}

/// Each page once.
Result<QList<AlertLink>> linksOf(const AlertRow &row, const QList<Alert> &alerts)
{
    QList<AlertLink> links;
    for (const Alert &alert : alerts) {
        const QString link = row.told.contains(alert.key) ? safeLink(alert.link) : QString();
        const bool isKnown
            = std::any_of(links.cbegin(), links.cend(), [&](const AlertLink &known) { return known.link == link; });
        if (!link.isEmpty() && !isKnown)
            links.append({alert.key.source, link});
    }
    return links;
}

Result<FoundMetric> metricFor(const AlertRow &row, const QList<AlertRule> &rules, const QList<Connection> &connections)
{
    return metricOf(row, rules, connections);
}

/// What a metric may have changed with.
bool isMarked(ChangeEvent::Kind kind)
{
    using Kind = ChangeEvent::Kind;
    return kind == Kind::Run || kind == Kind::Deployment || kind == Kind::Config || kind == Kind::Runbook
        || kind == Kind::Annotation;
}

} // namespace

AlertContext::AlertContext(AlertsPage &page, const FeatureContext &context, AlertWatch &alerts, MetricService *metrics)
    : QObject(&page)
    , m_context(context)
    , m_page(page)
    , m_inspector(page.details())
    , m_alerts(alerts)
    , m_metrics(metrics)
    , m_changes(context.workspace, context.cache, context.ledger)
    , m_relating([this] { relate(); })
{
    connect(&m_inspector, &AlertInspector::contextWanted, this, &AlertContext::inspect);
    connect(&m_inspector.chart(), &TimeChart::spanChanged, this, &AlertContext::lookCloser);
    connect(&m_inspector.chart(), &TimeChart::saveRequested, this, &AlertContext::save);
    connect(&m_changes, &ChangeWatch::changed, this, [this] {
        m_page.setChanges(m_changes.index(), m_context.workspace.policies.changeWindow);
        showChanges();
    });
    connect(&alerts, &AlertWatch::wallChanged, this, [this] {
        if (m_inspector.isVisible() && !m_row.key.isEmpty())
            m_relating.request();
    });
    m_settle.setSingleShot(true);
    m_settle.setInterval(Settle);
    connect(&m_settle, &QTimer::timeout, this, &AlertContext::findMetric);
    m_clock.setInterval(Refresh);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_inspector.isVisible() && !m_closer)
            findMetric();
    });
    m_clock.start();
}

void AlertContext::inspect(const AlertRow &row)
{
    const bool isOther = row.key != m_row.key;
    m_row = row;
    if (isOther) {
        m_closer.reset();
        m_inspector.setRelated({});
        m_inspector.chart().setMessage(tr("Reading…"));
    }
    showChanges();
    m_relating.request();
    m_settle.start();
    findLinks();
}

void AlertContext::findLinks()
{
    if (m_row.told.size() < 2)
        return;
    onResult(m_context.cache.alerts(), this, [this, row = m_row](const Result<QList<Alert>> &alerts) {
        if (!alerts)
            return; // the row's own link is there
        onResult(onPool(linksOf, row, *alerts), this, [this, key = row.key](const Result<QList<AlertLink>> &links) {
            if (links && key == m_row.key)
                m_inspector.setLinks(*links);
        });
    });
}

void AlertContext::showChanges()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_inspector.setChanges(m_changes.changesFor(m_row, now), m_context.workspace.policies.changeWindow);
}

void AlertContext::relate()
{
    onResult(onPool(relatedOf, m_alerts.wall(), m_row, m_changes.index().neighbours()), this,
        [this, key = m_row.key](const Result<RelatedAlerts> &related) {
            if (related && key == m_row.key)
                m_inspector.setRelated(*related);
            m_relating.finished();
            if (key != m_row.key)
                m_relating.request();
        });
}

/// Which numbers are the alert's: its rule says so, and rules may be thousands.
void AlertContext::findMetric()
{
    if (m_isAsking) {
        m_wantsMore = true;
        return;
    }
    m_isAsking = true;
    m_wantsMore = false;
    const auto found = [this, row = m_row](const Result<FoundMetric> &metric) {
        m_isAsking = false;
        if (row.key != m_row.key)
            findMetric();
        else if (!metric)
            m_inspector.chart().setMessage(errorText(metric.error()), rawText(metric.error()));
        else if (!*metric || !m_metrics)
            m_inspector.chart().setMessage(tr("No metric source knows the expression of this alert."));
        else
            ask(**metric);
    };
    onResult(m_context.cache.rules(), this, [this, found, row = m_row](const Result<QList<AlertRule>> &rules) {
        if (!rules)
            found(tl::unexpected(rules.error()));
        else
            onResult(onPool(metricFor, row, *rules, m_context.workspace.connections), this, found);
    });
}

void AlertContext::ask(const AlertMetric &metric)
{
    m_isAsking = true;
    const MetricQuery query = queryFor(metric);
    onResult(m_metrics->range(metric.source, query), this,
        [this, key = m_row.key, closer = m_closer, metric, query](const Result<Metric> &answer) {
            m_isAsking = false;
            const bool isOutdated = key != m_row.key || closer != m_closer;
            if (!isOutdated)
                draw(metric, query, answer);
            if (std::exchange(m_wantsMore, false) || isOutdated)
                findMetric();
        });
}

/// From an hour before it began until now, or what is looked at closer; as many points as can be seen.
MetricQuery AlertContext::queryFor(const AlertMetric &metric) const
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime began = m_row.startsAt.isValid() ? std::min(m_row.startsAt, now) : now;
    MetricQuery query{metric.expression, std::max(began.addSecs(-HourBefore), now.addDays(-MostDays)), now};
    if (m_closer) {
        query.from = QDateTime::fromMSecsSinceEpoch(m_closer->first, Qt::UTC);
        query.to = QDateTime::fromMSecsSinceEpoch(m_closer->second, Qt::UTC);
    }
    query.step = plotStep(std::chrono::seconds(query.from.secsTo(query.to)), m_inspector.chart().plotWidth());
    return query;
}

void AlertContext::draw(const AlertMetric &metric, const MetricQuery &query, const Result<Metric> &answer)
{
    TimeChart &chart = m_inspector.chart();
    if (!answer)
        return chart.setMessage(errorText(answer.error()), rawText(answer.error()));
    ChartData data;
    data.title = metric.expression;
    data.series = seriesOf(*answer, m_row.labels).mid(0, MostSeries);
    if (data.series.isEmpty())
        //: %1 is a source of numbers
        return chart.setMessage(tr("%1 has no numbers of this alert for this time.").arg(metric.source.text()));
    data.from = query.from.toMSecsSinceEpoch();
    data.to = query.to.toMSecsSinceEpoch();
    data.step = std::chrono::milliseconds(query.step).count();
    data.threshold = metric.threshold;
    data.tone = tokenOf(shapeOf(m_row.severity));
    data.marks = marks();
    chart.setData(data);
}

QList<ChartMark> AlertContext::marks() const
{
    QList<ChartMark> marks;
    for (const Change &change : m_changes.changesFor(m_row, QDateTime::currentDateTimeUtc())) {
        if (isMarked(change.event.kind))
            marks.prepend({change.event.at.toMSecsSinceEpoch(), change.event.subject});
    }
    return marks;
}

void AlertContext::lookCloser(qint64 from, qint64 to)
{
    m_closer = m_inspector.chart().isZoomed() ? Span({from, to}) : std::nullopt;
    findMetric();
}

/// A picture in words may hold what is secret, as any text; one of pixels is none.
void AlertContext::save(const QString &file, const QByteArray &content)
{
    const bool isText = content.startsWith('<');
    const QByteArray clean = isText ? m_context.redaction.cleanKnown(content) : content;
    onResult(onPool(saveFile, file, clean), this,
        [this](const Result<void> &saved) { m_page.showRefusal(saved ? QList<Error>() : QList{saved.error()}); });
}

} // namespace opsdeck
