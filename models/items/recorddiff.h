// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QSet>

#include <functional>

namespace opsdeck {

/// One step of turning a list of rows into another, in the words of QAbstractItemModel.
struct RowEdit
{
    enum class Kind
    {
        Remove, ///< `count` rows from `first`
        Move, ///< the row `first` becomes the row `to`
        Insert ///< `count` rows at `first`; they are the rows first … of the new list
    };

    Kind kind = Kind::Remove;
    int first = 0;
    int count = 1;
    int to = 0;

    bool operator==(const RowEdit &) const = default;
};

/// The edits to apply in this order: removals from the end, the fewest moves, insertions from the front.
/// `targets` holds, for each old row, its place in the new list of `size` rows, or -1 where it is gone.
QList<RowEdit> rowEdits(const QList<int> &targets, int size);

/// The same for lists of keys. Keys are unique in each list.
template <typename Key> QList<RowEdit> rowEdits(const QList<Key> &before, const QList<Key> &after)
{
    QHash<Key, int> places;
    places.reserve(after.size());
    for (int i = 0; i < after.size(); ++i)
        places.insert(after.at(i), i);
    QList<int> targets;
    targets.reserve(before.size());
    for (const Key &key : before)
        targets.append(places.value(key, -1));
    return rowEdits(targets, static_cast<int>(after.size()));
}

/// Of rows with the same key the first one counts: a model cannot tell them apart.
template <typename Row, typename KeyOf> QList<Row> uniqueRows(QList<Row> rows, KeyOf keyOf)
{
    QSet<std::decay_t<std::invoke_result_t<KeyOf, const Row &>>> seen;
    rows.removeIf([&](const Row &row) {
        const auto before = seen.size();
        seen.insert(std::invoke(keyOf, row));
        return seen.size() == before;
    });
    return rows;
}

} // namespace opsdeck
