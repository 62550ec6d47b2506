// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/tintedicon.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace opsdeck {

TintedIcon::TintedIcon(std::shared_ptr<QSvgRenderer> svg, QColor color, QColor disabled)
    : m_svg(std::move(svg))
    , m_color(color)
    , m_disabled(disabled)
{ }

void TintedIcon::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal scale = painter->device()->devicePixelRatioF();
    QPixmap picture = pixmap((QSizeF(rect.size()) * scale).toSize(), mode, state);
    picture.setDevicePixelRatio(scale);
    painter->drawPixmap(rect.topLeft(), picture);
}

QPixmap TintedIcon::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    Q_UNUSED(state)
    QPixmap picture(size);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    m_svg->render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(picture.rect(), mode == QIcon::Disabled ? m_disabled : m_color);
    return picture;
}

QIconEngine *TintedIcon::clone() const
{
    return new TintedIcon(m_svg, m_color, m_disabled); // the calling QIcon owns it
}

} // namespace opsdeck
