// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QHash>
#include <QIconEngine>
#include <QPixmap>

class QSvgRenderer;

namespace opsdeck {

/// Renders a line icon in one colour at exactly the size asked for, so that it is sharp at every scale.
class TintedIcon : public QIconEngine
{
public:
    TintedIcon(QString file, QColor color, QColor disabled);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;

private:
    QString m_file;
    std::shared_ptr<QSvgRenderer> m_svg; ///< null until the icon is seen: most are not
    QHash<std::pair<QSize, bool>, QPixmap> m_pictures; ///< by size and whether enabled: a widget paints often
    QColor m_color;
    QColor m_disabled;
};

} // namespace opsdeck
