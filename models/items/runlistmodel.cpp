// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/runlistmodel.h"

#include <QSet>

namespace opsdeck {

void RunListModel::setRuns(const QList<DeployRun> &runs)
{
    QSet<RunId> wanted;
    for (const DeployRun &run : runs)
        wanted.insert(run.id);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!wanted.contains(m_runs.at(row).id))
            remove(row);
    }
    for (int row = 0; row < runs.size(); ++row)
        put(row, runs.at(row));
    while (rowCount() > runs.size())
        remove(rowCount() - 1);
}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeployRun &run = m_runs.at(index.row());
    if (role == RunRole)
        return QVariant::fromValue(run);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case What:
        //: What was deployed where: "shop 2.4.1 → production"
        return tr("%1 %2 → %3").arg(run.plan.product.text(), run.plan.version, run.plan.environment.text());
    case By:
        return run.plan.createdBy;
    case Started:
        return run.startedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    default:
        return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("what");
    case By:
        return tr("by");
    case Started:
        return tr("started");
    default:
        return {};
    }
}

void RunListModel::put(int row, const DeployRun &run)
{
    const auto found = std::find_if(
        m_runs.begin() + row, m_runs.end(), [&run](const DeployRun &known) { return known.id == run.id; });
    if (found == m_runs.end()) {
        beginInsertRows({}, row, row);
        m_runs.insert(row, run);
        endInsertRows();
        return;
    }
    const int from = static_cast<int>(found - m_runs.begin());
    if (from != row) {
        beginMoveRows({}, from, from, {}, row);
        m_runs.move(from, row);
        endMoveRows();
    }
    if (m_runs.at(row) == run)
        return;
    m_runs[row] = run;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void RunListModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_runs.removeAt(row);
    endRemoveRows();
}

} // namespace opsdeck
