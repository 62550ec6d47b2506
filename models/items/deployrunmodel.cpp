// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/deployrunmodel.h"

#include "models/items/phrasetext.h"

#include <algorithm>

namespace opsdeck {

StepState overallState(const DeployRun::Lane &lane)
{
    const auto any = [&lane](StepState state) { return std::ranges::find(lane.steps, state) != lane.steps.end(); };
    for (const StepState state : {StepState::Failed, StepState::Unknown, StepState::Running}) {
        if (any(state))
            return state;
    }
    if (!any(StepState::Waiting))
        return any(StepState::Done) ? StepState::Done : StepState::Skipped;
    // Between two steps nothing runs for a moment; the lane still does.
    return any(StepState::Done) || any(StepState::Skipped) ? StepState::Running : StepState::Waiting;
}

void DeployRunModel::setRun(const DeployRun &run)
{
    if (run.id == m_run.id && run.lanes.size() == m_run.lanes.size()) {
        const DeployRun before = std::exchange(m_run, run);
        announceChanges(before.lanes, before.state != run.state);
        return;
    }
    if (!m_run.lanes.isEmpty()) {
        beginRemoveRows({}, 0, static_cast<int>(m_run.lanes.size()) - 1);
        m_run = {};
        endRemoveRows();
    }
    if (run.lanes.isEmpty()) {
        m_run = run;
        return;
    }
    beginInsertRows({}, 0, static_cast<int>(run.lanes.size()) - 1);
    m_run = run;
    endInsertRows();
}

void DeployRunModel::append(const DeployEvent &event)
{
    const QList<DeployRun::Lane> before = m_run.lanes;
    apply(m_run, event);
    const bool isOfRun = event.kind == DeployEvent::Kind::RunEnded || event.kind == DeployEvent::Kind::RunChanged;
    announceChanges(before, isOfRun);
}

void DeployRunModel::tick()
{
    for (int row = 0; row < m_run.lanes.size(); ++row) {
        if (overallState(m_run.lanes.at(row)) == StepState::Running)
            Q_EMIT dataChanged(index(row, Duration), index(row, Duration));
    }
}

int DeployRunModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_run.lanes.size());
}

int DeployRunModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeployRunModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeployRun::Lane &lane = m_run.lanes.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Host)
            return lane.host.text();
        if (index.column() == Module)
            return lane.part.text();
        return index.column() == Note ? phraseText(lane.note) : QVariant();
    case LaneRole:
        return QVariant::fromValue(lane);
    case StateRole:
        return static_cast<int>(overallState(lane));
    case RunStateRole:
        return static_cast<int>(m_run.state);
    default:
        return {};
    }
}

QVariant DeployRunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Host:
        return tr("host");
    case Module:
        return tr("module");
    case Steps:
        return tr("steps");
    case Duration:
        return tr("duration");
    case Note:
        return tr("note");
    default:
        return {};
    }
}

void DeployRunModel::announceChanges(const QList<DeployRun::Lane> &before, bool everything)
{
    for (int row = 0; row < m_run.lanes.size(); ++row) {
        if (everything || before.at(row) != m_run.lanes.at(row))
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

} // namespace opsdeck
