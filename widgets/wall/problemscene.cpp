// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/problemscene.h"

#include "widgets/wall/wallpainter.h"

namespace opsdeck {

ProblemScene::ProblemScene(Theme &theme, QWidget *parent)
    : WallScene(theme, parent)
{ }

void ProblemScene::setProblem(const QString &title, const QString &detail)
{
    m_title = title;
    m_detail = detail;
    update();
}

void ProblemScene::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WallPainter wall(painter, theme(), type());
    wall.card(rect(), std::nullopt, true);
    const double margin = wall.px(80);
    const double side = wall.px(96);
    QRectF room = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    wall.shape({room.left(), room.top(), side, side}, StateShape::Unknown);
    const QFont heading = wall.type().font(WallText::Heading);
    wall.text({room.left() + side * 1.5, room.top(), room.width() - side * 1.5, side}, m_title, heading, Token::Text);
    room.setTop(room.top() + side * 1.5);
    const QFont line = wall.type().font(WallText::Line);
    painter.setFont(line);
    painter.setPen(theme().color(Token::TextMuted));
    painter.drawText(room.adjusted(0, 0, 0, -WallPainter::heightOf(line) * 2), Qt::AlignLeft | Qt::TextWrapAnywhere,
        m_detail.left(2000));
    wall.text(room, tr("Trying again every few seconds."), line, Token::TextMuted, Qt::AlignLeft | Qt::AlignBottom);
}

} // namespace opsdeck
