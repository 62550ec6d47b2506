// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/topology/drawing.h"

class QPainter;

namespace opsdeck {

/// Paints nodes and edges in scene coordinates. The shape of a box tells the kind, its border and corner the state.
class NodePainter
{
public:
    struct Look
    {
        bool selected = false;
        bool hovered = false;
        bool focusRing = false;
        bool detailed = true; ///< false = far away: boxes without words
    };

    NodePainter(QPainter &painter, const Theme &theme);

    void paint(const TopologyDrawing::Node &node, const Look &look);
    void paint(const TopologyDrawing::Edge &edge, const QList<TopologyDrawing::Node> &nodes, const Look &look);

private:
    void paintTexts(const TopologyDrawing::Node &node);
    void paintCylinder(const QPointF &topLeft);
    QColor edgeColor(const TopologyNode &from, const TopologyNode &to, bool selected) const;

    QPainter &m_painter;
    const Theme &m_theme;
    const QFont m_titleFont;
    const QFont m_metaFont;
    QFont m_versionFont;
};

} // namespace opsdeck
