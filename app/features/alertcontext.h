// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/changewatch.h"
#include "app/features/feature.h"
#include "models/domain/alertmetric.h"
#include "widgets/parts/chartdata.h"

#include <QPointer>
#include <QTimer>

namespace opsdeck {

class AlertInspector;
class AlertsPage;
class AlertWatch;
class MetricService;

/// What stands around the alert that is looked at: what changed, what else burns, how its number went. Nothing is read
/// or asked for while nobody sees it. GUI thread.
class AlertContext : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; it goes with the page. Without a service there are no charts.
    AlertContext(AlertsPage &page, const FeatureContext &context, AlertWatch &alerts, MetricService *metrics);

    void start() { m_changes.start(); }
    const ChangeWatch &changes() const { return m_changes; }

private:
    using Span = std::optional<std::pair<qint64, qint64>>;

    void inspect(const AlertRow &row);
    void showChanges();
    void relate();
    void findLinks();
    void findMetric();
    void ask(const AlertMetric &metric);
    void draw(const AlertMetric &metric, const MetricQuery &query, const Result<Metric> &answer);
    void lookCloser(qint64 from, qint64 to);
    void save(const QString &file, const QByteArray &content);
    MetricQuery queryFor(const AlertMetric &metric) const;
    QList<ChartMark> marks() const;

    FeatureContext m_context;
    AlertsPage &m_page;
    AlertInspector &m_inspector;
    AlertWatch &m_alerts;
    MetricService *m_metrics;
    ChangeWatch m_changes;
    AlertRow m_row; ///< that is looked at; without a key = none
    Span m_closer; ///< the part of the chart that is looked at
    bool m_isAsking = false; ///< one question at a time: a source has other things to do
    bool m_wantsMore = false;
    Coalescer m_relating;
    QTimer m_settle; ///< who walks down a list looks at none of them
    QTimer m_clock;
};

} // namespace opsdeck
