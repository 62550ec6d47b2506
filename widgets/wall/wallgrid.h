// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

namespace opsdeck {

/// Where tiles stand. No tile is smaller than can be read; what has no place is told by the last tile.
struct WallGrid
{
    QRectF room;
    double gap = 0;
    int columns = 1;
    int rows = 1;
    qsizetype shown = 0; ///< tiles with a place of their own
    bool hasRest = false; ///< the place after them stands for all others

    QRectF at(qsizetype place) const;
};

/// `scale` as of WallType.
WallGrid wallGrid(qsizetype tiles, const QRectF &room, double scale);

} // namespace opsdeck
