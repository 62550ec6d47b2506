// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/drawing.h"

#include "widgets/pages/topology/topologywords.h"

#include <QFontMetricsF>

#include <limits>

namespace opsdeck {

namespace {

constexpr double TextWidth = TopologyDrawing::NodeSize.width() - 2 * Theme::CardPadding;
constexpr double ShapeRoom = 22;
constexpr double VersionShare = 0.65; ///< two versions side by side fit

QStaticText prepared(const QString &text, const QFont &font, double width)
{
    QStaticText result(QFontMetricsF(font).elidedText(text, Qt::ElideRight, width));
    result.setTextFormat(Qt::PlainText);
    result.setPerformanceHint(QStaticText::AggressiveCaching);
    result.prepare({}, font);
    return result;
}

/// Level at every point, so that an edge leaves and enters nodes like a wire.
QPainterPath curveThrough(const QList<QPointF> &points, bool loop)
{
    QPainterPath path(points.first());
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QPointF &from = points.at(i - 1);
        const QPointF &to = points.at(i);
        const double middle = (from.x() + to.x()) / 2;
        if (loop || qAbs(from.y() - to.y()) < 0.5)
            path.lineTo(to);
        else
            path.cubicTo({middle, from.y()}, {middle, to.y()}, to);
    }
    return path;
}

} // namespace

TopologyDrawing::TopologyDrawing(const FocusedTopology &focused, const LayoutResult &layout, const Theme &theme)
    : m_bounds(layout.bounds)
    , m_root(focused.root)
{
    for (qsizetype i = 0; i < focused.part.nodes.size(); ++i) {
        m_index.insert(focused.part.nodes.at(i).id, i);
        m_nodes.append({.value = focused.part.nodes.at(i), .box = layout.nodes.at(i)});
    }
    for (qsizetype i = 0; i < focused.part.edges.size(); ++i) {
        const TopologyEdge &edge = focused.part.edges.at(i);
        const auto &points = layout.edges.at(i);
        const QPainterPath path = curveThrough(points, edge.from == edge.to);
        m_edges.append({m_index.value(edge.from), m_index.value(edge.to), path, path.controlPointRect(), points});
    }
    prepareTexts(theme);
}

void TopologyDrawing::setState(const FocusedTopology &focused, const Theme &theme)
{
    for (const TopologyNode &value : focused.part.nodes) {
        if (const qsizetype index = indexOf(value.id); index >= 0)
            m_nodes[index].value = value;
    }
    m_root = focused.root;
    prepareTexts(theme);
}

void TopologyDrawing::prepareTexts(const Theme &theme)
{
    const QFont mono = [&theme] {
        QFont font = theme.monoFont();
        font.setPixelSize(theme.metaFont().pixelSize());
        return font;
    }();
    for (Node &node : m_nodes) {
        node.title = prepared(node.value.title, theme.strongFont(), TextWidth - ShapeRoom);
        node.version = prepared(versionText(node.value), mono, TextWidth * VersionShare);
        const double versionRoom = node.value.versions.isEmpty() ? 0 : node.version.size().width() + 2 * Theme::Grid;
        node.subtitle = prepared(subtitleOf(node.value), theme.metaFont(), TextWidth - versionRoom);
    }
}

qsizetype TopologyDrawing::nodeAt(const QPointF &point) const
{
    for (qsizetype i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes.at(i).box.contains(point))
            return i;
    }
    return -1;
}

qsizetype TopologyDrawing::neighbour(qsizetype node, Qt::Key key) const
{
    if (node < 0 || node >= m_nodes.size())
        return -1;
    switch (key) {
    case Qt::Key_Left:
        return alongEdges(node, false);
    case Qt::Key_Right:
        return alongEdges(node, true);
    case Qt::Key_Up:
        return withinColumn(node, false);
    case Qt::Key_Down:
        return withinColumn(node, true);
    default:
        return -1;
    }
}

qsizetype TopologyDrawing::alongEdges(qsizetype node, bool outwards) const
{
    qsizetype best = -1;
    double nearest = std::numeric_limits<double>::max();
    for (const Edge &edge : m_edges) {
        const qsizetype near = outwards ? edge.from : edge.to;
        const qsizetype far = outwards ? edge.to : edge.from;
        if (near != node || far == node)
            continue;
        const double distance = qAbs(m_nodes.at(far).box.center().y() - m_nodes.at(node).box.center().y());
        if (distance < nearest) {
            nearest = distance;
            best = far;
        }
    }
    return best;
}

qsizetype TopologyDrawing::withinColumn(qsizetype node, bool down) const
{
    qsizetype best = -1;
    double nearest = std::numeric_limits<double>::max();
    const QPointF here = m_nodes.at(node).box.center();
    for (qsizetype i = 0; i < m_nodes.size(); ++i) {
        const QPointF there = m_nodes.at(i).box.center();
        const double distance = down ? there.y() - here.y() : here.y() - there.y();
        const bool sameColumn = qAbs(there.x() - here.x()) < NodeSize.width() / 2;
        if (i != node && sameColumn && distance > 0 && distance < nearest) {
            nearest = distance;
            best = i;
        }
    }
    return best;
}

LayoutRequest layoutRequest(const Topology &part, const TopologyDrawing &before)
{
    LayoutRequest request;
    QHash<EntityId, int> index;
    for (const TopologyNode &node : part.nodes) {
        const qsizetype old = before.indexOf(node.id);
        const auto previous = old < 0 ? std::nullopt : std::optional(before.nodes().at(old).box.center());
        index.insert(node.id, static_cast<int>(request.nodes.size()));
        request.nodes.append({TopologyDrawing::NodeSize, previous});
    }
    QHash<std::pair<qsizetype, qsizetype>, QList<QPointF>> routes;
    for (const TopologyDrawing::Edge &edge : before.edges())
        routes.insert({edge.from, edge.to}, edge.points);
    for (const TopologyEdge &edge : part.edges) {
        request.edges.append({index.value(edge.from), index.value(edge.to),
            routes.value({before.indexOf(edge.from), before.indexOf(edge.to)})});
    }
    return request;
}

} // namespace opsdeck
