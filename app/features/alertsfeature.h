// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/feature.h"

#include <QPointer>
#include <QTimer>

namespace opsdeck {

class AlertsPage;
class AlertService;
class AlertWatch;

/// The alerts page: shows each wall that the watch puts together, and keeps the ages current.
class AlertsFeature : public Feature
{
    Q_OBJECT

public:
    /// Without a service the alerts can only be looked at.
    AlertsFeature(
        const FeatureContext &context, AlertWatch &alerts, AlertService *service = nullptr, QObject *parent = nullptr);

    Page *page() override;
    QString filterText() const; ///< of the page; empty without it

private:
    void show();

    AlertWatch &m_alerts;
    QPointer<AlertsPage> m_page;
    QTimer m_clock;
};

} // namespace opsdeck
