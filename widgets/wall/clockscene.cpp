// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/clockscene.h"

#include "widgets/wall/wallpainter.h"

#include <QLocale>

namespace opsdeck {

ClockScene::ClockScene(const WallSceneContext &context, QWidget *parent)
    : WallScene(context.theme, parent)
    , m_title(context.workspace.title.isEmpty() ? context.workspace.name : context.workspace.title)
    , m_shift(context.shift)
{ }

void ClockScene::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WallPainter wall(painter, theme(), type());
    const QDateTime local = moment().now.toLocalTime();
    const QFont huge = wall.type().font(WallText::Huge);
    const QFont line = wall.type().font(WallText::Heading);
    const double upper = QFontMetricsF(huge).capHeight() * 1.3;
    const double lower = WallPainter::heightOf(line) * 1.4;
    QRectF row(0, (height() - upper - 3 * lower) / 2, width(), upper);
    wall.text(row, local.toString(QStringLiteral("HH:mm")), huge, Token::Text, Qt::AlignCenter);
    row = {0, row.bottom() + lower / 2, double(width()), lower};
    wall.text(row, QLocale().toString(local.date(), QLocale::LongFormat), line, Token::Text, Qt::AlignCenter);
    row.translate(0, lower);
    wall.text(row, m_shift.isEmpty() ? m_title : m_title + QStringLiteral(" · ") + m_shift, line, Token::TextMuted,
        Qt::AlignCenter);
}

} // namespace opsdeck
