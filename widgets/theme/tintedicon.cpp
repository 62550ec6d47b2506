// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/tintedicon.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace opsdeck {

TintedIcon::TintedIcon(QString file, QColor color, QColor disabled)
    : m_file(std::move(file))
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
    const bool enabled = mode != QIcon::Disabled;
    QPixmap &picture = m_pictures[{size, enabled}];
    if (!picture.isNull())
        return picture;
    if (!m_svg)
        m_svg = std::make_shared<QSvgRenderer>(m_file);
    picture = QPixmap(size);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    m_svg->render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(picture.rect(), enabled ? m_color : m_disabled);
    painter.end();
    return picture;
}

QIconEngine *TintedIcon::clone() const
{
    return new TintedIcon(*this); // the calling QIcon owns it
}

} // namespace opsdeck
