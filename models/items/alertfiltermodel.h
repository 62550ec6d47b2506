// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertfilter.h"

#include <QSortFilterProxyModel>

namespace opsdeck {

/// Shows the alerts that a filter lets through, in their groups; without a filter, everything.
class AlertFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit AlertFilterModel(QObject *parent = nullptr);

    void setFilter(const AlertFilter &filter);
    bool isFiltering() const { return !m_filter.isEmpty(); }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    AlertFilter m_filter;
};

} // namespace opsdeck
