// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"

#include <QAbstractTableModel>

namespace opsdeck {

/// A frozen plan as a table: per host and module what runs now and what will run.
class PlanModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Host,
        Module,
        Now,
        After,
        Change,
        ColumnCount
    };
    enum Role
    {
        ChangeRole = Qt::UserRole, ///< HostChange
        NoopRole, ///< bool
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setPlan(const DeployPlan &plan);
    const DeployPlan &plan() const { return m_plan; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const HostChange &change, int column) const;

    DeployPlan m_plan;
};

} // namespace opsdeck
