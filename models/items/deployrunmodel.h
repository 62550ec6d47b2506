// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"

#include <QAbstractTableModel>

namespace opsdeck {

/// The worst that can be said of a lane: failed, unknown, running, waiting, done.
StepState overallState(const DeployRun::Lane &lane);

/// A run as lanes, one row per host and module; events change rows in place.
class DeployRunModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        State,
        Host,
        Module,
        Steps,
        Duration,
        Note,
        ColumnCount
    };
    enum Role
    {
        LaneRole = Qt::UserRole, ///< DeployRun::Lane
        StateRole, ///< StepState of the whole lane, as int
        RunStateRole, ///< RunState, as int
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRun(const DeployRun &run);
    void append(const DeployEvent &event);
    const DeployRun &run() const { return m_run; }
    void tick(); ///< durations of running lanes have changed

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void announceChanges(const QList<DeployRun::Lane> &before, bool everything);

    DeployRun m_run;
};

} // namespace opsdeck
