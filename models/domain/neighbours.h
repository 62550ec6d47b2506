// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workspace.h"

namespace opsdeck {

/// Which components and resources of a workspace depend directly on each other, by the catalog or by compose files:
/// what happens to one may be felt by the other, either way.
class Neighbours
{
public:
    Neighbours() = default;
    explicit Neighbours(const Workspace &workspace);

    QList<EntityId> of(const EntityId &component) const; ///< each once, without itself; by name

private:
    void add(const EntityId &one, const EntityId &other);

    QHash<EntityId, QList<EntityId>> m_of;
};

} // namespace opsdeck
