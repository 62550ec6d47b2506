// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/analysis/numbertile.h"

#include "widgets/parts/plaintext.h"

#include <QPainter>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int LeastWidth = 44 * Theme::Grid;
constexpr int MostWidth = 84 * Theme::Grid; ///< the tooltip has the rest

} // namespace

NumberTile::NumberTile(Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void NumberTile::setTexts(const QString &caption, const QString &number, const QString &detail)
{
    setText(caption);
    m_number = number;
    m_detail = detail;
    setAccessibleName(caption + u' ' + number);
    setAccessibleDescription(detail);
    setToolTip(plainToolTip(detail));
    updateGeometry();
    update();
}

QSize NumberTile::sizeHint() const
{
    const QFontMetrics meta(m_theme.metaFont());
    const QFontMetrics title(m_theme.titleFont());
    const int widest = std::max(
        {meta.horizontalAdvance(text()), meta.horizontalAdvance(m_detail), title.horizontalAdvance(m_number)});
    return {std::clamp(widest + 2 * Theme::CardPadding + 2, LeastWidth, MostWidth),
        2 * meta.height() + title.height() + 2 * Theme::Grid + 2 * Theme::CardPadding};
}

void NumberTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool isLit = isEnabled() && (underMouse() || hasFocus());
    painter.setPen(m_theme.color(isLit ? Token::Accent : Token::Line));
    painter.setBrush(m_theme.color(isDown() ? Token::Surface2 : Token::Surface1));
    painter.drawRoundedRect(frame, Theme::CardRadius, Theme::CardRadius);
    QRect line = rect().adjusted(Theme::CardPadding, Theme::CardPadding, -Theme::CardPadding, -Theme::CardPadding);
    const auto write = [&](const QString &words, const QFont &font, Token token) {
        const QFontMetrics metrics(font);
        line.setHeight(metrics.height());
        painter.setFont(font);
        painter.setPen(m_theme.color(token));
        painter.drawText(
            line, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(words, Qt::ElideRight, line.width()));
        line.moveTop(line.bottom() + 1 + Theme::Grid);
    };
    write(text(), m_theme.metaFont(), Token::TextMuted);
    write(m_number, m_theme.titleFont(), Token::Text);
    write(m_detail, m_theme.metaFont(), Token::TextMuted);
}

} // namespace opsdeck
