// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alertfiltermodel.h"

#include "models/items/alerttext.h"
#include "models/items/alerttreemodel.h"

namespace opsdeck {

AlertFilterModel::AlertFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    // A group is there as soon as one of its alerts is.
    setRecursiveFilteringEnabled(true);
}

void AlertFilterModel::setFilter(const AlertFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    invalidateFilter();
}

bool AlertFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_filter.isEmpty())
        return true;
    if (!sourceParent.isValid())
        return false;
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    const auto row = index.data(AlertTreeModel::AlertRole).value<AlertRow>();
    return m_filter.matches(row, titleText(sourceParent.data(AlertTreeModel::GroupRole).value<AlertGroup>()));
}

} // namespace opsdeck
