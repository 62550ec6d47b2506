// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/versionmatrix.h"

namespace opsdeck {

/// An alert as a room reads it from six metres, or several that are one to it: those of one name about one service, and
/// those that come and go.
struct WallLine
{
    QString key; ///< AlertRow::key, of the first of them
    Severity severity = Severity::Warning;
    bool blind = false; ///< this is what was last known
    QString name;
    QString detail; ///< what it says: summary, else value, else place; of several that say different things the places
    QDateTime startsAt; ///< the oldest
    QString owner; ///< who has it, all of them; empty = one of them is nobody's
    QStringList others{}; ///< keys of the rest of them
    bool flapping = false; ///< they come and go; `detail` names them

    int count() const { return 1 + static_cast<int>(others.size()); }
    bool tells(const QString &alert) const { return key == alert || others.contains(alert); }

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
    /// Worst and oldest first, no more than a screen could show; what comes and goes last. Together they count what is
    /// in `counts` and not suppressed, or less where there are too many.
    QList<WallLine> lines;
    QString version; ///< what runs in production; empty = unknown
    bool drift = false; ///< production does not run one thing everywhere

    bool operator==(const WallTile &) const = default;
};

/// What needs a person first stands first: burning, not observable, the rest, quiet. Pure.
QList<WallTile> wallTiles(const AlertWall &wall, const Catalog &catalog, const VersionMatrix &matrix);

/// One tile for all that did not fit, as bad as the worst of them.
WallTile restOf(const QList<WallTile> &tiles, qsizetype from);

} // namespace opsdeck
