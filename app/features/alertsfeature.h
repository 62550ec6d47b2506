// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "app/features/feature.h"
#include "models/domain/alertwall.h"

#include <QPointer>
#include <QTimer>

namespace opsdeck {

class AlertsPage;
class AlertService;

/// The alerts page on the store: reads, groups off the GUI thread, shows; again on every change notice and whenever a
/// source falls silent by the clock alone.
class AlertsFeature : public Feature
{
    Q_OBJECT

public:
    /// Without a service the alerts can only be looked at.
    explicit AlertsFeature(const FeatureContext &context, AlertService *service = nullptr, QObject *parent = nullptr);

    Page *page() override;

private:
    void read();
    void group(const AlertWallInput &input, const QList<Container> &containers, const QList<Artifact> &artifacts);
    void fail(const Error &error);
    void tick();

    FeatureContext m_context;
    QPointer<AlertsPage> m_page;
    AlertWall m_wall; ///< the newest: what has not changed is used again
    Coalescer m_reading;
    QTimer m_clock;
    QDateTime m_nextEnd; ///< when the first acknowledgement ends by itself; invalid = none does
};

} // namespace opsdeck
