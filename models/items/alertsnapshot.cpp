// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alertsnapshot.h"

#include "models/items/alerttext.h"

#include <algorithm>

namespace opsdeck {

namespace {

QList<qint64> sinceOf(const QList<SharedRow> &rows)
{
    QList<qint64> since;
    since.reserve(rows.size());
    for (const SharedRow &row : rows)
        since.append(row->startsAt.isValid() ? row->startsAt.toMSecsSinceEpoch() : -1);
    return since;
}

QList<SharedRow> filtered(const AlertGroup &group, const AlertFilter &filter)
{
    if (filter.isEmpty())
        return group.rows;
    const QString title = titleText(group);
    QList<SharedRow> hits;
    std::copy_if(group.rows.cbegin(), group.rows.cend(), std::back_inserter(hits),
        [&](const SharedRow &row) { return filter.matches(row, title); });
    return hits;
}

/// While a filter is set, a group is there as soon as one of its alerts is.
QList<ShownGroup> shownGroups(const AlertWall &wall, const AlertFilter &filter)
{
    QList<ShownGroup> groups;
    for (const AlertGroup &group : wall.groups) {
        QList<SharedRow> rows = filtered(group, filter);
        if (rows.isEmpty() && !filter.isEmpty())
            continue;
        AlertGroup head = group;
        head.rows.clear();
        groups.append({0, head, rows, sinceOf(rows)});
    }
    return groups;
}

QString keyOfGroup(const ShownGroup &group)
{
    return group.head.key();
}

QStringView keyOfRow(const SharedRow &row)
{
    return row->key;
}

AlertsChange::InGroup changeInGroup(int row, const ShownGroup &before, const ShownGroup &after)
{
    return {row, before.head != after.head, listSwap(before.rows, after.rows, keyOfRow, std::equal_to<>())};
}

} // namespace

AlertsChange alertsChange(const ShownAlerts &shown, const AlertWall &wall, const AlertFilter &filter)
{
    AlertsChange change{{wall, filter, shownGroups(wall, filter), shown.lastSerial}, {}, {}};
    QList<ShownGroup> &next = change.next.groups;
    QHash<QString, const ShownGroup *> known;
    for (const ShownGroup &group : shown.groups)
        known.insert(keyOfGroup(group), &group);
    QList<ShownGroup> between; // the groups of then with the content of now
    for (ShownGroup &group : next) {
        const ShownGroup *before = known.value(keyOfGroup(group));
        group.serial = before ? before->serial : ++change.next.lastSerial;
        between.append(before ? *before : group);
        if (!before)
            continue;
        auto inGroup = changeInGroup(static_cast<int>(between.size()) - 1, *before, group);
        if (inGroup.isHeadNew || !inGroup.rows.isEmpty())
            change.inGroups.append(std::move(inGroup));
    }
    const auto isSame = [](const ShownGroup &, const ShownGroup &) { return true; };
    change.groups = listSwap(shown.groups, between, keyOfGroup, isSame);
    return change;
}

} // namespace opsdeck
