// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/groupheader.h"

#include "models/items/alerttext.h"
#include "widgets/parts/plaintext.h"
#include "widgets/theme/quickfont.h"
#include "widgets/theme/stateshape.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

constexpr qreal shapeSize = 11;
constexpr qreal gap = 12;

struct GroupHeaderText
{
    Q_DECLARE_TR_FUNCTIONS(GroupHeader)
};

/// Draws as much of the text as fits before `right`; answers where it ended.
qreal paintText(QPainter &painter, const QRectF &box, qreal x, qreal right, const QString &text)
{
    const QString part = shownPart(text);
    painter.setFont(quickFont(painter.font(), part));
    const QFontMetricsF metrics(painter.font());
    const QString shown = metrics.elidedText(part, Qt::ElideRight, qMax(0.0, right - x));
    painter.drawText(QRectF(x, box.top(), qMax(0.0, right - x), box.height()),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    return x + metrics.horizontalAdvance(shown);
}

QRectF shapeBox(const QRectF &box, qreal x)
{
    return {x, box.center().y() - shapeSize / 2, shapeSize, shapeSize};
}

} // namespace

void GroupHeader::paint(QPainter &painter, const QRectF &box) const
{
    if (hasRows)
        paintArrow(painter, box);
    const qreal right = paintVersion(painter, box) - gap;
    qreal x = box.left() + 18;
    const bool isQuiet = group.kind == AlertGroup::Kind::Quiet;
    if (isQuiet) {
        paintShape(painter, shapeBox(box, x), StateShape::Ok, theme);
        x += shapeSize + 8;
    }
    painter.setFont(isQuiet ? theme.bodyFont() : theme.strongFont());
    painter.setPen(theme.color(isQuiet ? Token::TextMuted : Token::Text));
    x = paintText(painter, box, x, right, titleText(group)) + gap;
    x = paintCounts(painter, box, x);
    painter.setFont(theme.bodyFont());
    painter.setPen(theme.color(Token::TextMuted));
    if (x < right)
        paintText(painter, box, x, right, detailText(group, now));
}

void GroupHeader::paintArrow(QPainter &painter, const QRectF &box) const
{
    const QPointF at(box.left() + 4, box.center().y());
    QPolygonF arrow;
    if (open)
        arrow << at + QPointF(-4, -2.5) << at + QPointF(4, -2.5) << at + QPointF(0, 3.5);
    else
        arrow << at + QPointF(-2.5, -4) << at + QPointF(-2.5, 4) << at + QPointF(3.5, 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::Text));
    painter.drawPolygon(arrow);
    painter.setBrush(Qt::NoBrush);
}

qreal GroupHeader::paintCounts(QPainter &painter, const QRectF &box, qreal x) const
{
    const std::array counts{std::pair{StateShape::Critical, group.counts.critical},
        std::pair{StateShape::Warning, group.counts.warning}, std::pair{StateShape::Info, group.counts.info}};
    painter.setFont(theme.strongFont());
    for (const auto &[shape, count] : counts) {
        if (count == 0)
            continue;
        paintShape(painter, shapeBox(box, x), shape, theme);
        painter.setPen(theme.color(tokenOf(shape)));
        x = paintText(painter, box, x + shapeSize + 5, box.right(), QLocale().toString(count)) + gap;
    }
    if (isBlind(group.freshness)) {
        paintShape(painter, shapeBox(box, x), StateShape::Stale, theme);
        x += shapeSize + 8;
    }
    return x;
}

qreal GroupHeader::paintVersion(QPainter &painter, const QRectF &box) const
{
    if (group.version.isEmpty())
        return box.right();
    //: %1 is the version that runs in production
    const QString text = GroupHeaderText::tr("version %1").arg(group.version);
    painter.setFont(quickFont(theme.bodyFont(), text));
    painter.setPen(theme.color(Token::TextMuted));
    const QFontMetricsF metrics(painter.font());
    const qreal left = qMax(box.center().x(), box.right() - metrics.horizontalAdvance(text));
    paintText(painter, box, left, box.right() + 1, text);
    return left;
}

} // namespace opsdeck
