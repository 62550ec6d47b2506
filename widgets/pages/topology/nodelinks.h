// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"
#include "widgets/parts/card.h"

namespace opsdeck {

/// A card of nodes that can be pressed; hidden where there are none.
class NodeLinks : public Card
{
    Q_OBJECT

public:
    NodeLinks(Theme &theme, QWidget *parent);

    void setNodes(const QList<TopologyNode> &nodes);

Q_SIGNALS:
    void pressed(const opsdeck::EntityId &id);

private:
    Theme &m_theme;
    QWidget *m_links;
    QList<TopologyNode> m_nodes;
};

} // namespace opsdeck
