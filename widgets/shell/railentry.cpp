// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/railentry.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

constexpr int entryHeight = 36;
constexpr int glyphSize = 20;
constexpr int iconLeft = 12;
constexpr int shapeSize = 10;

} // namespace

RailEntry::RailEntry(Theme &theme, const QString &iconName, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_iconName(iconName)
{
    setFont(theme.bodyFont());
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RailEntry::setBadge(const std::optional<PageBadge> &badge)
{
    if (m_badge == badge)
        return;
    m_badge = badge;
    setAccessibleDescription(badge ? QLocale().toString(badge->count) + u' ' + wordOf(badge->shape) : QString());
    update();
}

void RailEntry::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    update();
}

QSize RailEntry::sizeHint() const
{
    return {iconLeft + glyphSize, entryHeight};
}

void RailEntry::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::Surface2));
        painter.drawRoundedRect(box, Theme::CardRadius, Theme::CardRadius);
    }
    if (isChecked()) {
        painter.setClipRect(QRectF(0, 0, 4, height()));
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, Theme::CardRadius, Theme::CardRadius);
        painter.setClipping(false);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, Theme::CardRadius, Theme::CardRadius);
    }
    const Token token = isChecked() || underMouse() ? Token::Text : Token::TextMuted;
    const int left = m_collapsed ? (width() - glyphSize) / 2 : iconLeft;
    m_theme.icon(m_iconName, token).paint(&painter, {left, (height() - glyphSize) / 2, glyphSize, glyphSize});
    if (!m_collapsed) {
        painter.setPen(m_theme.color(token));
        painter.drawText(rect().adjusted(iconLeft + glyphSize + 10, 0, m_badge ? -44 : -8, 0),
            Qt::AlignVCenter | Qt::TextSingleLine, text());
    }
    if (m_badge)
        paintBadge(painter);
}

void RailEntry::paintBadge(QPainter &painter) const
{
    if (m_collapsed) {
        paintShape(painter, QRectF(width() - shapeSize - 6, 4, shapeSize, shapeSize), m_badge->shape, m_theme);
        return;
    }
    painter.setFont(m_theme.metaFont());
    painter.setPen(m_theme.color(tokenOf(m_badge->shape)));
    const QString count = m_badge->count > 999 ? QStringLiteral("999+") : QLocale().toString(m_badge->count);
    const int right = width() - 10;
    const int advance = painter.fontMetrics().horizontalAdvance(count);
    painter.drawText(QRect(right - advance, 0, advance + 1, height()), Qt::AlignVCenter, count);
    const QRectF box(right - advance - shapeSize - 5, (height() - shapeSize) / 2.0, shapeSize, shapeSize);
    paintShape(painter, box, m_badge->shape, m_theme);
}

} // namespace opsdeck
