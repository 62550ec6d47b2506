// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alertsnapshot.h"

#include "models/items/alerttext.h"

#include <algorithm>

namespace opsdeck {

namespace {

QList<qint64> sinceOf(const QList<ShownRow> &rows)
{
    QList<qint64> since;
    since.reserve(rows.size());
    for (const ShownRow &line : rows)
        since.append(line.row->startsAt.isValid() ? line.row->startsAt.toMSecsSinceEpoch() : -1);
    return since;
}

QList<SharedRow> filtered(const QList<SharedRow> &rows, const AlertFilter &filter, const QString &title)
{
    if (filter.isEmpty())
        return rows;
    QList<SharedRow> hits;
    std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(hits),
        [&](const SharedRow &row) { return filter.matches(row, title); });
    return hits;
}

/// What changed is told once, however many alerts it brought.
QList<RowChange> changesOf(const QList<ShownRow> &rows, const KnownChanges &known, const QDateTime &now)
{
    QList<RowChange> changes;
    QSet<EntityId> told;
    for (int i = 0; i < rows.size() && !known.index.isEmpty(); ++i) {
        const ShownRow &line = rows.at(i);
        const AlertRow &row = line.row;
        if (line.isHead || line.isBelow || row.suppressed || row.component.isEmpty() || told.contains(row.component))
            continue;
        if (const auto change = known.index.suspectFor(row, known.window, now)) {
            told.insert(row.component);
            changes.append({i, *change});
        }
    }
    return changes;
}

/// While a filter is set, a group is there as soon as one of its alerts is, and what is folded is open.
QList<ShownGroup> shownGroups(
    const AlertWall &wall, const AlertArrangement &arrangement, const KnownChanges &changes, FoldCounts &counts)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const AlertFilter &filter = arrangement.filter;
    const OpenFolds open{arrangement.turned, !filter.isEmpty()};
    QList<ShownGroup> groups;
    for (AlertGroup &group : groupsOf(wall, arrangement.grouping)) {
        const QString title = filter.isEmpty() ? QString() : titleText(group);
        const QList<SharedRow> rows = filtered(std::exchange(group.rows, {}), filter, title);
        const QList<SharedRow> resting = filtered(std::exchange(group.resting, {}), filter, title);
        if (rows.isEmpty() && resting.isEmpty() && !filter.isEmpty())
            continue;
        const QString key = group.key();
        const QList<ShownRow> lines = foldedRows(key, rows, resting, open, counts);
        groups.append({0, key, std::move(group), lines, sinceOf(lines), changesOf(lines, changes, now)});
    }
    return groups;
}

QStringView keyOfRow(const ShownRow &line)
{
    return line.row->key;
}

/// A refresh takes over what it does not change.
const void *sharedRowOf(const ShownRow &line)
{
    return &*line.row;
}

AlertsChange::InGroup changeInGroup(int row, const ShownGroup &before, const ShownGroup &after)
{
    return {row, before.head != after.head || before.changes != after.changes,
        listSwap(before.rows, after.rows, keyOfRow, std::equal_to<>(), sharedRowOf)};
}

} // namespace

AlertsChange alertsChange(
    const ShownAlerts &shown, const AlertWall &wall, const AlertArrangement &arrangement, const KnownChanges &changes)
{
    AlertsChange change{{wall, arrangement, {}, {}, labelsOf(wall), shown.lastSerial}, {}, {}};
    change.next.groups = shownGroups(wall, arrangement, changes, change.next.counts);
    QList<ShownGroup> &next = change.next.groups;
    QHash<QString, const ShownGroup *> known;
    for (const ShownGroup &group : shown.groups)
        known.insert(group.key, &group);
    QList<ShownGroup> between; // the groups of then with the content of now
    for (ShownGroup &group : next) {
        const ShownGroup *before = known.value(group.key);
        group.serial = before ? before->serial : ++change.next.lastSerial;
        between.append(before ? *before : group);
        if (!before)
            continue;
        auto inGroup = changeInGroup(static_cast<int>(between.size()) - 1, *before, group);
        if (inGroup.isHeadNew || !inGroup.rows.isEmpty())
            change.inGroups.append(std::move(inGroup));
    }
    const auto isSame = [](const ShownGroup &, const ShownGroup &) { return true; };
    change.groups = listSwap(shown.groups, between, &ShownGroup::key, isSame);
    return change;
}

} // namespace opsdeck
