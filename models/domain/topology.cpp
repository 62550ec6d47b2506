// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/topology.h"

#include "models/domain/alertmerge.h"
#include "models/domain/runningversions.h"

#include <algorithm>
#include <map>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

NodeKind kindOf(const Entity &entity)
{
    if (entity.kind == EntityKind::System)
        return NodeKind::System;
    static const QHash<QString, NodeKind> kinds{{u"service"_s, NodeKind::Service}, {u"website"_s, NodeKind::Website},
        {u"database"_s, NodeKind::Database}, {u"db"_s, NodeKind::Database}, {u"cache"_s, NodeKind::Cache},
        {u"queue"_s, NodeKind::Queue}, {u"broker"_s, NodeKind::Queue}, {u"topic"_s, NodeKind::Queue},
        {u"host"_s, NodeKind::Host}, {u"container"_s, NodeKind::Container}, {u"external"_s, NodeKind::External}};
    return kinds.value(entity.type.toLower(), NodeKind::Service);
}

bool drawnByItself(const Entity &entity)
{
    return entity.kind == EntityKind::Component || entity.kind == EntityKind::Resource;
}

EntityId hostNode(const HostId &host)
{
    return EntityId(u"host:"_s + host.text());
}

/// "app-01:9100" and "app-01" both mean app-01; so does its address.
const HostSpec *hostOf(const AlertRow &alert, const Workspace &workspace)
{
    for (const QString &label : {u"host"_s, u"node"_s, u"instance"_s}) {
        const QString name = alert.labels.value(label).section(u':', 0, 0);
        if (name.isEmpty())
            continue;
        for (const HostSpec &host : workspace.hosts) {
            if (host.id.text() == name || host.address == name)
                return &host;
        }
    }
    return nullptr;
}

class Builder
{
public:
    Builder(const TopologyInput &input, const QDateTime &now)
        : m_input(input)
        , m_workspace(input.workspace)
        , m_subjects(m_workspace.catalog)
        , m_now(now)
    {
        m_topology.environment = input.environment;
        for (const SourceRecord &source : input.sources)
            m_freshness.insert(source.id, freshnessOf(source, now));
    }

    Topology build()
    {
        addEntities();
        addEdges();
        if (m_input.withHosts)
            addHosts();
        addVersions();
        addAlerts();
        addFreshness();
        return std::move(m_topology);
    }

private:
    TopologyNode &node(const EntityId &id)
    {
        if (const auto it = m_index.constFind(id); it != m_index.cend())
            return m_topology.nodes[*it];
        m_index.insert(id, m_topology.nodes.size());
        TopologyNode fresh{.id = id, .title = m_workspace.catalog.titleOf(id)};
        if (const Entity *entity = m_workspace.catalog.find(id)) {
            fresh.kind = kindOf(*entity);
            fresh.type = entity->type;
            fresh.system = entity->system.isEmpty() ? QString() : m_workspace.catalog.titleOf(entity->system);
            fresh.owner = entity->owner.isEmpty() ? QString() : m_workspace.catalog.titleOf(entity->owner);
        } else {
            fresh.kind = NodeKind::External;
            fresh.inCatalog = false;
        }
        m_topology.nodes.append(fresh);
        return m_topology.nodes.last();
    }

    void addEdge(const EntityId &from, const EntityId &to, EdgeOrigin origin)
    {
        node(from);
        node(to);
        const auto [it, fresh] = m_edges.try_emplace({from, to}, m_topology.edges.size());
        if (fresh)
            m_topology.edges.append({from, to, origin});
        else if (m_topology.edges.at(it->second).origin != origin)
            m_topology.edges[it->second].origin = EdgeOrigin::Both;
    }

    void addEntities()
    {
        for (const Entity &entity : m_workspace.catalog.entities()) {
            if (drawnByItself(entity))
                node(entity.id);
        }
    }

    void addEdges()
    {
        for (const Entity &entity : m_workspace.catalog.entities()) {
            if (!drawnByItself(entity))
                continue;
            for (const EntityId &target : entity.dependsOn)
                addEdge(entity.id, target, EdgeOrigin::Catalog);
        }
        const auto &links = m_workspace.composeLinks;
        for (auto it = links.cbegin(); it != links.cend(); ++it) {
            for (const EntityId &target : it.value())
                addEdge(it.key(), target, EdgeOrigin::Compose);
        }
    }

    bool isWanted(const EnvironmentId &environment) const
    {
        return m_input.environment.isEmpty() || environment == m_input.environment;
    }

    template <typename Fn> void forEachModule(Fn fn) const
    {
        for (const Product &product : m_workspace.products) {
            for (const ProductModule &part : product.modules) {
                if (!part.component.isEmpty())
                    fn(part);
            }
        }
    }

    void addHosts()
    {
        forEachModule([this](const ProductModule &part) {
            for (const auto &placement : part.placements) {
                if (!isWanted(placement.environment))
                    continue;
                for (const HostId &host : placement.hosts) {
                    addEdge(part.component, hostNode(host), EdgeOrigin::Placement);
                    TopologyNode &there = node(hostNode(host));
                    there.kind = NodeKind::Host;
                    there.inCatalog = true;
                    there.title = host.text();
                    there.hosts = {host};
                }
            }
        });
    }

    void addVersions()
    {
        const RunningVersions running(m_input.containers, m_input.artifacts);
        forEachModule([&](const ProductModule &part) {
            TopologyNode &there = node(part.component);
            for (const auto &placement : part.placements) {
                if (!isWanted(placement.environment))
                    continue;
                for (const HostId &host : placement.hosts) {
                    if (!there.hosts.contains(host))
                        there.hosts.append(host);
                }
            }
            there.versions += running.of(part, there.hosts);
            sortVersions(there.versions);
        });
    }

    bool concerns(const AlertRow &alert) const
    {
        if (alert.suppressed || alert.pending)
            return false;
        return alert.environment.isEmpty() || m_input.environment.isEmpty()
            || alert.environment == m_input.environment.text();
    }

    void addAlerts()
    {
        for (const AlertRow &alert : m_input.alerts) {
            if (!concerns(alert))
                continue;
            const AlertSubject subject = m_subjects.of(alert.labels);
            putAlert(subject.component.isEmpty() ? subject.system : subject.component, alert);
            if (const HostSpec *host = hostOf(alert, m_workspace))
                putAlert(hostNode(host->id), alert);
        }
    }

    void putAlert(const EntityId &id, const AlertRow &alert)
    {
        const auto it = m_index.constFind(id);
        if (it == m_index.cend())
            return;
        TopologyNode &there = m_topology.nodes[*it];
        there.alerts.append({alert.key, alert.severity, alert.name, alert.summary});
        if (!there.worst)
            there.worst = alert.severity;
    }

    void addFreshness()
    {
        std::optional<Freshness> monitoring;
        for (const Connection &connection : m_workspace.connections) {
            if (!tellsAlerts(connection.kind))
                continue;
            const Freshness one = m_freshness.value(connection.id, Freshness::Never);
            monitoring = monitoring ? worse(*monitoring, one) : one;
        }
        for (TopologyNode &there : m_topology.nodes) {
            if (!there.inCatalog)
                continue; // nothing we poll could tell
            std::optional<Freshness> worst = monitoring;
            for (const HostId &host : std::as_const(there.hosts)) {
                const Freshness one = m_freshness.value(sourceOf(host), Freshness::Never);
                worst = worst ? worse(*worst, one) : one;
            }
            there.freshness = worst.value_or(Freshness::Never);
        }
    }

    const TopologyInput &m_input;
    const Workspace &m_workspace;
    AlertSubjects m_subjects;
    QDateTime m_now;
    Topology m_topology;
    QHash<EntityId, qsizetype> m_index;
    QHash<SourceId, Freshness> m_freshness;
    std::map<std::pair<EntityId, EntityId>, qsizetype> m_edges;
};

QHash<EntityId, qsizetype> indexOf(const Topology &topology)
{
    QHash<EntityId, qsizetype> index;
    for (qsizetype i = 0; i < topology.nodes.size(); ++i)
        index.insert(topology.nodes.at(i).id, i);
    return index;
}

} // namespace

const TopologyNode *Topology::find(const EntityId &id) const
{
    const auto it = std::find_if(nodes.cbegin(), nodes.cend(), [&](const TopologyNode &node) { return node.id == id; });
    return it == nodes.cend() ? nullptr : &*it;
}

QList<EntityId> Topology::dependsOn(const EntityId &id) const
{
    QList<EntityId> found;
    for (const TopologyEdge &edge : edges) {
        if (edge.from == id)
            found.append(edge.to);
    }
    return found;
}

QList<EntityId> Topology::usedBy(const EntityId &id) const
{
    QList<EntityId> found;
    for (const TopologyEdge &edge : edges) {
        if (edge.to == id)
            found.append(edge.from);
    }
    return found;
}

Topology buildTopology(const TopologyInput &input, const QDateTime &now)
{
    return Builder(input, now).build();
}

FocusedTopology focusOn(const Topology &topology, const EntityId &root, int hops, Direction direction)
{
    FocusedTopology focused{root, {topology.environment, {}, {}}, topology.nodes.size(), 0};
    const auto index = indexOf(topology);
    std::vector<std::vector<qsizetype>> neighbours(static_cast<size_t>(topology.nodes.size()));
    for (const TopologyEdge &edge : topology.edges) {
        const qsizetype from = index.value(edge.from);
        const qsizetype to = index.value(edge.to);
        if (direction != Direction::In)
            neighbours[static_cast<size_t>(from)].push_back(to);
        if (direction != Direction::Out)
            neighbours[static_cast<size_t>(to)].push_back(from);
    }
    std::vector<bool> reached(neighbours.size(), false);
    std::vector<qsizetype> ring;
    if (const auto it = index.constFind(root); it != index.cend()) {
        ring.push_back(*it);
        reached[static_cast<size_t>(*it)] = true;
    }
    for (int hop = 0; hop < hops && !ring.empty(); ++hop) {
        std::vector<qsizetype> next;
        for (const qsizetype node : ring) {
            for (const qsizetype neighbour : neighbours[static_cast<size_t>(node)]) {
                if (!reached[static_cast<size_t>(neighbour)])
                    next.push_back(neighbour);
                reached[static_cast<size_t>(neighbour)] = true;
            }
        }
        ring = std::move(next);
    }
    for (qsizetype i = 0; i < topology.nodes.size(); ++i) {
        if (reached[static_cast<size_t>(i)])
            focused.part.nodes.append(topology.nodes.at(i));
    }
    for (const TopologyEdge &edge : topology.edges) {
        if (reached[static_cast<size_t>(index.value(edge.from))] && reached[static_cast<size_t>(index.value(edge.to))])
            focused.part.edges.append(edge);
    }
    focused.hiddenEdges = topology.edges.size() - focused.part.edges.size();
    return focused;
}

EntityId startingPoint(const Topology &topology)
{
    QHash<EntityId, int> degree;
    for (const TopologyEdge &edge : topology.edges) {
        ++degree[edge.from];
        ++degree[edge.to];
    }
    const auto rank = [&degree](const TopologyNode &node) {
        const int severity = node.worst ? static_cast<int>(*node.worst) : static_cast<int>(Severity::Info) + 1;
        return std::tuple(severity, -node.alerts.size(), -degree.value(node.id), node.id);
    };
    const auto best = std::min_element(topology.nodes.cbegin(), topology.nodes.cend(),
        [&](const TopologyNode &a, const TopologyNode &b) { return rank(a) < rank(b); });
    return best == topology.nodes.cend() ? EntityId() : best->id;
}

bool sameStructure(const Topology &a, const Topology &b)
{
    return std::equal(a.nodes.cbegin(), a.nodes.cend(), b.nodes.cbegin(), b.nodes.cend(),
               [](const TopologyNode &x, const TopologyNode &y) { return x.id == y.id; })
        && std::equal(a.edges.cbegin(), a.edges.cend(), b.edges.cbegin(), b.edges.cend(),
            [](const TopologyEdge &x, const TopologyEdge &y) { return x.from == y.from && x.to == y.to; });
}

} // namespace opsdeck
