// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/layeredlayout.h"
#include "models/domain/topology.h"
#include "widgets/theme/theme.h"

#include <QPainterPath>
#include <QStaticText>

namespace opsdeck {

/// A focused topology with a place for each node: everything that the canvas paints, prepared once so that painting
/// only walks lists. No widget in here.
class TopologyDrawing
{
public:
    struct Node
    {
        TopologyNode value;
        QRectF box;
        QStaticText title;
        QStaticText subtitle;
        QStaticText version;
    };
    struct Edge
    {
        qsizetype from = 0;
        qsizetype to = 0;
        QPainterPath path;
        QRectF box;
        QList<QPointF> points;
    };

    static constexpr QSizeF NodeSize{168, 52};

    TopologyDrawing() = default;
    TopologyDrawing(const FocusedTopology &focused, const LayoutResult &layout, const Theme &theme);

    /// New state for the same nodes.
    void setState(const FocusedTopology &focused, const Theme &theme);
    /// After a change of language or fonts.
    void prepareTexts(const Theme &theme);

    const QList<Node> &nodes() const { return m_nodes; }
    const QList<Edge> &edges() const { return m_edges; }
    const QRectF &bounds() const { return m_bounds; }
    const EntityId &root() const { return m_root; }
    qsizetype indexOf(const EntityId &id) const { return m_index.value(id, -1); } ///< -1 = not drawn
    qsizetype nodeAt(const QPointF &point) const; ///< -1 = none

    /// Where a person expects the arrow key to lead; -1 = nowhere.
    qsizetype neighbour(qsizetype node, Qt::Key key) const;

private:
    qsizetype alongEdges(qsizetype node, bool outwards) const;
    qsizetype withinColumn(qsizetype node, bool down) const;

    QList<Node> m_nodes;
    QList<Edge> m_edges;
    QRectF m_bounds;
    EntityId m_root;
    QHash<EntityId, qsizetype> m_index;
};

/// What the layout is asked for; nodes that were drawn before keep their place in the order.
struct LayoutRequest
{
    QList<LayoutNode> nodes;
    QList<LayoutEdge> edges;
};
LayoutRequest layoutRequest(const Topology &part, const TopologyDrawing &before);

} // namespace opsdeck
