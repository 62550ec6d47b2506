// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallfooter.h"

#include "models/items/timetext.h"
#include "widgets/wall/changetext.h"

#include <QtMath>

namespace opsdeck {

WallFooter::WallFooter(Theme &theme, QWidget *parent)
    : WallScene(theme, parent)
{ }

void WallFooter::setContent(const WallContent &content)
{
    m_changes = content.changes;
    m_lastData = content.lastData;
    m_blind = content.isBlind();
    update();
}

void WallFooter::setMoment(const WallMoment &moment)
{
    const bool isNextSecond = moment.now.toSecsSinceEpoch() != this->moment().now.toSecsSinceEpoch();
    WallScene::setMoment(moment);
    if (!isNextSecond)
        return;
    m_beat = (m_beat + 1) % Places;
    update(heartBox().toAlignedRect());
}

/// The heart and the time of the data before it.
QRectF WallFooter::heartBox() const
{
    const double width = type().px(330);
    return {this->width() - width, 0, width, double(height())};
}

void WallFooter::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    WallPainter wall(painter, theme(), type());
    wall.card(rect(), std::nullopt, false);
    paintHeart(wall);
    if (heartBox().toAlignedRect().contains(event->rect()))
        return;
    const double padding = wall.px(24);
    paintChanges(wall, QRectF(rect()).adjusted(padding, 0, -heartBox().width(), 0));
}

void WallFooter::paintHeart(WallPainter &wall) const
{
    const QRectF box = heartBox();
    const double radius = box.height() * 0.24;
    const QPointF middle(box.right() - wall.px(24) - radius, box.center().y());
    QPainter &painter = wall.painter();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().color(Token::Line), wall.px(3)));
    painter.drawEllipse(middle, radius, radius);
    const double angle = 2 * M_PI * m_beat / Places - M_PI / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().color(m_blind ? Token::Stale : Token::Ok));
    painter.drawEllipse(middle + QPointF(std::cos(angle), std::sin(angle)) * radius, wall.px(7), wall.px(7));
    const QString time
        = m_lastData.isValid() ? m_lastData.toLocalTime().toString(QStringLiteral("HH:mm:ss")) : QStringLiteral("–");
    const QRectF words = box.adjusted(0, 0, -2 * radius - wall.px(24 + 20), 0);
    //: %1 is the time at which any source answered last
    wall.text(words, tr("data %1").arg(time), wall.type().font(WallText::Meta), Token::TextMuted,
        Qt::AlignRight | Qt::AlignVCenter);
}

void WallFooter::paintChanges(WallPainter &wall, const QRectF &room) const
{
    const QFont line = wall.type().font(WallText::Line, 0.94);
    QRectF left = room;
    left.setLeft(left.left() + wall.text(left, tr("Changes today"), line, Token::TextMuted) + wall.px(40));
    if (m_changes.isEmpty()) {
        wall.text(left, tr("none"), line, Token::TextMuted);
        return;
    }
    bool first = true;
    for (const WallChange &change : m_changes) {
        const double width = paintChange(wall, left, change, first);
        if (width <= 0)
            break;
        left.setLeft(left.left() + width + wall.px(48));
        first = false;
    }
}

/// Answers its width; 0 = it has no room. The first one is elided instead.
double WallFooter::paintChange(WallPainter &wall, const QRectF &room, const WallChange &change, bool first) const
{
    const QFont line = wall.type().font(WallText::Line, 0.94);
    const double side = line.pixelSize();
    const double gap = wall.px(10);
    const QString text = localTimeText(change.at, moment().now) + u' ' + subjectText(change);
    const bool acknowledged = change.kind == WallChange::Kind::Acknowledged;
    const QString more = acknowledged ? change.by : QString();
    const double needed = side + gap + WallPainter::widthOf(text, line) + gap + side
        + (more.isEmpty() ? 0 : WallPainter::widthOf(more, line));
    if (needed > room.width() && !first)
        return 0;
    const QRectF icon(room.left(), room.center().y() - side / 2, side, side);
    theme().icon(iconOf(change.kind), Token::Accent).paint(&wall.painter(), icon.toRect());
    QRectF words = room.adjusted(side + gap, 0, -side - gap, 0);
    words.setLeft(words.left() + wall.text(words, text, line, Token::Text) + gap);
    const double mark = side * 0.8;
    if (acknowledged)
        wall.text(words, more, line, Token::TextMuted);
    else
        wall.shape({words.left(), room.center().y() - mark / 2, mark, mark}, shapeOf(change.outcome));
    return needed;
}

} // namespace opsdeck
