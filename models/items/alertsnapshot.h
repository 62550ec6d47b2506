// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertfilter.h"
#include "models/domain/alertgrouping.h"
#include "models/domain/whatchanged.h"
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

/// What is known to have changed, and how long before an alert it may have been.
struct KnownChanges
{
    ChangeIndex index;
    std::chrono::seconds window{0};
};

/// What was changed before an alert began, told below its line.
struct RowChange
{
    int row = 0; ///< in its group
    Change change;

    bool operator==(const RowChange &) const = default;
};

/// A group of the wall as far as it is shown.
struct ShownGroup
{
    quintptr serial = 0; ///< never used twice, so a child finds its group wherever that moved; 0 = none
    QString key; ///< AlertGroup::key
    AlertGroup head; ///< its counts are those of all its alerts; without rows
    QList<ShownRow> rows; ///< those that the filter lets through
    QList<qint64> since; ///< when each of the rows started, in milliseconds since 1970; -1 = unknown
    QList<RowChange> changes; ///< from top to bottom; of each component once, at its first alert
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
        bool isHeadNew = false; ///< or what is told below its rows
        ListSwap<ShownRow> rows;
    };

    ShownAlerts next;
    ListSwap<ShownGroup> groups;
    QList<InGroup> inGroups;
};

/// Filters, groups, folds, and finds out what changes. Pure; for a thread that nobody waits for.
AlertsChange alertsChange(const ShownAlerts &shown, const AlertWall &wall, const AlertArrangement &arrangement,
    const KnownChanges &changes = {});

} // namespace opsdeck
