// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallpainter.h"

#include "widgets/theme/quickfont.h"

#include <QFontMetricsF>
#include <QPainterPath>

namespace opsdeck {

namespace {

/// A megabyte from outside would take seconds to be laid out; nobody reads further than this.
constexpr qsizetype MostLetters = 300;

} // namespace

WallPainter::WallPainter(QPainter &painter, const Theme &theme, const WallType &type)
    : m_painter(painter)
    , m_theme(theme)
    , m_type(type)
{
    painter.setRenderHint(QPainter::Antialiasing);
}

double WallPainter::widthOf(const QString &text, const QFont &font)
{
    const QString read = text.left(MostLetters);
    return QFontMetricsF(quickFont(font, read)).horizontalAdvance(read);
}

double WallPainter::heightOf(const QFont &font)
{
    return QFontMetricsF(font).height();
}

double WallPainter::text(
    const QRectF &box, const QString &text, const QFont &font, const QColor &color, Qt::Alignment alignment)
{
    if (text.isEmpty() || box.width() <= 0)
        return 0;
    const QString read = text.left(MostLetters).simplified();
    const QFont quick = quickFont(font, read);
    const QFontMetricsF metrics(quick);
    const QString shown = metrics.elidedText(read, Qt::ElideRight, box.width());
    m_painter.setFont(quick);
    m_painter.setPen(color);
    m_painter.drawText(box, int(alignment) | Qt::TextSingleLine, shown);
    return metrics.horizontalAdvance(shown);
}

double WallPainter::text(
    const QRectF &box, const QString &text, const QFont &font, Token token, Qt::Alignment alignment)
{
    return this->text(box, text, font, m_theme.color(token), alignment);
}

void WallPainter::card(const QRectF &box, std::optional<Token> state, bool blind)
{
    const double width = px(2);
    const QRectF inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2);
    QPainterPath outline;
    outline.addRoundedRect(inner, px(WallType::Radius), px(WallType::Radius));
    m_painter.setPen(Qt::NoPen);
    m_painter.fillPath(outline, state ? m_theme.tint(*state) : m_theme.color(Token::Surface1));
    if (blind)
        paintHatch(m_painter, outline, m_theme, true);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_theme.color(state ? *state : blind ? Token::Stale : Token::Line), width));
    m_painter.drawPath(outline);
}

void WallPainter::shape(const QRectF &box, StateShape shape)
{
    paintShape(m_painter, box, shape, m_theme);
}

} // namespace opsdeck
