// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallcontent.h"
#include "widgets/wall/wallpainter.h"

#include <QCoreApplication>

namespace opsdeck {

/// Paints a business system: its name and counts, what burns, since when and who has it, what runs in production.
class TilePainter
{
    Q_DECLARE_TR_FUNCTIONS(TilePainter)

public:
    TilePainter(WallPainter &painter, const WallMoment &moment);

    void paint(const QRectF &box, const WallTile &tile);
    /// The place that stands for what has no place of its own.
    void paintRest(const QRectF &box, const WallTile &rest, const QStringList &titles);

private:
    double counts(const QRectF &row, const WallTile &tile); ///< answers the width that they took
    double count(const QRectF &row, StateShape shape, int number);
    void lines(const QRectF &room, const WallTile &tile);
    void single(const QRectF &room, const WallLine &line);
    void foot(const QRectF &row, const WallTile &tile);
    QString sinceText(const WallTile &tile) const;
    static QString nameOf(const WallLine &line);
    QColor ink(Token token) const; ///< the other way round while the tile blinks
    double least(double pixels) const { return m_wall.px(pixels * m_factor); }

    WallPainter &m_wall;
    const WallMoment &m_moment;
    double m_factor = 1; ///< of this tile's type
    bool m_inverted = false;
};

} // namespace opsdeck
