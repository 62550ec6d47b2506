// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace opsdeck {

struct DiffLine
{
    enum class Kind
    {
        Same,
        Added,
        Removed,
        Gap ///< `count` equal lines that are not shown
    };

    Kind kind = Kind::Same;
    QString text;
    int count = 0; ///< of a gap

    bool operator==(const DiffLine &) const = default;
};

/// The shortest list of removed and added lines between two texts (UTF-8), removed before added. Very long texts that
/// differ everywhere (more than about 2 000 by 2 000 lines) are shown as removed and added as a whole.
QList<DiffLine> lineDiff(const QByteArray &before, const QByteArray &after);

/// Folds runs of equal lines that are further than `context` lines away from a change.
QList<DiffLine> withContext(const QList<DiffLine> &diff, int context);

/// Added and removed lines, for a summary.
struct DiffCount
{
    int added = 0;
    int removed = 0;

    bool operator==(const DiffCount &) const = default;
};
DiffCount countChanges(const QList<DiffLine> &diff);

} // namespace opsdeck
