// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/stateshape.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

struct StateWord
{
    Q_DECLARE_TR_FUNCTIONS(StateShape)
};

QPainterPath polygon(const QRectF &box, std::initializer_list<QPointF> unitPoints)
{
    QPolygonF points;
    for (const QPointF &unit : unitPoints)
        points.append({box.left() + unit.x() * box.width(), box.top() + unit.y() * box.height()});
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

void paintStroke(QPainter &painter, const QRectF &box, const QColor &color, std::initializer_list<QPointF> unitPoints)
{
    QPolygonF points;
    for (const QPointF &unit : unitPoints)
        points.append({box.left() + unit.x() * box.width(), box.top() + unit.y() * box.height()});
    painter.setPen(QPen(color, qMax(1.5, box.width() / 7), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points);
}

void paintHalfMoon(QPainter &painter, const QRectF &box, const QColor &color)
{
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(box);
    painter.setBrush(color);
    painter.setPen(Qt::NoPen);
    painter.drawPie(box, 90 * 16, 180 * 16);
}

void paintQuestionMark(QPainter &painter, const QRectF &box, const QColor &color)
{
    QPainterPath hook;
    hook.moveTo(box.left() + box.width() * 0.25, box.top() + box.height() * 0.3);
    hook.cubicTo(box.left() + box.width() * 0.3, box.top() - box.height() * 0.1, box.right() - box.width() * 0.05,
        box.top(), box.left() + box.width() * 0.72, box.top() + box.height() * 0.42);
    hook.quadTo(box.center().x(), box.top() + box.height() * 0.52, box.center().x(), box.top() + box.height() * 0.68);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, qMax(1.5, box.width() / 7), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(hook);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const qreal dot = box.width() / 10;
    painter.drawEllipse(QPointF(box.center().x(), box.bottom() - dot), dot, dot);
}

} // namespace

StateShape shapeOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return StateShape::Critical;
    case Severity::Warning:
        return StateShape::Warning;
    case Severity::Info:
        return StateShape::Info;
    }
    return StateShape::Unknown;
}

StateShape shapeOf(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Live:
        return StateShape::Ok;
    case Freshness::Never:
        return StateShape::Unknown;
    case Freshness::Stale:
    case Freshness::Unreachable:
    case Freshness::Unauthorised:
        return StateShape::Stale;
    }
    return StateShape::Unknown;
}

Token tokenOf(StateShape shape)
{
    switch (shape) {
    case StateShape::Critical:
        return Token::Critical;
    case StateShape::Warning:
    case StateShape::Paused:
        return Token::Warning;
    case StateShape::Info:
        return Token::Info;
    case StateShape::Running:
        return Token::Accent;
    case StateShape::Ok:
        return Token::Ok;
    case StateShape::Stale:
        return Token::Stale;
    case StateShape::Unknown:
    case StateShape::Waiting:
        return Token::TextMuted;
    }
    return Token::TextMuted;
}

QString wordOf(StateShape shape)
{
    switch (shape) {
    case StateShape::Critical:
        return StateWord::tr("critical");
    case StateShape::Warning:
        return StateWord::tr("warning");
    case StateShape::Info:
        return StateWord::tr("info");
    case StateShape::Ok:
        return StateWord::tr("ok");
    case StateShape::Stale:
        return StateWord::tr("stale");
    case StateShape::Unknown:
        return StateWord::tr("unknown");
    case StateShape::Running:
        return StateWord::tr("running");
    case StateShape::Paused:
        return StateWord::tr("paused");
    case StateShape::Waiting:
        return StateWord::tr("waiting");
    }
    return {};
}

void paintShape(QPainter &painter, const QRectF &box, StateShape shape, const Theme &theme)
{
    const QColor color = theme.color(tokenOf(shape));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (shape) {
    case StateShape::Critical:
        painter.drawPath(polygon(box, {{0.5, 0}, {1, 0.5}, {0.5, 1}, {0, 0.5}}));
        break;
    case StateShape::Warning:
        painter.drawPath(polygon(box, {{0.5, 0.05}, {1, 0.95}, {0, 0.95}}));
        break;
    case StateShape::Info:
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
        break;
    case StateShape::Ok:
        paintStroke(painter, box, color, {{0.1, 0.55}, {0.4, 0.85}, {0.92, 0.2}});
        break;
    case StateShape::Stale: {
        QPainterPath area;
        area.addRect(box);
        paintHatch(painter, area, theme, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1));
        painter.drawPath(area);
        break;
    }
    case StateShape::Unknown:
        paintQuestionMark(painter, box, color);
        break;
    case StateShape::Running:
        paintHalfMoon(painter, box.adjusted(1, 1, -1, -1), color);
        break;
    case StateShape::Paused:
        painter.drawRect(QRectF(box.left() + box.width() * 0.15, box.top(), box.width() * 0.25, box.height()));
        painter.drawRect(QRectF(box.left() + box.width() * 0.6, box.top(), box.width() * 0.25, box.height()));
        break;
    case StateShape::Waiting:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.5));
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
        break;
    }
    painter.restore();
}

void paintHatch(QPainter &painter, const QPainterPath &area, const Theme &theme, bool behindText)
{
    const qreal scale = painter.device()->devicePixelRatioF();
    QBrush brush(theme.hatch(behindText, scale));
    brush.setTransform(QTransform::fromScale(1 / scale, 1 / scale));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrushOrigin(area.boundingRect().bottomLeft().toPoint());
    painter.fillPath(area, brush);
    painter.restore();
}

} // namespace opsdeck
