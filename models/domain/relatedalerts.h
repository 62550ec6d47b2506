// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/neighbours.h"

namespace opsdeck {

/// Alerts that may have to do with one, by how. Each alert stands in one list only, the nearest.
struct RelatedAlerts
{
    struct Part
    {
        QList<SharedRow> rows; ///< the worst ones, at most MostRelated
        int count = 0; ///< all of them

        bool operator==(const Part &) const = default;
    };

    Part same; ///< on the same component
    Part near; ///< on what it depends on, or what depends on it
    Part alike; ///< of the same name elsewhere

    bool isEmpty() const { return same.count + near.count + alike.count == 0; }
    bool operator==(const RelatedAlerts &) const = default;
};

inline constexpr qsizetype MostRelated = 8; ///< of a kind

/// Looks at every alert of the wall: for a thread that nobody waits for.
RelatedAlerts relatedAlerts(const AlertWall &wall, const AlertRow &row, const Neighbours &neighbours);

} // namespace opsdeck
