// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/feature.h"

#include <QPointer>
#include <QTimer>

namespace opsdeck {

class AlertContext;
class AlertsPage;
class AlertService;
class AlertWatch;
class History;
class MetricService;

/// What a person may do and see on the alerts page beyond looking at the wall; null = not.
struct AlertServices
{
    AlertService *alerts = nullptr;
    MetricService *metrics = nullptr;
    History *history = nullptr;
};

/// The alerts page: shows each wall that the watch puts together, and keeps the ages current.
class AlertsFeature : public Feature
{
    Q_OBJECT

public:
    AlertsFeature(const FeatureContext &context, AlertWatch &alerts, const AlertServices &services = {},
        QObject *parent = nullptr);

    static PageCard card();
    Page *page() override;
    QString filterText() const; ///< of the page; empty without it
    /// The person's own filters, as they were kept.
    void setOwnViews(const QList<SavedView> &views);

Q_SIGNALS:
    void ownViewsChanged(const QList<opsdeck::SavedView> &views);

private:
    void show();

    const Workspace &m_workspace;
    AlertWatch &m_alerts;
    QPointer<AlertsPage> m_page;
    QPointer<AlertContext> m_around; ///< goes with the page
    QTimer m_clock;
};

} // namespace opsdeck
