// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/versionmatrix.h"

namespace opsdeck {

/// An alert as a room reads it from six metres.
struct WallLine
{
    QString key; ///< AlertRow::key
    Severity severity = Severity::Warning;
    bool blind = false; ///< this is what was last known
    QString name;
    QString detail; ///< what it says: summary, else value, else place
    QDateTime startsAt;
    QString owner; ///< who has it; empty = nobody

    bool operator==(const WallLine &) const = default;
};

/// A business system on the wall. Every system has one, also those without alerts.
struct WallTile
{
    EntityId system; ///< empty = alerts that name no system of the catalog
    QString title;
    SeverityCounts counts;
    std::optional<Severity> worst;
    bool blind = false; ///< a source that could tell about it is silent
    QDateTime blindSince; ///< invalid = never heard
    QList<WallLine> lines; ///< worst and oldest first, no more than a screen could show
    QString version; ///< what runs in production; empty = unknown
    bool drift = false; ///< production does not run one thing everywhere

    bool operator==(const WallTile &) const = default;
};

/// What needs a person first stands first: burning, not observable, the rest, quiet. Pure.
QList<WallTile> wallTiles(const AlertWall &wall, const Catalog &catalog, const VersionMatrix &matrix);

/// One tile for all that did not fit, as bad as the worst of them.
WallTile restOf(const QList<WallTile> &tiles, qsizetype from);

} // namespace opsdeck
