// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/walltopology.h"

#include <algorithm>

namespace opsdeck {

namespace {

bool belongs(const TopologyNode &node, const Catalog &catalog, const EntityId &system)
{
    const Entity *entity = catalog.find(node.id);
    return node.id == system || (entity && entity->system == system);
}

/// 0 = none, else the worse the higher.
int trouble(const TopologyNode &node)
{
    return node.worst ? 3 - static_cast<int>(*node.worst) : 0;
}

} // namespace

FocusedTopology topologyOfSystem(
    const Topology &topology, const Catalog &catalog, const EntityId &system, qsizetype most)
{
    struct Candidate
    {
        int rank; ///< own before neighbours, trouble before quiet
        qsizetype index;
    };
    QHash<EntityId, bool> own;
    for (const TopologyNode &node : topology.nodes)
        own.insert(node.id, belongs(node, catalog, system));
    QSet<EntityId> near;
    for (const TopologyEdge &edge : topology.edges) {
        if (own.value(edge.from))
            near.insert(edge.to);
        if (own.value(edge.to))
            near.insert(edge.from);
    }
    QList<Candidate> candidates;
    for (qsizetype i = 0; i < topology.nodes.size(); ++i) {
        const TopologyNode &node = topology.nodes.at(i);
        if (own.value(node.id) || near.contains(node.id))
            candidates.append({(own.value(node.id) ? 0 : 10) - trouble(node), i});
    }
    std::stable_sort(
        candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) { return a.rank < b.rank; });

    FocusedTopology focused;
    focused.allNodes = candidates.size();
    focused.part.environment = topology.environment;
    QSet<EntityId> kept;
    for (const Candidate &candidate : candidates.mid(0, most)) {
        focused.part.nodes.append(topology.nodes.at(candidate.index));
        kept.insert(focused.part.nodes.last().id);
    }
    for (const TopologyEdge &edge : topology.edges) {
        const bool concerns = own.value(edge.from) || own.value(edge.to);
        if (concerns && kept.contains(edge.from) && kept.contains(edge.to))
            focused.part.edges.append(edge);
        else if (concerns)
            ++focused.hiddenEdges;
    }
    if (!focused.part.nodes.isEmpty())
        focused.root = focused.part.nodes.first().id;
    return focused;
}

} // namespace opsdeck
