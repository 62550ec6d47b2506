// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alerttreemodel.h"

#include "models/items/alerttext.h"
#include "models/items/changetext.h"
#include "models/items/foldtext.h"
#include "models/items/timetext.h"
#include "models/ports/handover.h"
#include "models/ports/onresult.h"

#include <algorithm>

namespace opsdeck {

namespace {

using namespace std::chrono;

Result<std::shared_ptr<AlertsChange>> changeOf(
    const ShownAlerts &shown, const AlertWall &wall, const AlertArrangement &arrangement, const KnownChanges &changes)
{
    return std::make_shared<AlertsChange>(alertsChange(shown, wall, arrangement, changes));
}

/// Freeing a hundred thousand rows takes longer than a frame.
template <typename T> void freeElsewhere(T value)
{
    onPool([](const T &) { return true; }, std::move(value));
}

/// Times in milliseconds since 1970, -1 = unknown.
bool changesText(qint64 since, qint64 before, qint64 now)
{
    return since >= 0 && (before < 0 || ageAfter(milliseconds(before - since)) != ageAfter(milliseconds(now - since)));
}

qint64 numberOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : -1;
}

} // namespace

AlertTreeModel::AlertTreeModel(QObject *parent)
    : SwappingModel(parent)
{ }

void AlertTreeModel::setWall(const AlertWall &wall)
{
    freeElsewhere(std::exchange(m_wall, wall));
    prepare();
}

void AlertTreeModel::setFilter(const AlertFilter &filter)
{
    if (filter == m_arrangement.filter)
        return;
    const bool wasFiltering = !m_arrangement.filter.isEmpty();
    if (!wasFiltering)
        m_turnedBefore = std::exchange(m_arrangement.turned, {});
    else if (filter.isEmpty())
        m_arrangement.turned = m_turnedBefore;
    m_arrangement.filter = filter;
    if (m_wall)
        prepare();
}

void AlertTreeModel::setGrouping(const AlertGrouping &grouping)
{
    if (std::exchange(m_arrangement.grouping, grouping) != grouping && m_wall)
        prepare();
}

void AlertTreeModel::setChanges(const ChangeIndex &index, std::chrono::seconds window)
{
    m_changes = {index, window};
    if (m_wall)
        prepare();
}

const Change *AlertTreeModel::changeAt(const QModelIndex &index) const
{
    const ShownGroup *group = index.isValid() ? groupAt(index.parent()) : nullptr;
    if (!group)
        return nullptr;
    const auto found = std::lower_bound(group->changes.cbegin(), group->changes.cend(), index.row(),
        [](const RowChange &change, int row) { return change.row < row; });
    return found != group->changes.cend() && found->row == index.row() ? &found->change : nullptr;
}

void AlertTreeModel::setFoldOpen(const QModelIndex &index, bool open)
{
    const ShownRow *line = lineAt(index);
    if (!line || line->fold.isDefault() || line->isOpen == open)
        return;
    const QString key = line->row->key;
    if (open == m_arrangement.filter.isEmpty())
        m_arrangement.turned.insert(key);
    else
        m_arrangement.turned.remove(key);
    prepare();
}

void AlertTreeModel::prepare()
{
    m_isOutdated = true;
    if (std::exchange(m_isPreparing, true))
        return;
    m_isOutdated = false;
    onResult(onPool(changeOf, m_shown, *m_wall, m_arrangement, m_changes), this, [this](const auto &change) {
        if (change)
            take(std::move(**change));
        else
            Q_EMIT failed(change.error());
        m_isPreparing = false;
        if (m_isOutdated)
            prepare();
    });
}

void AlertTreeModel::take(AlertsChange change)
{
    Q_EMIT aboutToShow();
    ShownAlerts before = m_shown;
    swapRows({}, m_shown.groups, change.groups, ColumnCount);
    for (const AlertsChange::InGroup &inGroup : std::as_const(change.inGroups))
        takeInGroup(inGroup, change.next.groups.at(inGroup.row));
    m_shown = change.next;
    m_hasWall = true;
    Q_EMIT shown();
    freeElsewhere(std::pair(std::move(before), std::move(change)));
}

void AlertTreeModel::takeInGroup(const AlertsChange::InGroup &change, const ShownGroup &next)
{
    const QModelIndex at = index(change.row, 0);
    ShownGroup &group = m_shown.groups[change.row];
    swapRows(at, group.rows, change.rows, ColumnCount);
    group = next;
    if (change.isHeadNew)
        Q_EMIT dataChanged(at, index(change.row, ColumnCount - 1));
}

void AlertTreeModel::setNow(const QDateTime &now)
{
    const qint64 before = numberOf(std::exchange(m_now, now));
    const qint64 after = numberOf(now);
    for (int row = 0; row < m_shown.groups.size(); ++row) {
        const QList<qint64> since = m_shown.groups.at(row).since;
        // A run at a time: a view looks each announcement up.
        for (int first = 0; first < since.size(); ++first) {
            int end = first;
            while (end < since.size() && changesText(since.at(end), before, after))
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
    for (int row = 0; row < m_shown.groups.size(); ++row) {
        const QModelIndex group = index(row, 0);
        Q_EMIT dataChanged(group, index(row, ColumnCount - 1));
        if (const int children = rowCount(group); children > 0)
            Q_EMIT dataChanged(index(0, 0, group), index(children - 1, ColumnCount - 1, group));
    }
}

QList<AlertRow> AlertTreeModel::alertsAt(const QModelIndex &index) const
{
    QList<AlertRow> alerts;
    const auto add = [&alerts](const ShownRow &line) {
        if (!line.isHead && !line.isBelow)
            alerts.append(line.row);
        for (const AlertRow &row : line.fold->rows)
            alerts.append(row);
    };
    if (const ShownGroup *group = groupAt(index))
        std::for_each(group->rows.cbegin(), group->rows.cend(), add);
    else if (const ShownRow *line = lineAt(index); line && line->isHead)
        add(*line);
    else if (line)
        alerts.append(line->row);
    return alerts;
}

QModelIndex AlertTreeModel::indexOf(const QString &key) const
{
    const auto isIn = [&key](const ShownRow &line) {
        const QList<SharedRow> &below = line.fold->rows;
        return std::any_of(below.cbegin(), below.cend(), [&key](const AlertRow &row) { return row.key == key; });
    };
    QModelIndex folding;
    for (int row = 0; row < m_shown.groups.size(); ++row) {
        const ShownGroup &group = m_shown.groups.at(row);
        if (group.key == key)
            return index(row, 0);
        for (int child = 0; child < group.rows.size(); ++child) {
            const ShownRow &line = group.rows.at(child);
            if (line.row->key == key)
                return index(child, 0, index(row, 0));
            if (!folding.isValid() && !line.fold.isDefault() && isIn(line))
                folding = index(child, 0, index(row, 0));
        }
    }
    return folding;
}

QModelIndex AlertTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const ShownGroup *group = groupAt(parent);
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
        return static_cast<int>(m_shown.groups.size());
    const ShownGroup *group = parent.column() == 0 ? groupAt(parent) : nullptr;
    return group ? static_cast<int>(group->rows.size()) : 0;
}

int AlertTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

Qt::ItemFlags AlertTreeModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags base = SwappingModel::flags(index);
    return lineAt(index) ? base | Qt::ItemNeverHasChildren : base;
}

QVariant AlertTreeModel::data(const QModelIndex &index, int role) const
{
    if (const ShownGroup *group = groupAt(index))
        return groupData(group->head, index.column(), role);
    const ShownRow *line = lineAt(index);
    if (!line)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*line, index.column());
    case Qt::ToolTipRole:
        return index.column() == AgeColumn ? utcTimeText(line->row->startsAt) : toolTip(*line, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == SeverityColumn ? spokenText(index, *line) : text(*line, index.column());
    case AlertRole:
        return line->isHead ? QVariant() : QVariant::fromValue<AlertRow>(line->row);
    case KeyRole:
        return line->row->key;
    default:
        return {};
    }
}

QString AlertTreeModel::toolTip(const ShownRow &line, int column) const
{
    QStringList parts{text(line, column), noiseText(*line.row->noise), foldText(*line.fold, m_now)};
    parts.removeAll(QString());
    parts.removeDuplicates();
    return parts.join(u'\n');
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

/// The whole line, and what is told below it.
QString AlertTreeModel::spokenText(const QModelIndex &index, const ShownRow &line) const
{
    const Change *change = changeAt(index);
    const QString words = lineText(line, m_now);
    return change ? words + QStringLiteral("  ") + changeLine(*change, line.row) : words;
}

QString AlertTreeModel::text(const ShownRow &line, int column) const
{
    const AlertRow &row = line.row;
    switch (column) {
    case SeverityColumn:
        return severityText(row.severity);
    case NameColumn:
        return line.isHead ? headText(line) : row.name;
    case ServiceColumn:
        return row.service.isEmpty() ? row.instance : row.service;
    case WhatColumn:
        return line.isHead ? foldText(*line.fold, m_now) : whatText(row);
    case AgeColumn:
        return ageText(row.startsAt, m_now);
    case SourcesColumn:
        return sourcesText(row);
    case StateColumn:
        return line.isHead ? foldStateText(*line.fold) : stateText(row, m_now);
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

/// Asked for every index; a group is nearly always where it was.
int AlertTreeModel::groupRow(quintptr serial) const
{
    const auto isAt = [&](int row) { return row < m_shown.groups.size() && m_shown.groups.at(row).serial == serial; };
    if (serial == 0)
        return -1;
    const auto known = m_groupRows.constFind(serial);
    if (known != m_groupRows.cend() && isAt(*known))
        return *known;
    m_groupRows.clear();
    for (int row = 0; row < m_shown.groups.size(); ++row)
        m_groupRows.insert(m_shown.groups.at(row).serial, row);
    return m_groupRows.value(serial, -1);
}

const ShownGroup *AlertTreeModel::groupAt(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == 0 && index.row() < m_shown.groups.size()
        ? &m_shown.groups.at(index.row())
        : nullptr;
}

const ShownRow *AlertTreeModel::lineAt(const QModelIndex &index) const
{
    const int group = index.isValid() ? groupRow(index.internalId()) : -1;
    if (group < 0 || index.row() >= m_shown.groups.at(group).rows.size())
        return nullptr;
    return &m_shown.groups.at(group).rows.at(index.row());
}

} // namespace opsdeck
