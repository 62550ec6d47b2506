// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/topologywords.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Topology)
};

} // namespace

QString wordOf(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Service:
        return Words::tr("service");
    case NodeKind::Website:
        return Words::tr("website");
    case NodeKind::Database:
        return Words::tr("database");
    case NodeKind::Cache:
        return Words::tr("cache");
    case NodeKind::Queue:
        return Words::tr("queue");
    case NodeKind::Host:
        return Words::tr("host");
    case NodeKind::Container:
        return Words::tr("container");
    case NodeKind::External:
        //: Something outside the company, or not in the catalog
        return Words::tr("external");
    case NodeKind::System:
        //: A business system of the catalog
        return Words::tr("system");
    }
    return {};
}

QString wordOf(Direction direction)
{
    switch (direction) {
    case Direction::In:
        //: Which neighbours a topology shows: what uses the service
        return Words::tr("used by");
    case Direction::Out:
        //: Which neighbours a topology shows: what the service uses
        return Words::tr("depends on");
    case Direction::Both:
        //: Which neighbours a topology shows: both directions
        return Words::tr("in and out");
    }
    return {};
}

QString hopsText(int hops)
{
    //: How far around a service a topology shows neighbours
    return Words::tr("%n hop(s)", nullptr, hops);
}

QString subtitleOf(const TopologyNode &node)
{
    const QString who = node.owner.isEmpty() ? node.system : node.owner;
    // A type that Opsdeck has no shape for ("load-balancer") says more than "service".
    const bool ownWord = node.kind == NodeKind::Service && !node.type.isEmpty() && node.type != u"service"_s;
    const QString kind = ownWord ? QString(node.type).replace(u'-', u' ') : wordOf(node.kind);
    return who.isEmpty() ? kind : kind + u" · "_s + who;
}

QString versionText(const TopologyNode &node)
{
    return node.versions.join(u" / "_s);
}

std::optional<StateShape> shapeOf(const TopologyNode &node)
{
    if (node.worst)
        return shapeOf(*node.worst);
    if (node.freshness == Freshness::Never)
        return node.inCatalog ? std::optional(StateShape::Unknown) : std::nullopt;
    return shapeOf(node.freshness);
}

bool isSilent(const TopologyNode &node)
{
    return isBlind(node.freshness) && node.freshness != Freshness::Never;
}

QString stateText(const TopologyNode &node)
{
    const auto shape = shapeOf(node);
    QString text = wordOf(shape.value_or(StateShape::Unknown));
    if (node.worst && isSilent(node))
        text += u", "_s + wordOf(StateShape::Stale);
    return text;
}

QString toolTipOf(const TopologyNode &node)
{
    QStringList lines{node.title, subtitleOf(node), stateText(node)};
    if (!node.alerts.isEmpty())
        lines.append(Words::tr("%n alert(s) firing", nullptr, static_cast<int>(node.alerts.size())));
    if (!node.versions.isEmpty())
        lines.append(Words::tr("version %1").arg(versionText(node)));
    if (!node.inCatalog)
        lines.append(Words::tr("not in the catalog: known only because others refer to it"));
    return lines.join(u'\n');
}

} // namespace opsdeck
