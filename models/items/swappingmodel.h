// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/listswap.h"

#include <QAbstractItemModel>

namespace opsdeck {

/// Base of the models of many rows: what changes was found out elsewhere (listSwap), and is taken over here. Never
/// resets; what stays, stays, so that selection and scroll position of a view survive.
class SwappingModel : public QAbstractItemModel
{
public:
    using QAbstractItemModel::QAbstractItemModel;

protected:
    /// `rows` are the children of `parent`, and those that the swap was made of.
    template <typename Row>
    void swapRows(const QModelIndex &parent, QList<Row> &rows, const ListSwap<Row> &swap, int columns)
    {
        const QPersistentModelIndex where = parent; // announcements reach others, who may ask for anything
        permute(where, rows, swap.parted, swap.plan.parting);
        const auto kept = static_cast<int>(swap.kept.size());
        if (kept < rows.size()) {
            beginRemoveRows(where, kept, static_cast<int>(rows.size()) - 1);
            rows = swap.kept;
            endRemoveRows();
        }
        if (kept < swap.joined.size()) {
            beginInsertRows(where, kept, static_cast<int>(swap.joined.size()) - 1);
            rows = swap.joined;
            endInsertRows();
        }
        permute(where, rows, swap.after, swap.plan.placing);
        rows = swap.after;
        for (const auto &[first, last] : swap.changed)
            Q_EMIT dataChanged(index(first, 0, where), index(last, columns - 1, where));
    }

private:
    template <typename Row>
    void permute(
        const QPersistentModelIndex &parent, QList<Row> &rows, const QList<Row> &next, const QList<int> &places)
    {
        if (places.isEmpty())
            return;
        const QList<QPersistentModelIndex> parents
            = parent.isValid() ? QList<QPersistentModelIndex>{parent} : QList<QPersistentModelIndex>{};
        Q_EMIT layoutAboutToBeChanged(parents, VerticalSortHint);
        QModelIndexList from;
        QModelIndexList to;
        for (const QModelIndex &held : persistentIndexList()) {
            if (held.parent() != parent)
                continue;
            from.append(held);
            to.append(createIndex(places.at(held.row()), held.column(), held.internalId()));
        }
        rows = next;
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged(parents, VerticalSortHint);
    }
};

} // namespace opsdeck
