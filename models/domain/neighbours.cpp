// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/neighbours.h"

#include <algorithm>

namespace opsdeck {

Neighbours::Neighbours(const Workspace &workspace)
{
    for (const Entity &entity : workspace.catalog.entities()) {
        for (const EntityId &target : entity.dependsOn)
            add(entity.id, target);
    }
    for (auto link = workspace.composeLinks.cbegin(); link != workspace.composeLinks.cend(); ++link) {
        for (const EntityId &target : *link)
            add(link.key(), target);
    }
    for (QList<EntityId> &all : m_of) {
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
    }
}

QList<EntityId> Neighbours::of(const EntityId &component) const
{
    return m_of.value(component);
}

void Neighbours::add(const EntityId &one, const EntityId &other)
{
    if (one == other)
        return;
    m_of[one].append(other);
    m_of[other].append(one);
}

} // namespace opsdeck
