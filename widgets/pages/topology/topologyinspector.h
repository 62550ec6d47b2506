// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"
#include "widgets/parts/inspectorpanel.h"

namespace opsdeck {

class ActionButton;
class Card;
class KeyValueList;
class NodeLinks;

/// All about the selected node: what breaks with it, what fires, what runs, and its neighbours.
class TopologyInspector : public InspectorPanel
{
    Q_OBJECT

public:
    TopologyInspector(Theme &theme, QWidget *parent);

    void showNode(const Topology &topology, const EntityId &id, bool isFocus, bool canDeploy);

Q_SIGNALS:
    void nodePressed(const opsdeck::EntityId &id);
    void focusRequested(const opsdeck::EntityId &id);
    void alertsRequested(const opsdeck::EntityId &id);
    void deployRequested(const opsdeck::EntityId &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addButtons(Theme &theme);
    void retranslate();
    void showImpact(const Topology &topology, const EntityId &id);
    void showAlerts(const TopologyNode &node);
    void showRunning(const Topology &topology, const TopologyNode &node);

    EntityId m_id;
    ActionButton *m_focusButton;
    ActionButton *m_alertsButton;
    ActionButton *m_deployButton;
    Card *m_impactCard;
    KeyValueList *m_impact;
    Card *m_alertsCard;
    KeyValueList *m_alerts;
    Card *m_runningCard;
    KeyValueList *m_running;
    NodeLinks *m_dependsOn;
    NodeLinks *m_usedBy;
    int m_alertCount = 0;
};

} // namespace opsdeck
