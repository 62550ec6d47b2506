// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/nodepainter.h"

#include "widgets/pages/topology/topologywords.h"

#include <QPainter>

namespace opsdeck {

namespace {

constexpr double ShapeSize = 12;
constexpr double ArrowLength = 6;
constexpr double ArrowHalfWidth = 3.5;
constexpr double RingGap = 4;

double radiusOf(NodeKind kind, double height)
{
    switch (kind) {
    case NodeKind::Queue:
        return height / 2;
    case NodeKind::Host:
    case NodeKind::Container:
        return 2;
    default:
        return Theme::CardRadius;
    }
}

QPainterPath outlineOf(const TopologyNode &node, const QRectF &box, double grow = 0)
{
    const double radius = radiusOf(node.kind, box.height()) + grow;
    QPainterPath path;
    path.addRoundedRect(box.adjusted(-grow, -grow, grow, grow), radius, radius);
    return path;
}

/// The border tells an alert, or silence; everything else is a plain line.
Token borderOf(const TopologyNode &node)
{
    if (node.worst)
        return tokenOf(shapeOf(*node.worst));
    if (node.kind == NodeKind::External)
        return Token::TextMuted; // a dashed line needs more contrast
    return isSilent(node) ? Token::Stale : Token::Line;
}

} // namespace

NodePainter::NodePainter(QPainter &painter, const Theme &theme)
    : m_painter(painter)
    , m_theme(theme)
    , m_titleFont(theme.strongFont())
    , m_metaFont(theme.metaFont())
    , m_versionFont(theme.monoFont())
{
    m_versionFont.setPixelSize(m_metaFont.pixelSize());
}

void NodePainter::paint(const TopologyDrawing::Node &node, const Look &look)
{
    const QPainterPath outline = outlineOf(node.value, node.box);
    Token edge = borderOf(node.value);
    if (look.selected && !node.value.worst)
        edge = Token::Accent;
    else if (!look.detailed && edge == Token::Line)
        edge = Token::TextMuted; // a small box without words has nothing but its border
    const QColor border = m_theme.color(edge);
    const Token fill = look.hovered || look.selected ? Token::Surface2 : Token::Surface1;
    m_painter.setBrush(look.detailed || !node.value.worst ? m_theme.color(fill) : border);
    QPen pen(border, look.selected ? 2.5 : node.value.worst ? 1.5 : 1);
    if (node.value.kind == NodeKind::External)
        pen.setStyle(Qt::DashLine);
    m_painter.setPen(pen);
    m_painter.drawPath(outline);
    if (node.value.kind == NodeKind::System)
        m_painter.drawPath(outlineOf(node.value, node.box, -3));
    if (isSilent(node.value))
        paintHatch(m_painter, outline, m_theme, true);
    if (look.focusRing) {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_theme.color(Token::Accent), 1.5));
        m_painter.drawPath(outlineOf(node.value, node.box, RingGap));
    }
    if (look.detailed)
        paintTexts(node);
}

void NodePainter::paintTexts(const TopologyDrawing::Node &node)
{
    const double padding = Theme::CardPadding + (node.value.kind == NodeKind::Queue ? Theme::Grid : 0);
    const QRectF inner = node.box.adjusted(padding, 8, -padding, -8);
    m_painter.setPen(m_theme.color(Token::Text));
    m_painter.setFont(m_titleFont);
    m_painter.drawStaticText(inner.topLeft(), node.title);

    const double baseline = inner.bottom() - node.subtitle.size().height();
    double x = inner.left();
    if (node.value.kind == NodeKind::Database) {
        paintCylinder({x, baseline + 2});
        x += ShapeSize + 2;
    }
    m_painter.setPen(m_theme.color(Token::TextMuted));
    m_painter.setFont(m_metaFont);
    m_painter.drawStaticText(QPointF(x, baseline), node.subtitle);
    if (!node.value.versions.isEmpty()) {
        m_painter.setPen(m_theme.color(Token::Accent));
        m_painter.setFont(m_versionFont);
        const QSizeF size = node.version.size();
        m_painter.drawStaticText(QPointF(inner.right() - size.width(), inner.bottom() - size.height()), node.version);
    }
    if (const auto shape = shapeOf(node.value)) {
        const QRectF corner(inner.right() - ShapeSize, inner.top() + 2, ShapeSize, ShapeSize);
        paintShape(m_painter, corner, *shape, m_theme);
    }
}

void NodePainter::paintCylinder(const QPointF &topLeft)
{
    const QRectF box(topLeft, QSizeF(9, 11));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_theme.color(Token::TextMuted), 1.2));
    const QRectF lid(box.left(), box.top(), box.width(), 4);
    m_painter.drawEllipse(lid);
    m_painter.drawLine(QPointF(box.left(), box.top() + 2), QPointF(box.left(), box.bottom() - 2));
    m_painter.drawLine(QPointF(box.right(), box.top() + 2), QPointF(box.right(), box.bottom() - 2));
    m_painter.drawArc(lid.translated(0, box.height() - 4), 180 * 16, 180 * 16);
}

/// Trouble on both ends shows the way it travels: in the milder of both colours.
QColor NodePainter::edgeColor(const TopologyNode &from, const TopologyNode &to, bool selected) const
{
    if (from.worst && to.worst)
        return m_theme.color(tokenOf(shapeOf(std::max(*from.worst, *to.worst))));
    return m_theme.color(selected ? Token::Accent : Token::Stale);
}

void NodePainter::paint(const TopologyDrawing::Edge &edge, const QList<TopologyDrawing::Node> &nodes, const Look &look)
{
    const TopologyNode &from = nodes.at(edge.from).value;
    const TopologyNode &to = nodes.at(edge.to).value;
    const QColor color = edgeColor(from, to, look.selected);
    const bool strong = look.selected || (from.worst && to.worst);
    QPen pen(color, strong ? 1.8 : 1);
    m_painter.setBrush(Qt::NoBrush);
    if (!look.detailed) {
        pen.setCosmetic(true);
        m_painter.setPen(pen);
        m_painter.drawPolyline(edge.points.constData(), static_cast<int>(edge.points.size()));
        return;
    }
    if (isSilent(from) || isSilent(to) || !to.inCatalog)
        pen.setStyle(Qt::DashLine);
    m_painter.setPen(pen);
    m_painter.drawPath(edge.path);
    if (edge.from == edge.to)
        return;
    const QPointF tip = edge.points.last();
    const double back = tip.x() >= edge.points.at(edge.points.size() - 2).x() ? -ArrowLength : ArrowLength;
    pen.setStyle(Qt::SolidLine);
    m_painter.setPen(pen);
    const QPointF head[] = {tip + QPointF(back, -ArrowHalfWidth), tip, tip + QPointF(back, ArrowHalfWidth)};
    m_painter.drawPolyline(head, 3);
}

} // namespace opsdeck
