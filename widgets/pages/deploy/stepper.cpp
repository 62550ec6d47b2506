// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/stepper.h"

#include "widgets/theme/stateshape.h"

#include <QPainter>

namespace opsdeck {

namespace {

constexpr int circle = 22;
constexpr int gap = 8;
constexpr int lineLength = 36;

} // namespace

Stepper::Stepper(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Stepper::setWords(const QStringList &words)
{
    m_words = words;
    describe();
    updateGeometry();
    update();
}

void Stepper::setCurrent(int step)
{
    m_current = step;
    describe();
    update();
}

QSize Stepper::sizeHint() const
{
    int width = 0;
    for (const QString &word : m_words)
        width += circle + gap + fontMetrics().horizontalAdvance(word) + 1;
    const int lines = qMax(0, static_cast<int>(m_words.size()) - 1);
    return {width + lines * (lineLength + 2 * gap), circle + 4};
}

void Stepper::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal x = 0;
    for (int i = 0; i < m_words.size(); ++i) {
        const QRectF disc(x + 1, (height() - circle) / 2.0, circle - 1, circle - 1);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(i == m_current ? Token::Accent : Token::Surface2));
        painter.drawEllipse(disc);
        if (i < m_current) {
            paintShape(painter, disc.adjusted(6, 6, -6, -6), StateShape::Ok, m_theme);
        } else {
            painter.setPen(m_theme.color(i == m_current ? Token::OnAccent : Token::TextMuted));
            painter.drawText(disc, Qt::AlignCenter, QString::number(i + 1));
        }
        x += circle + gap;
        painter.setPen(m_theme.color(i == m_current ? Token::Text : Token::TextMuted));
        const int advance = fontMetrics().horizontalAdvance(m_words.at(i)) + 1;
        painter.drawText(QRectF(x, 0, advance + 2, height()), Qt::AlignVCenter | Qt::TextSingleLine, m_words.at(i));
        x += advance + gap;
        if (i + 1 < m_words.size()) {
            painter.setPen(QPen(m_theme.color(Token::Line), 1));
            painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + lineLength, height() / 2.0));
        }
        x += lineLength + gap;
    }
}

void Stepper::describe()
{
    if (m_current >= m_words.size())
        return;
    //: Read out: step %1 of %2, then the step's name
    setAccessibleName(tr("Step %1 of %2: %3").arg(m_current + 1).arg(m_words.size()).arg(m_words.at(m_current)));
}

} // namespace opsdeck
