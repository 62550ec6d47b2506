// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/walltiles.h"

#include <algorithm>
#include <tuple>

namespace opsdeck {

namespace {

constexpr qsizetype MostLines = 40;
constexpr qsizetype MostLetters = 300; ///< what comes from outside may be a megabyte

WallLine lineOf(const AlertRow &row)
{
    WallLine line{
        row.key, row.severity, row.blind, row.name.left(MostLetters), row.summary.left(MostLetters), row.startsAt, {}};
    if (line.detail.isEmpty())
        line.detail = (row.value.isEmpty() ? row.instance : row.value).left(MostLetters);
    if (row.care.acknowledgement) {
        const Acknowledgement &word = *row.care.acknowledgement;
        line.owner = word.by.isEmpty() ? word.source.text() : word.by.section(u'@', 0, 0);
    }
    return line;
}

WallTile tileOf(const AlertGroup &group)
{
    WallTile tile;
    tile.system = group.system;
    tile.title = group.title;
    tile.counts = group.counts;
    tile.worst = group.worst;
    tile.blind = isBlind(group.freshness);
    tile.blindSince = group.blindSince;
    for (const SharedRow &row : group.rows) {
        if (row->suppressed || tile.lines.size() == MostLines)
            break; // those stand last
        tile.lines.append(lineOf(*row));
    }
    return tile;
}

/// Which systems there are, each once.
QList<EntityId> systemsOf(const Catalog &catalog)
{
    QSet<EntityId> seen;
    QList<EntityId> systems;
    for (const Entity &entity : catalog.entities()) {
        const EntityId &system = entity.kind == EntityKind::System ? entity.id : entity.system;
        if (system.isEmpty() || seen.contains(system))
            continue;
        seen.insert(system);
        systems.append(system);
    }
    return systems;
}

/// Systems of which production does not run one thing everywhere.
QSet<EntityId> driftingSystems(const VersionMatrix &matrix)
{
    QSet<EntityId> drifting;
    for (const MatrixRow &row : matrix.rows) {
        for (qsizetype i = 0; i < std::min(row.cells.size(), matrix.environments.size()); ++i) {
            if (matrix.environments.at(i).production && row.cells.at(i).hasDrift())
                drifting.insert(row.system);
        }
    }
    return drifting;
}

std::tuple<int, int, int> orderOf(const WallTile &tile)
{
    const auto rank = [&tile] {
        if (tile.worst == Severity::Critical)
            return 0;
        if (tile.blind)
            return 1;
        if (tile.worst)
            return tile.worst == Severity::Warning ? 2 : 3;
        return 4;
    };
    return {rank(), -tile.counts.critical, -tile.counts.warning};
}

/// The summary that a wall has of this kind; null = none.
const AlertGroup *summaryOf(const AlertWall &wall, AlertGroup::Kind kind)
{
    const auto it = std::find_if(
        wall.groups.cbegin(), wall.groups.cend(), [kind](const AlertGroup &group) { return group.kind == kind; });
    return it == wall.groups.cend() ? nullptr : &*it;
}

/// A system without alerts: quiet only where the wall says so.
WallTile tileWithoutAlerts(const EntityId &system, const Catalog &catalog, const AlertWall &wall)
{
    WallTile tile;
    tile.system = system;
    tile.title = catalog.titleOf(system);
    const AlertGroup *quiet = summaryOf(wall, AlertGroup::Kind::Quiet);
    const AlertGroup *unobserved = summaryOf(wall, AlertGroup::Kind::Unobserved);
    // Two systems may have one title: then the worse counts for both.
    const bool isQuiet = quiet && quiet->systems.contains(tile.title);
    tile.blind = !isQuiet || (unobserved && unobserved->systems.contains(tile.title));
    if (tile.blind && unobserved)
        tile.blindSince = unobserved->blindSince;
    return tile;
}

} // namespace

QList<WallTile> wallTiles(const AlertWall &wall, const Catalog &catalog, const VersionMatrix &matrix)
{
    QList<WallTile> tiles;
    QSet<EntityId> told;
    for (const AlertGroup &group : wall.groups) {
        if (group.kind == AlertGroup::Kind::System || group.kind == AlertGroup::Kind::Unmapped) {
            tiles.append(tileOf(group));
            told.insert(group.system);
        }
    }
    for (const EntityId &system : systemsOf(catalog)) {
        if (!told.contains(system))
            tiles.append(tileWithoutAlerts(system, catalog, wall));
    }
    const auto versions = productionVersions(matrix);
    const auto drifting = driftingSystems(matrix);
    for (WallTile &tile : tiles) {
        tile.version = versions.value(tile.system).join(QStringLiteral(", "));
        tile.drift = !tile.system.isEmpty() && drifting.contains(tile.system);
    }
    std::sort(tiles.begin(), tiles.end(), [](const WallTile &a, const WallTile &b) {
        const auto first = orderOf(a);
        const auto second = orderOf(b);
        return first != second ? first < second : std::tie(a.title, a.system) < std::tie(b.title, b.system);
    });
    return tiles;
}

WallTile restOf(const QList<WallTile> &tiles, qsizetype from)
{
    WallTile rest;
    for (const WallTile &tile : tiles.mid(from)) {
        rest.counts.critical += tile.counts.critical;
        rest.counts.warning += tile.counts.warning;
        rest.counts.info += tile.counts.info;
        rest.counts.suppressed += tile.counts.suppressed;
        if (tile.worst)
            rest.worst = rest.worst ? std::min(*rest.worst, *tile.worst) : *tile.worst;
        if (!tile.blind)
            continue;
        rest.blind = true;
        if (tile.blindSince.isValid() && (!rest.blindSince.isValid() || tile.blindSince < rest.blindSince))
            rest.blindSince = tile.blindSince;
    }
    return rest;
}

} // namespace opsdeck
