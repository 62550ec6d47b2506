// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"
#include "models/domain/versionmatrix.h"
#include "models/domain/wallchanges.h"
#include "models/domain/walltiles.h"

#include <QSet>

namespace opsdeck {

/// What the stores know, as a wall shows it. A value: scenes get it whole and keep nothing else.
struct WallContent
{
    bool hasAlerts = false; ///< false until the stores answered for the first time
    QList<WallTile> tiles;
    SeverityCounts counts;
    QList<SourceView> sources; ///< those that tell alerts
    VersionMatrix matrix;
    Topology topology; ///< of production; of everything where no environment is called so
    QList<WallChange> changes; ///< of today, newest first
    QDateTime lastData; ///< the newest answer of any source; invalid = none yet
    QString problem; ///< why there is nothing newer, for people; empty = all is well

    bool isBlind() const; ///< some source that tells alerts is silent, or there is none
};

/// What moves without new data.
struct WallMoment
{
    QDateTime now;
    QSet<QString> blinking; ///< keys of new criticals
    bool lit = true; ///< whether what blinks is to be seen at this moment
};

} // namespace opsdeck
