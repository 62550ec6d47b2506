// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/statebadge.h"

#include <QEvent>
#include <QPainter>

namespace opsdeck {

StateBadge::StateBadge(Theme &theme, StateShape shape, int size, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shape(shape)
{
    setFixedSize(size, size);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
}

void StateBadge::setShape(StateShape shape)
{
    if (m_shape == shape)
        return;
    m_shape = shape;
    retranslate();
    update();
}

QSize StateBadge::sizeHint() const
{
    return size();
}

void StateBadge::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintShape(painter, QRectF(rect()).adjusted(1, 1, -1, -1), m_shape, m_theme);
}

void StateBadge::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StateBadge::retranslate()
{
    setAccessibleName(wordOf(m_shape));
    setToolTip(wordOf(m_shape));
}

} // namespace opsdeck
