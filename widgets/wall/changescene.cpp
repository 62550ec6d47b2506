// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/changescene.h"

#include "models/items/timetext.h"
#include "widgets/wall/changetext.h"

namespace opsdeck {

ChangeScene::ChangeScene(const WallSceneContext &context, QWidget *parent)
    : WallScene(context.theme, parent)
{ }

void ChangeScene::setContent(const WallContent &content)
{
    if (m_changes == content.changes)
        return;
    m_changes = content.changes;
    update();
}

void ChangeScene::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WallPainter wall(painter, theme(), type());
    const QFont heading = wall.type().font(WallText::Heading);
    const QFont line = wall.type().font(WallText::Line);
    QRectF row(0, 0, width(), WallPainter::heightOf(heading) * 1.3);
    wall.text(row, tr("Changes today"), heading, Token::Text);
    if (m_changes.isEmpty()) {
        wall.text(rect(), tr("Nothing was changed today."), heading, Token::TextMuted, Qt::AlignCenter);
        return;
    }
    row.moveTop(row.bottom());
    row.setHeight(WallPainter::heightOf(line) * 1.7);
    const auto fitting = static_cast<qsizetype>((height() - row.top()) / row.height());
    const qsizetype shown = m_changes.size() > fitting ? fitting - 1 : m_changes.size();
    for (const WallChange &change : m_changes.mid(0, shown)) {
        paintRow(wall, row, change);
        row.translate(0, row.height());
    }
    if (shown < m_changes.size())
        //: changes of today that have no room
        wall.text(row, tr("%n earlier", nullptr, static_cast<int>(m_changes.size() - shown)), line, Token::TextMuted);
}

void ChangeScene::paintRow(WallPainter &wall, const QRectF &row, const WallChange &change) const
{
    const QFont line = wall.type().font(WallText::Line);
    const QFont strong = wall.type().font(WallText::Strong);
    wall.painter().fillRect(
        QRectF(row.left(), row.bottom() - wall.px(1), row.width(), wall.px(1)), theme().color(Token::Line));
    const auto column = [&](double from, double to) {
        return QRectF(row.left() + wall.px(from), row.top(), wall.px(to - from), row.height());
    };
    wall.text(column(0, 150), localTimeText(change.at, moment().now), line, Token::TextMuted);
    const double side = strong.pixelSize();
    const QRectF icon(row.left() + wall.px(150), row.center().y() - side / 2, side, side);
    theme().icon(iconOf(change.kind), Token::Accent).paint(&wall.painter(), icon.toRect());
    wall.text(column(200, 450), kindText(change.kind), line, Token::TextMuted);
    const double right = width() / wall.type().scale();
    wall.text(column(450, right - 600), subjectText(change), strong, Token::Text);
    wall.text(column(right - 580, right - 280), change.by, line, Token::TextMuted);
    if (change.kind == WallChange::Kind::Acknowledged)
        return; // that somebody said so is all there is
    const StateShape shape = shapeOf(change.outcome);
    const double mark = side * 0.8;
    wall.shape({row.left() + wall.px(right - 260), row.center().y() - mark / 2, mark, mark}, shape);
    wall.text(column(right - 215, right), outcomeText(change), line, tokenOf(shape));
}

} // namespace opsdeck
