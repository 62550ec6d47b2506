// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"

#include <QAbstractTableModel>

namespace opsdeck {

/// Runs, newest first. A new list is merged by run, so that selection and scroll position stay.
class RunListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        State,
        What,
        By,
        Started,
        ColumnCount
    };
    enum Role
    {
        RunRole = Qt::UserRole, ///< DeployRun
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(const QList<DeployRun> &runs);
    const QList<DeployRun> &runs() const { return m_runs; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void put(int row, const DeployRun &run);
    void remove(int row);

    QList<DeployRun> m_runs;
};

} // namespace opsdeck
