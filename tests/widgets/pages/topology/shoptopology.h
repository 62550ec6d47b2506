// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"

namespace opsdeck::testing {

/// The night of an incident: checkout burns, settlement's source is silent, and 300 more services mind their business.
struct ShopTopology
{
    Workspace workspace;
    Topology topology;

    TopologyNode &node(const QString &name)
    {
        const auto it = std::find_if(topology.nodes.begin(), topology.nodes.end(),
            [&](const TopologyNode &n) { return n.id.text().section(u':', 1) == name; });
        Q_ASSERT(it != topology.nodes.end());
        return *it;
    }
};

inline void addNode(Topology &topology, const char *name, NodeKind kind, const char *owner, const char *version = "")
{
    const QString text = QString::fromLatin1(name);
    TopologyNode node{.id = entityId(EntityKind::Component, text), .kind = kind, .title = text};
    node.type = QStringLiteral("service");
    node.owner = QString::fromLatin1(owner);
    node.system = QStringLiteral("checkout");
    node.freshness = Freshness::Live;
    if (*version)
        node.versions = QString::fromLatin1(version).split(QStringLiteral(" / "));
    topology.nodes.append(node);
}

inline void addEdges(Topology &topology, const char *from, std::initializer_list<const char *> to)
{
    for (const char *name : to) {
        topology.edges.append({entityId(EntityKind::Component, QString::fromLatin1(from)),
            entityId(EntityKind::Component, QString::fromLatin1(name))});
    }
}

inline void addAlert(ShopTopology &shop, const char *node, Severity severity, const char *name, const char *summary)
{
    TopologyNode &there = shop.node(QString::fromLatin1(node));
    there.alerts.append({QString::fromLatin1(name), severity, QString::fromLatin1(name), QString::fromUtf8(summary)});
    there.worst = there.worst ? std::min(*there.worst, severity) : severity;
}

inline ShopTopology shopTopology()
{
    ShopTopology shop;
    shop.workspace.folder = QStringLiteral("/home/li/shop");
    shop.workspace.environments = {Environment{EnvironmentId(QStringLiteral("staging")), QStringLiteral("Staging")},
        Environment{EnvironmentId(QStringLiteral("production")), QStringLiteral("Production"), true}};
    ProductModule part;
    part.component = entityId(EntityKind::Component, QStringLiteral("checkout-app"));
    shop.workspace.products = {Product{.id = ProductId(QStringLiteral("shop")), .modules = {part}}};
    Topology &t = shop.topology;
    t.environment = EnvironmentId(QStringLiteral("production"));
    addNode(t, "edge-lb", NodeKind::Service, "");
    t.nodes.last().type = QStringLiteral("load-balancer");
    t.nodes.last().system.clear();
    addNode(t, "member-portal", NodeKind::Website, "web", "2.4.3");
    addNode(t, "mobile-bff", NodeKind::Service, "web", "2.4.2");
    addNode(t, "checkout-app", NodeKind::Service, "payments", "2.4.0 / 2.4.1");
    addNode(t, "cart", NodeKind::Service, "shop", "2.4.2");
    addNode(t, "catalog", NodeKind::Service, "shop", "2.4.6");
    addNode(t, "checkout-mq", NodeKind::Queue, "payments");
    addNode(t, "checkout-db", NodeKind::Database, "payments");
    addNode(t, "cart-cache", NodeKind::Cache, "shop");
    addNode(t, "search", NodeKind::Service, "shop", "1.9.0");
    addNode(t, "settlement", NodeKind::Service, "clearing", "3.1.4");
    addNode(t, "bank-gateway", NodeKind::External, "");
    addEdges(t, "edge-lb", {"member-portal", "mobile-bff"});
    addEdges(t, "member-portal", {"checkout-app", "cart"});
    addEdges(t, "mobile-bff", {"checkout-app", "cart", "catalog"});
    addEdges(t, "checkout-app", {"checkout-mq", "checkout-db", "bank-gateway"});
    addEdges(t, "checkout-mq", {"settlement"});
    addEdges(t, "cart", {"cart-cache"});
    addEdges(t, "catalog", {"search"});
    addAlert(shop, "checkout-app", Severity::Critical, "HighErrorRate", "5xx 7.3 % > 2 %");
    addAlert(shop, "checkout-app", Severity::Warning, "SlowRequests", "p95 410 ms");
    addAlert(shop, "checkout-mq", Severity::Critical, "QueueBacklog", "41 200 > 10 000");
    addAlert(shop, "checkout-db", Severity::Warning, "SlowQueries", "");
    addAlert(shop, "member-portal", Severity::Warning, "Errors", "");
    shop.node(QStringLiteral("settlement")).freshness = Freshness::Stale;
    TopologyNode &bank = shop.node(QStringLiteral("bank-gateway"));
    bank.inCatalog = false;
    bank.freshness = Freshness::Never;
    bank.system.clear();
    shop.node(QStringLiteral("checkout-app")).hosts
        = {HostId(QStringLiteral("app-01")), HostId(QStringLiteral("app-02"))};
    for (int i = 0; i < 298; ++i) {
        const QByteArray name = "other-" + QByteArray::number(i);
        addNode(t, name.constData(), NodeKind::Service, "elsewhere");
        if (i > 0)
            addEdges(t, ("other-" + QByteArray::number(i / 2)).constData(), {name.constData()});
    }
    return shop;
}

} // namespace opsdeck::testing
