// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertfilter.h"
#include "models/items/listswap.h"

namespace opsdeck {

/// A group of the wall as far as it is shown.
struct ShownGroup
{
    quintptr serial = 0; ///< never used twice, so a child finds its group wherever that moved; 0 = none
    AlertGroup head; ///< its counts are those of all its alerts; without rows
    QList<SharedRow> rows; ///< those that the filter lets through
    QList<qint64> since; ///< when each of the rows started, in milliseconds since 1970; -1 = unknown
};

/// What a person is shown: a wall through a filter.
struct ShownAlerts
{
    AlertWall wall;
    AlertFilter filter;
    QList<ShownGroup> groups;
    quintptr lastSerial = 0;
};

/// How one becomes the next: the groups first, then what changed in those that were there before.
struct AlertsChange
{
    struct InGroup
    {
        int row = 0; ///< among the groups of `next`
        bool isHeadNew = false;
        ListSwap<SharedRow> rows;
    };

    ShownAlerts next;
    ListSwap<ShownGroup> groups;
    QList<InGroup> inGroups;
};

/// Filters, and finds out what changes. Pure; for a thread that nobody waits for.
AlertsChange alertsChange(const ShownAlerts &shown, const AlertWall &wall, const AlertFilter &filter);

} // namespace opsdeck
