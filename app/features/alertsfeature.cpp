// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertsfeature.h"

#include "app/features/alertcontext.h"
#include "app/features/alerthandling.h"
#include "app/features/alerthistory.h"
#include "app/features/alertwatch.h"
#include "widgets/pages/alerts/alertinspector.h"
#include "widgets/pages/alerts/alertspage.h"

#include <QDesktopServices>
#include <QUrl>

namespace opsdeck {

AlertsFeature::AlertsFeature(
    const FeatureContext &context, AlertWatch &alerts, const AlertServices &services, QObject *parent)
    : Feature(parent)
    , m_workspace(context.workspace)
    , m_alerts(alerts)
    , m_page(new AlertsPage(context.theme)) // the shell becomes its parent
    , m_around(new AlertContext(*m_page, context, alerts, services.metrics))
{
    if (services.alerts)
        new AlertHandling(*m_page, *services.alerts, context.cache, services.history); // goes with the page
    if (services.history) {
        // Goes with the inspector.
        auto *past = new AlertHistory(m_page->details(), *services.history, context.ledger, context.theme);
        connect(&m_page->details(), &AlertInspector::contextWanted, past, &AlertHistory::inspect);
    }
    m_page->setViews(m_workspace.views, {});
    connect(m_page, &AlertsPage::ownViewsChanged, this, &AlertsFeature::ownViewsChanged);
    connect(m_page, &AlertsPage::openLinkRequested, this,
        [](const QString &link) { QDesktopServices::openUrl(QUrl(safeLink(link))); });
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_page)
            m_page->setNow(QDateTime::currentDateTimeUtc());
    });
    m_clock.start(std::chrono::seconds(1));
    connect(&m_alerts, &AlertWatch::wallChanged, this, &AlertsFeature::show);
    connect(&m_alerts, &AlertWatch::failed, this, &AlertsFeature::show);
    if (m_alerts.hasWall() || m_alerts.error())
        show();
}

PageCard AlertsFeature::card()
{
    return AlertsPage::describe();
}

Page *AlertsFeature::page()
{
    return m_page;
}

QString AlertsFeature::filterText() const
{
    return m_page ? m_page->filterText() : QString();
}

void AlertsFeature::setOwnViews(const QList<SavedView> &views)
{
    if (m_page)
        m_page->setViews(m_workspace.views, views);
}

void AlertsFeature::show()
{
    if (m_page) {
        m_page->setError(m_alerts.error());
        if (m_alerts.hasWall() && !m_alerts.error())
            m_page->setWall(m_alerts.wall(), QDateTime::currentDateTimeUtc());
        m_around->start();
    }
    Q_EMIT shown();
}

} // namespace opsdeck
