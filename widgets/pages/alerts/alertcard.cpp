// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertcard.h"

#include "widgets/theme/stateshape.h"

#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

/// A card's outline: rounded above, below, or both.
QPainterPath outlineOf(const QRectF &box, bool top, bool bottom)
{
    const qreal above = top ? Theme::CardRadius : 0;
    const qreal below = bottom ? Theme::CardRadius : 0;
    QPainterPath path(box.topLeft() + QPointF(above, 0));
    path.lineTo(box.topRight() - QPointF(above, 0));
    path.quadTo(box.topRight(), box.topRight() + QPointF(0, above));
    path.lineTo(box.bottomRight() - QPointF(0, below));
    path.quadTo(box.bottomRight(), box.bottomRight() - QPointF(below, 0));
    path.lineTo(box.bottomLeft() + QPointF(below, 0));
    path.quadTo(box.bottomLeft(), box.bottomLeft() - QPointF(0, below));
    path.lineTo(box.topLeft() + QPointF(0, above));
    path.quadTo(box.topLeft(), box.topLeft() + QPointF(above, 0));
    return path;
}

} // namespace

void GroupCard::paint(QPainter &painter, const QRect &rect) const
{
    const Theme &theme = header.theme;
    const QRectF box = QRectF(rect).adjusted(0.5, 0.5, -0.5, header.open ? 0 : -0.5);
    const QPainterPath outline = outlineOf(box, true, !header.open);
    const bool isSummary = header.group.kind == AlertGroup::Kind::Quiet;
    painter.fillPath(outline, theme.color(isSummary ? Token::Surface1 : Token::Surface2));
    if (isBlind(header.group.freshness))
        paintHatch(painter, outline, theme, true);
    painter.setPen(QPen(theme.color(isCurrent ? Token::Accent : Token::Line), 1));
    painter.drawPath(outline);
    header.paint(painter, box.adjusted(Theme::CardPadding, 0, -Theme::CardPadding, 0));
}

void RowCard::paint(QPainter &painter, const QRect &rect) const
{
    const QPainterPath outline = outlineOf(QRectF(rect).adjusted(0.5, -0.5, -0.5, -0.5), false, isLast);
    const Token plain = isHovered ? Token::Surface2 : Token::Surface1;
    painter.fillPath(outline, isSelected ? theme.tint(Token::Accent) : theme.color(plain));
    if (isBlind)
        paintHatch(painter, outline, theme, true);
    painter.setPen(QPen(theme.color(Token::Line), 1));
    painter.drawPath(outline);
    if (isSelected)
        painter.fillRect(QRectF(0, rect.y(), 3, rect.height() - 1), theme.color(Token::Accent));
}

} // namespace opsdeck
