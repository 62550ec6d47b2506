// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/recorddiff.h"

#include <QAbstractItemModel>

namespace opsdeck {

/// Base of the models whose content is replaced by a newer list again and again: what stays, stays, so that selection,
/// scroll position and expanded state of a view survive a refresh. Never resets.
class MergingModel : public QAbstractItemModel
{
public:
    using QAbstractItemModel::QAbstractItemModel;

protected:
    /// Afterwards `rows` has the keys of `next` in its order; rows that stayed keep their old content. Keys are unique.
    template <typename Row, typename KeyOf>
    void mergeRows(const QModelIndex &parent, QList<Row> &rows, const QList<Row> &next, KeyOf keyOf)
    {
        for (const RowEdit &edit : rowEdits(keysOf(rows, keyOf), keysOf(next, keyOf)))
            apply(edit, parent, rows, next);
    }

    /// Takes over the content of rows that differ and announces each run of them once.
    template <typename Row>
    void updateRows(const QModelIndex &parent, QList<Row> &rows, const QList<Row> &next, int columns)
    {
        for (int first = 0; first < rows.size(); ++first) {
            int end = first;
            for (; end < rows.size() && rows.at(end) != next.at(end); ++end)
                rows[end] = next.at(end);
            if (end > first)
                Q_EMIT dataChanged(index(first, 0, parent), index(end - 1, columns - 1, parent));
            first = end;
        }
    }

private:
    template <typename Row, typename KeyOf> static auto keysOf(const QList<Row> &rows, KeyOf &keyOf)
    {
        QList<std::decay_t<std::invoke_result_t<KeyOf &, const Row &>>> keys;
        keys.reserve(rows.size());
        for (const Row &row : rows)
            keys.append(std::invoke(keyOf, row));
        return keys;
    }

    template <typename Row>
    void apply(const RowEdit &edit, const QModelIndex &parent, QList<Row> &rows, const QList<Row> &next)
    {
        const int last = edit.first + edit.count - 1;
        switch (edit.kind) {
        case RowEdit::Kind::Remove:
            beginRemoveRows(parent, edit.first, last);
            rows.remove(edit.first, edit.count);
            endRemoveRows();
            return;
        case RowEdit::Kind::Move:
            // Qt counts the target before the row is taken out.
            beginMoveRows(parent, edit.first, edit.first, parent, edit.to > edit.first ? edit.to + 1 : edit.to);
            rows.move(edit.first, edit.to);
            endMoveRows();
            return;
        case RowEdit::Kind::Insert:
            beginInsertRows(parent, edit.first, last);
            for (int i = edit.first; i <= last; ++i)
                rows.insert(i, next.at(i));
            endInsertRows();
            return;
        }
    }
};

} // namespace opsdeck
