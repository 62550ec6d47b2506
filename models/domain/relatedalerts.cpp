// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/relatedalerts.h"

#include <algorithm>

namespace opsdeck {

namespace {

/// What needs a person first.
bool isWorse(const AlertRow &a, const AlertRow &b)
{
    return std::tuple(a.suppressed, a.severity, b.startsAt) < std::tuple(b.suppressed, b.severity, a.startsAt);
}

void take(RelatedAlerts::Part &part, const SharedRow &row)
{
    ++part.count;
    const auto place = std::upper_bound(
        part.rows.begin(), part.rows.end(), row, [](const AlertRow &a, const AlertRow &b) { return isWorse(a, b); });
    part.rows.insert(place, row);
    if (part.rows.size() > MostRelated)
        part.rows.removeLast();
}

} // namespace

RelatedAlerts relatedAlerts(const AlertWall &wall, const AlertRow &row, const Neighbours &neighbours)
{
    RelatedAlerts related;
    const QList<EntityId> near = neighbours.of(row.component);
    const bool hasComponent = !row.component.isEmpty();
    for (const AlertGroup &group : wall.groups) {
        for (const SharedRow &other : group.rows) {
            if (other->key == row.key)
                continue;
            if (hasComponent && other->component == row.component)
                take(related.same, other);
            else if (hasComponent && near.contains(other->component))
                take(related.near, other);
            else if (other->name == row.name)
                take(related.alike, other);
        }
    }
    return related;
}

} // namespace opsdeck
