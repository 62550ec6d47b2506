// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertfilter.h"
#include "models/domain/alertgrouping.h"
#include "models/items/foldedrows.h"
#include "models/items/listswap.h"

namespace opsdeck {

/// How a person wants to see a wall.
struct AlertArrangement
{
    AlertFilter filter;
    AlertGrouping grouping;
    QSet<QString> turned; ///< keys of rows whose fold a person opened; while a filter shows hits only: closed

    bool operator==(const AlertArrangement &) const = default;
};

/// A group of the wall as far as it is shown.
struct ShownGroup
{
    quintptr serial = 0; ///< never used twice, so a child finds its group wherever that moved; 0 = none
    QString key; ///< AlertGroup::key
    AlertGroup head; ///< its counts are those of all its alerts; without rows
    QList<ShownRow> rows; ///< those that the filter lets through
    QList<qint64> since; ///< when each of the rows started, in milliseconds since 1970; -1 = unknown
};

/// What a person is shown: a wall in an arrangement.
struct ShownAlerts
{
    AlertWall wall;
    AlertArrangement arrangement;
    QList<ShownGroup> groups;
    FoldCounts counts; ///< of what the filter lets through
    QStringList labels; ///< by which the alerts could be grouped
    quintptr lastSerial = 0;
};

/// How one becomes the next: the groups first, then what changed in those that were there before.
struct AlertsChange
{
    struct InGroup
    {
        int row = 0; ///< among the groups of `next`
        bool isHeadNew = false;
        ListSwap<ShownRow> rows;
    };

    ShownAlerts next;
    ListSwap<ShownGroup> groups;
    QList<InGroup> inGroups;
};

/// Filters, groups, folds, and finds out what changes. Pure; for a thread that nobody waits for.
AlertsChange alertsChange(const ShownAlerts &shown, const AlertWall &wall, const AlertArrangement &arrangement);

} // namespace opsdeck
