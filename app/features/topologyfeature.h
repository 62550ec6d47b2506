// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "app/features/feature.h"
#include "models/domain/topology.h"

#include <QPointer>

namespace opsdeck {

class AlertWatch;
class TopologyPage;

/// The topology page on the store and the alert wall: reads, builds the graph and lays it out off the GUI thread; again
/// on every change notice that concerns it, and whenever a source falls silent by the clock alone. Draws nothing before
/// the alerts are known: a node without its alerts would look well.
class TopologyFeature : public Feature
{
    Q_OBJECT

public:
    TopologyFeature(const FeatureContext &context, AlertWatch &alerts, QObject *parent = nullptr);

    static PageCard card();
    Page *page() override;

private:
    void read();
    void build(const TopologyInput &input);
    void fail(const Error &error);

    FeatureContext m_context;
    AlertWatch &m_alerts;
    QPointer<TopologyPage> m_page;
    Coalescer m_reading;
};

} // namespace opsdeck
