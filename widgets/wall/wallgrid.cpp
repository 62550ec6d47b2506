// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallgrid.h"

#include "widgets/theme/walltype.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace opsdeck {

namespace {

constexpr QSizeF LeastTile{350, 185};
constexpr double BestShape = 1.74; ///< width to height
constexpr double EmptyPlace = 0.06; ///< costs as much as this far from the best shape

} // namespace

QRectF WallGrid::at(qsizetype place) const
{
    const double width = (room.width() - gap * (columns - 1)) / columns;
    const double height = (room.height() - gap * (rows - 1)) / rows;
    const auto column = static_cast<double>(place % columns);
    const auto row = static_cast<double>(place / columns);
    return {room.left() + column * (width + gap), room.top() + row * (height + gap), width, height};
}

WallGrid wallGrid(qsizetype tiles, const QRectF &room, double scale)
{
    WallGrid grid{.room = room, .gap = WallType::Gap * scale};
    const auto most = [&](double length, double least) {
        return std::max(1, static_cast<int>((length + grid.gap) / (least * scale + grid.gap)));
    };
    const int mostColumns = most(room.width(), LeastTile.width());
    const int mostRows = most(room.height(), LeastTile.height());
    const qsizetype places = qsizetype(mostColumns) * mostRows;
    grid.hasRest = tiles > places;
    grid.shown = grid.hasRest ? places - 1 : tiles;
    const int needed = static_cast<int>(std::clamp<qsizetype>(tiles, 1, places));
    double best = std::numeric_limits<double>::max();
    for (int columns = 1; columns <= mostColumns; ++columns) {
        const int rows = (needed + columns - 1) / columns;
        if (rows > mostRows)
            continue;
        const double shape = (room.width() / columns) / std::max(1.0, room.height() / rows);
        const double cost = std::abs(std::log(shape / BestShape)) + EmptyPlace * (columns * rows - needed);
        if (cost < best) {
            best = cost;
            grid.columns = columns;
            grid.rows = rows;
        }
    }
    return grid;
}

} // namespace opsdeck
