// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/planmodel.h"

#include "models/domain/linediff.h"

namespace opsdeck {

namespace {

QString versionText(const QString &tag, const Digest &digest)
{
    if (digest.isEmpty())
        return tag;
    return tag.isEmpty() ? digest.shortText() : QStringLiteral("%1 · %2").arg(tag, digest.shortText());
}

} // namespace

void PlanModel::setPlan(const DeployPlan &plan)
{
    if (!m_plan.changes.isEmpty()) {
        beginRemoveRows({}, 0, static_cast<int>(m_plan.changes.size()) - 1);
        m_plan = {};
        endRemoveRows();
    }
    if (plan.changes.isEmpty()) {
        m_plan = plan;
        return;
    }
    beginInsertRows({}, 0, static_cast<int>(plan.changes.size()) - 1);
    m_plan = plan;
    endInsertRows();
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_plan.changes.size());
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HostChange &change = m_plan.changes.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(change, index.column());
    case ChangeRole:
        return QVariant::fromValue(change);
    case NoopRole:
        return change.isNoop();
    default:
        return {};
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Host:
        return tr("host");
    case Module:
        return tr("module");
    case Now:
        return tr("running now");
    case After:
        return tr("after");
    case Change:
        return tr("change");
    default:
        return {};
    }
}

QString PlanModel::textOf(const HostChange &change, int column) const
{
    switch (column) {
    case Host:
        return change.host.text();
    case Module:
        return change.part.text();
    case Now:
        //: Nothing of this module runs on the host
        if (change.running.isEmpty())
            return change.runningImage.isEmpty() ? tr("nothing") : change.runningImage;
        return versionText(change.runningTag, change.running);
    case After:
        return versionText(change.wantedTag, change.wanted.digest);
    case Change: {
        if (change.isNoop())
            return tr("unchanged");
        const DiffCount count = countChanges(lineDiff(change.composeBefore, change.composeAfter));
        if (count == DiffCount{})
            return tr("new image");
        //: Lines added and removed in a compose file
        return tr("compose file +%1 −%2").arg(count.added).arg(count.removed);
    }
    default:
        return {};
    }
}

} // namespace opsdeck
