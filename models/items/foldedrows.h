// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

namespace opsdeck {

/// What stands below a row, whether it is open or not.
struct FoldSummary
{
    RowNoise::Fold kind = RowNoise::Fold::None;
    QList<SharedRow> rows; ///< the folded ones, what is loud and old first
    QDateTime first; ///< when the first of them began
    QDateTime last; ///< when the last of them did
    int firing = 0; ///< without those that are gone at the moment

    bool operator==(const FoldSummary &) const = default;
};

/// A line of a group: an alert, or the head of alerts that are folded into one line.
struct ShownRow
{
    SharedRow row; ///< of a head: the worst of what is below, with a key of its own
    Rare<FoldSummary> fold; ///< what stands below it
    bool isHead = false; ///< no alert: stands for those below only
    bool isOpen = false;
    bool isBelow = false; ///< stands below a head or its cause

    bool operator==(const ShownRow &) const = default;
};

/// Which folds are open: by themselves closed, and open while only the hits of a filter are shown.
struct OpenFolds
{
    QSet<QString> turned; ///< keys of the rows where a person decided otherwise
    bool byItself = false;

    bool isOpen(const QString &key) const { return turned.contains(key) != byItself; }
    bool operator==(const OpenFolds &) const = default;
};

/// How many alerts have a line of their own, and how many are folded; together all that are there. Those that are gone
/// at the moment are in neither.
struct FoldCounts
{
    int shown = 0;
    int folded = 0;

    bool operator==(const FoldCounts &) const = default;
};

/// The lines of a group. Symptoms stand below their cause where that is in the group, else all that are folded for one
/// reason below a head of their own, in the place of the first of them; what would stand there alone is a line itself.
/// No alert leaves its group. Pure.
QList<ShownRow> foldedRows(const QString &group, const QList<SharedRow> &rows, const QList<SharedRow> &resting,
    const OpenFolds &open, FoldCounts &counts);

} // namespace opsdeck
