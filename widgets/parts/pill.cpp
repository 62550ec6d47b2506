// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/pill.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

constexpr int shapeSize = 11;
constexpr int gap = 6;
constexpr int padding = 11;

} // namespace

Pill::Pill(Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFont(theme.bodyFont());
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

Pill::Pill(Theme &theme, StateShape shape, const QString &word, QWidget *parent)
    : Pill(theme, parent)
{
    m_shape = shape;
    setText(word);
    describe();
}

void Pill::setShape(std::optional<StateShape> shape)
{
    if (m_shape == shape)
        return;
    m_shape = shape;
    updateGeometry();
    update();
}

void Pill::setCount(std::optional<int> count)
{
    if (m_count == count)
        return;
    m_count = count;
    describe();
    updateGeometry();
    update();
}

void Pill::setHatched(bool hatched)
{
    m_hatched = hatched;
    update();
}

QSize Pill::sizeHint() const
{
    int width = 2 * padding + fontMetrics().horizontalAdvance(text());
    if (m_shape)
        width += shapeSize + gap;
    if (m_count)
        width += QFontMetrics(countFont()).horizontalAdvance(countText()) + gap;
    return {width, Theme::PillHeight};
}

void Pill::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Token own = m_shape && !m_hatched ? tokenOf(*m_shape) : Token::Accent;
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    QPainterPath outline;
    outline.addRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.fillPath(outline, isChecked() ? m_theme.tint(own) : m_theme.color(Token::Surface1));
    if (m_hatched)
        paintHatch(painter, outline, m_theme, true);
    const Token line = hasFocus() ? Token::Accent : isChecked() ? own : underMouse() ? Token::TextMuted : Token::Line;
    painter.setPen(QPen(m_theme.color(line), hasFocus() ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline);

    qreal x = padding;
    if (m_shape) {
        paintShape(painter, QRectF(x, (height() - shapeSize) / 2.0, shapeSize, shapeSize), *m_shape, m_theme);
        x += shapeSize + gap;
    }
    painter.setPen(m_theme.color(isEnabled() ? Token::Text : Token::TextMuted));
    if (m_count) {
        painter.setFont(countFont());
        painter.drawText(QRectF(x, 0, width(), height()), Qt::AlignVCenter | Qt::TextSingleLine, countText());
        x += painter.fontMetrics().horizontalAdvance(countText()) + gap;
        painter.setFont(font());
    }
    painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::TextSingleLine, text());
}

void Pill::describe()
{
    setAccessibleName(m_count ? countText() + u' ' + text() : text());
}

QString Pill::countText() const
{
    return m_count ? QLocale().toString(*m_count) : QString();
}

QFont Pill::countFont() const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    return strong;
}

} // namespace opsdeck
