// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/container.h"

namespace opsdeck {

enum class NodeKind
{
    Service,
    Website,
    Database,
    Cache,
    Queue,
    Host,
    Container,
    External, ///< outside the company, or referred to without being in the catalog
    System
};

/// An alert as a node shows it; one that several sources tell counts once.
struct NodeAlert
{
    QString key; ///< of the alert wall's row
    Severity severity = Severity::Warning;
    QString name;
    QString summary;

    bool operator==(const NodeAlert &) const = default;
};

struct TopologyNode
{
    EntityId id; ///< hosts: "host:NAME"
    NodeKind kind = NodeKind::Service;
    QString title;
    QString type; ///< the catalog's own word; empty where unknown
    QString system; ///< titles, for people
    QString owner;
    bool inCatalog = true;
    QStringList versions; ///< what runs in the topology's environment, lowest first; tags where known, else digests
    QList<HostId> hosts; ///< it is meant to run on in that environment
    QList<NodeAlert> alerts; ///< firing on it, worst first
    std::optional<Severity> worst;
    Freshness freshness = Freshness::Never; ///< of what could tell about it

    bool operator==(const TopologyNode &) const = default;
};

enum class EdgeOrigin
{
    Catalog,
    Compose,
    Both,
    Placement ///< a component runs on a host
};

struct TopologyEdge
{
    EntityId from;
    EntityId to;
    EdgeOrigin origin = EdgeOrigin::Catalog;

    bool operator==(const TopologyEdge &) const = default;
};

/// What depends on what, with the state of everything at one moment.
struct Topology
{
    EnvironmentId environment; ///< empty = all
    QList<TopologyNode> nodes; ///< each id once
    QList<TopologyEdge> edges; ///< each pair once; both ends are nodes; cycles and self loops are possible

    const TopologyNode *find(const EntityId &id) const;
    QList<EntityId> dependsOn(const EntityId &id) const;
    QList<EntityId> usedBy(const EntityId &id) const;

    bool operator==(const Topology &) const = default;
};

/// Everything that a topology is made of. All implicitly shared, so a copy may go to another thread.
struct TopologyInput
{
    Workspace workspace;
    QList<SharedRow> alerts; ///< of the alert wall, the worst first
    QList<Container> containers;
    QList<Artifact> artifacts;
    QList<SourceRecord> sources;
    EnvironmentId environment; ///< empty = all
    bool withHosts = false;
};

Topology buildTopology(const TopologyInput &input, const QDateTime &now);

enum class Direction
{
    In, ///< what uses it
    Out, ///< what it uses
    Both
};

/// A part of a topology that says honestly how much it leaves out.
struct FocusedTopology
{
    EntityId root;
    Topology part;
    qsizetype allNodes = 0;
    qsizetype hiddenEdges = 0;
};

FocusedTopology focusOn(const Topology &topology, const EntityId &root, int hops, Direction direction);

/// Where to look first: the worst alert, then the most connected; empty only where there is no node.
EntityId startingPoint(const Topology &topology);

/// True where only state differs, so that a drawing of one fits the other.
bool sameStructure(const Topology &a, const Topology &b);

} // namespace opsdeck
