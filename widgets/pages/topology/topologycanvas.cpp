// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/topologycanvas.h"

#include "widgets/pages/topology/nodepainter.h"
#include "widgets/pages/topology/topologywords.h"
#include "widgets/parts/plaintext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace opsdeck {

namespace {

constexpr double MinZoom = 0.02;
constexpr double MaxZoom = 3;
constexpr double DetailZoom = 0.5; ///< below, words could not be read
constexpr double Margin = 32;
constexpr double KeyZoom = 1.25;

} // namespace

TopologyCanvas::TopologyCanvas(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::OpenHandCursor);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    describe();
}

void TopologyCanvas::setDrawing(TopologyDrawing drawing)
{
    const bool sameRoot = drawing.root() == m_drawing.root();
    m_drawing = std::move(drawing);
    m_hovered = -1;
    if (m_drawing.indexOf(m_selected) < 0)
        m_selected = m_drawing.root();
    if (!sameRoot || !m_movedByHand)
        fit();
    describe();
    update();
}

void TopologyCanvas::setState(const FocusedTopology &focused)
{
    m_drawing.setState(focused, m_theme);
    describe();
    update();
}

void TopologyCanvas::select(const EntityId &id)
{
    if (m_selected == id || m_drawing.indexOf(id) < 0)
        return;
    m_selected = id;
    describe();
    update();
}

void TopologyCanvas::fit()
{
    m_movedByHand = false;
    const QRectF bounds = m_drawing.bounds();
    if (bounds.isEmpty())
        return;
    m_zoom = std::clamp(fittingZoom(bounds), MinZoom, m_fitZoom);
    m_origin = QRectF(rect()).center() - bounds.center() * m_zoom;
    update();
}

double TopologyCanvas::fittingZoom(const QRectF &bounds) const
{
    return std::min((width() - 2 * Margin) / bounds.width(), (height() - 2 * Margin) / bounds.height());
}

QRectF TopologyCanvas::onScreen(const EntityId &id) const
{
    const qsizetype index = m_drawing.indexOf(id);
    if (index < 0)
        return {};
    const QRectF box = m_drawing.nodes().at(index).box;
    return {box.topLeft() * m_zoom + m_origin, box.size() * m_zoom};
}

bool TopologyCanvas::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const qsizetype node = m_drawing.nodeAt(toScene(help->pos()));
    if (node < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainToolTip(toolTipOf(m_drawing.nodes().at(node).value)), this);
    return true;
}

void TopologyCanvas::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintGround(painter);
    painter.translate(m_origin);
    painter.scale(m_zoom, m_zoom);
    paintDrawing(painter);
}

void TopologyCanvas::paintGround(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(hasFocus() ? Token::Accent : Token::Line));
    painter.setBrush(m_theme.color(Token::Surface1));
    const QRectF ground = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(ground, Theme::CardRadius, Theme::CardRadius);
    painter.setClipRect(rect().adjusted(1, 1, -1, -1));
}

void TopologyCanvas::paintDrawing(QPainter &painter) const
{
    const bool detailed = m_zoom >= DetailZoom;
    painter.setRenderHint(QPainter::Antialiasing, detailed);
    const QRectF visible(toScene({0, 0}), toScene({double(width()), double(height())}));
    const qsizetype selected = m_drawing.indexOf(m_selected);
    NodePainter nodePainter(painter, m_theme);
    const auto paintEdges = [&](bool highlighted) {
        for (const TopologyDrawing::Edge &edge : m_drawing.edges()) {
            const bool mine = edge.from == selected || edge.to == selected;
            if (mine == highlighted && edge.box.adjusted(-2, -2, 2, 2).intersects(visible))
                nodePainter.paint(edge, m_drawing.nodes(), {.selected = mine, .detailed = detailed});
        }
    };
    paintEdges(false);
    paintEdges(true);
    for (qsizetype i = 0; i < m_drawing.nodes().size(); ++i) {
        const TopologyDrawing::Node &node = m_drawing.nodes().at(i);
        if (!node.box.adjusted(-6, -6, 6, 6).intersects(visible))
            continue;
        nodePainter.paint(node,
            {.selected = i == selected,
                .hovered = i == m_hovered,
                .focusRing = i == selected && hasFocus(),
                .detailed = detailed});
    }
}

void TopologyCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_movedByHand)
        fit();
}

void TopologyCanvas::wheelEvent(QWheelEvent *event)
{
    zoomAt(event->position(), std::pow(1.0015, event->angleDelta().y()));
    event->accept();
}

void TopologyCanvas::zoomAt(const QPointF &point, double factor)
{
    const QPointF fixed = toScene(point);
    m_zoom = std::clamp(m_zoom * factor, MinZoom, MaxZoom);
    m_origin = point - fixed * m_zoom;
    m_movedByHand = true;
    update();
}

void TopologyCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const qsizetype node = m_drawing.nodeAt(toScene(event->position()));
    if (node >= 0) {
        choose(node);
        return;
    }
    m_dragging = true;
    m_dragFrom = event->position();
    setCursor(Qt::ClosedHandCursor);
}

void TopologyCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging) {
        setHovered(m_drawing.nodeAt(toScene(event->position())));
        return;
    }
    m_origin += event->position() - m_dragFrom;
    m_dragFrom = event->position();
    m_movedByHand = true;
    update();
}

void TopologyCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    setCursor(Qt::OpenHandCursor);
}

void TopologyCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype node = m_drawing.nodeAt(toScene(event->position()));
    if (node >= 0)
        Q_EMIT focusRequested(m_drawing.nodes().at(node).value.id);
}

void TopologyCanvas::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle = QRectF(rect()).center();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomAt(middle, KeyZoom);
    case Qt::Key_Minus:
        return zoomAt(middle, 1 / KeyZoom);
    case Qt::Key_0:
        return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_selected.isEmpty())
            Q_EMIT focusRequested(m_selected);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier))
            break; // back and forward belong to the shell
        return choose(m_drawing.neighbour(m_drawing.indexOf(m_selected), Qt::Key(event->key())));
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TopologyCanvas::leaveEvent(QEvent *event)
{
    setHovered(-1);
    QWidget::leaveEvent(event);
}

void TopologyCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_drawing.prepareTexts(m_theme);
        describe();
        update();
    }
    QWidget::changeEvent(event);
}

void TopologyCanvas::setHovered(qsizetype node)
{
    if (m_hovered == node)
        return;
    m_hovered = node;
    setCursor(node >= 0 ? Qt::PointingHandCursor : Qt::OpenHandCursor);
    update();
}

void TopologyCanvas::choose(qsizetype node)
{
    if (node < 0)
        return;
    const EntityId id = m_drawing.nodes().at(node).value.id;
    reveal(m_drawing.nodes().at(node).box);
    if (m_selected == id)
        return;
    select(id);
    Q_EMIT selectionChanged(id);
}

void TopologyCanvas::reveal(const QRectF &box)
{
    const QRectF there(box.topLeft() * m_zoom + m_origin, box.size() * m_zoom);
    const QRectF room = QRectF(rect()).adjusted(Margin / 2, Margin / 2, -Margin / 2, -Margin / 2);
    if (room.contains(there))
        return;
    m_movedByHand = true;
    const double dx = std::max(0.0, room.left() - there.left()) - std::max(0.0, there.right() - room.right());
    const double dy = std::max(0.0, room.top() - there.top()) - std::max(0.0, there.bottom() - room.bottom());
    m_origin += QPointF(dx, dy);
    update();
}

/// What a screen reader says: the picture's size, and all about the selected node.
void TopologyCanvas::describe()
{
    setAccessibleName(tr("Topology, %n node(s)", nullptr, static_cast<int>(m_drawing.nodes().size())));
    const qsizetype index = m_drawing.indexOf(m_selected);
    if (index < 0)
        return setAccessibleDescription({});
    QStringList out;
    QStringList in;
    for (const TopologyDrawing::Edge &edge : m_drawing.edges()) {
        if (edge.from == index)
            out.append(m_drawing.nodes().at(edge.to).value.title);
        if (edge.to == index)
            in.append(m_drawing.nodes().at(edge.from).value.title);
    }
    QString text = toolTipOf(m_drawing.nodes().at(index).value);
    const QString comma = QStringLiteral(", ");
    if (!out.isEmpty())
        text += u'\n' + tr("depends on %1").arg(out.join(comma));
    if (!in.isEmpty())
        text += u'\n' + tr("used by %1").arg(in.join(comma));
    setAccessibleDescription(text);
}

} // namespace opsdeck
