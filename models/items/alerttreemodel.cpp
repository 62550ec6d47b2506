// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alerttreemodel.h"

#include "models/items/alerttext.h"
#include "models/items/timetext.h"

namespace opsdeck {

namespace {

QString keyOfRow(const AlertRow &row)
{
    return row.key;
}

/// The group without its rows, which change on their own.
AlertGroup headOf(AlertGroup group)
{
    group.rows.clear();
    return group;
}

} // namespace

AlertTreeModel::AlertTreeModel(QObject *parent)
    : MergingModel(parent)
{ }

void AlertTreeModel::setWall(AlertWall wall, const QDateTime &now)
{
    m_wall = std::move(wall);
    QList<Node> next;
    for (const AlertGroup &group : std::as_const(m_wall.groups))
        next.append({++m_lastSerial, group});
    const auto keyOf = [](const Node &node) { return node.group.key(); };
    mergeRows({}, m_nodes, next, keyOf);
    for (int row = 0; row < m_nodes.size(); ++row)
        mergeGroup(row, next.at(row).group);
    setNow(now);
    m_hasWall = true;
    Q_EMIT wallChanged();
}

void AlertTreeModel::mergeGroup(int row, const AlertGroup &next)
{
    const QModelIndex at = index(row, 0);
    AlertGroup &group = m_nodes[row].group;
    const QList<AlertRow> rows = uniqueRows(next.rows, keyOfRow);
    mergeRows(at, group.rows, rows, keyOfRow);
    updateRows(at, group.rows, rows, ColumnCount);
    if (headOf(group) == headOf(next))
        return;
    AlertGroup changed = headOf(next);
    changed.rows = group.rows;
    group = changed;
    Q_EMIT dataChanged(at, index(row, ColumnCount - 1));
}

void AlertTreeModel::setNow(const QDateTime &now)
{
    const QDateTime before = std::exchange(m_now, now);
    for (int row = 0; row < m_nodes.size(); ++row) {
        const QList<AlertRow> &rows = m_nodes.at(row).group.rows;
        const auto ages = [&](int child) {
            const QDateTime startsAt = rows.at(child).startsAt;
            return ageOf(startsAt, before) != ageOf(startsAt, now);
        };
        // A run at a time: a view looks each announcement up among thousands of rows.
        for (int first = 0; first < rows.size(); ++first) {
            int end = first;
            while (end < rows.size() && ages(end))
                ++end;
            const QModelIndex group = index(row, 0);
            if (end > first)
                Q_EMIT dataChanged(index(first, AgeColumn, group), index(end - 1, AgeColumn, group), {Qt::DisplayRole});
            first = end;
        }
    }
}

void AlertTreeModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    for (int row = 0; row < m_nodes.size(); ++row) {
        const QModelIndex group = index(row, 0);
        Q_EMIT dataChanged(group, index(row, ColumnCount - 1));
        if (const int children = rowCount(group); children > 0)
            Q_EMIT dataChanged(index(0, 0, group), index(children - 1, ColumnCount - 1, group));
    }
}

QModelIndex AlertTreeModel::indexOf(const QString &key) const
{
    for (int row = 0; row < m_nodes.size(); ++row) {
        const AlertGroup &group = m_nodes.at(row).group;
        if (group.key() == key)
            return index(row, 0);
        for (int child = 0; child < group.rows.size(); ++child) {
            if (group.rows.at(child).key == key)
                return index(child, 0, index(row, 0));
        }
    }
    return {};
}

QModelIndex AlertTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Node *group = groupAt(parent);
    return createIndex(row, column, group ? group->serial : 0);
}

QModelIndex AlertTreeModel::parent(const QModelIndex &child) const
{
    const int row = child.isValid() ? groupRow(child.internalId()) : -1;
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr{0});
}

int AlertTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_nodes.size());
    const Node *group = parent.column() == 0 ? groupAt(parent) : nullptr;
    return group ? static_cast<int>(group->group.rows.size()) : 0;
}

int AlertTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

Qt::ItemFlags AlertTreeModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags base = MergingModel::flags(index);
    return rowAt(index) ? base | Qt::ItemNeverHasChildren : base;
}

QVariant AlertTreeModel::data(const QModelIndex &index, int role) const
{
    if (const Node *node = groupAt(index))
        return groupData(node->group, index.column(), role);
    const AlertRow *row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*row, index.column());
    case Qt::ToolTipRole:
        return index.column() == AgeColumn ? utcTimeText(row->startsAt) : text(*row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == SeverityColumn ? copyText(*row, m_now) : text(*row, index.column());
    case AlertRole:
        return QVariant::fromValue(*row);
    case KeyRole:
        return row->key;
    default:
        return {};
    }
}

QVariant AlertTreeModel::groupData(const AlertGroup &group, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList parts{titleText(group), countsText(group.counts), detailText(group, m_now)};
        parts.removeAll(QString());
        return column == 0 ? parts.join(QStringLiteral(" – ")) : QString();
    }
    case Qt::ToolTipRole:
        return group.systems.isEmpty() ? detailText(group, m_now) : group.systems.join(u'\n');
    case GroupRole:
        return QVariant::fromValue(group);
    case KeyRole:
        return group.key();
    default:
        return {};
    }
}

QString AlertTreeModel::text(const AlertRow &row, int column) const
{
    switch (column) {
    case SeverityColumn:
        return severityText(row.severity);
    case NameColumn:
        return row.name;
    case ServiceColumn:
        return row.service.isEmpty() ? row.instance : row.service;
    case WhatColumn:
        return whatText(row);
    case AgeColumn:
        return ageText(row.startsAt, m_now);
    case SourcesColumn:
        return sourcesText(row);
    case StateColumn:
        return stateText(row, m_now);
    default:
        return {};
    }
}

QVariant AlertTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("severity");
    case NameColumn:
        return tr("alert");
    case ServiceColumn:
        return tr("service");
    case WhatColumn:
        return tr("what");
    case AgeColumn:
        return tr("age");
    case SourcesColumn:
        return tr("sources");
    case StateColumn:
        return tr("state");
    default:
        return {};
    }
}

int AlertTreeModel::groupRow(quintptr serial) const
{
    for (int row = 0; serial != 0 && row < m_nodes.size(); ++row) {
        if (m_nodes.at(row).serial == serial)
            return row;
    }
    return -1;
}

const AlertTreeModel::Node *AlertTreeModel::groupAt(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == 0 && index.row() < m_nodes.size() ? &m_nodes.at(index.row())
                                                                                      : nullptr;
}

const AlertRow *AlertTreeModel::rowAt(const QModelIndex &index) const
{
    const int group = index.isValid() ? groupRow(index.internalId()) : -1;
    if (group < 0 || index.row() >= m_nodes.at(group).group.rows.size())
        return nullptr;
    return &m_nodes.at(group).group.rows.at(index.row());
}

} // namespace opsdeck
