// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIconEngine>

class QSvgRenderer;

namespace opsdeck {

/// Renders a line icon in one colour at exactly the size asked for, so that it is sharp at every scale.
class TintedIcon : public QIconEngine
{
public:
    TintedIcon(std::shared_ptr<QSvgRenderer> svg, QColor color, QColor disabled);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;

private:
    std::shared_ptr<QSvgRenderer> m_svg;
    QColor m_color;
    QColor m_disabled;
};

} // namespace opsdeck
