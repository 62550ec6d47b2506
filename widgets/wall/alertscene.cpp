// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/alertscene.h"

#include "widgets/wall/tilepainter.h"
#include "widgets/wall/wallgrid.h"

namespace opsdeck {

AlertScene::AlertScene(const WallSceneContext &context, QWidget *parent)
    : WallScene(context.theme, parent)
{ }

void AlertScene::setContent(const WallContent &content)
{
    if (m_known == content.hasAlerts && m_tiles == content.tiles)
        return;
    m_known = content.hasAlerts;
    m_tiles = content.tiles;
    update();
}

void AlertScene::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WallPainter wall(painter, theme(), type());
    if (m_tiles.isEmpty()) {
        wall.text(rect(), m_known ? tr("The catalog names no business system.") : tr("Reading what is known…"),
            wall.type().font(WallText::Heading), Token::TextMuted, Qt::AlignCenter);
        return;
    }
    const WallGrid grid = wallGrid(m_tiles.size(), rect(), wall.type().scale());
    TilePainter tiles(wall, moment());
    for (qsizetype i = 0; i < grid.shown; ++i)
        tiles.paint(grid.at(i), m_tiles.at(i));
    if (!grid.hasRest)
        return;
    QStringList titles;
    for (const WallTile &tile : m_tiles.mid(grid.shown))
        titles.append(tile.title);
    tiles.paintRest(grid.at(grid.shown), restOf(m_tiles, grid.shown), titles);
}

} // namespace opsdeck
