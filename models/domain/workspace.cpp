// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/workspace.h"

#include <algorithm>

namespace opsdeck {

namespace {

template <typename T, typename Key> const T *findById(const QList<T> &items, const Key &id)
{
    const auto it = std::find_if(items.cbegin(), items.cend(), [&](const T &item) { return item.id == id; });
    return it == items.cend() ? nullptr : &*it;
}

/// A route is of one environment; in the others nothing has to be drained.
QString balancerOf(const Workspace &workspace, const Product &product, const EnvironmentId &environment)
{
    for (const TrafficRoute &route : workspace.traffic) {
        if (route.name == product.balancer && route.environment == environment)
            return route.name;
    }
    return {};
}

} // namespace

QList<HostId> ProductModule::hostsIn(const EnvironmentId &environment) const
{
    for (const Placement &placement : placements) {
        if (placement.environment == environment)
            return placement.hosts;
    }
    return {};
}

QString Product::tagOf(const ModuleId &part, const QString &version) const
{
    for (const ProductVersion &known : versions) {
        if (known.version == version)
            return known.tags.value(part, version);
    }
    return version;
}

Digest Product::digestOf(const ModuleId &part, const QString &version) const
{
    for (const ProductVersion &known : versions) {
        if (known.version == version)
            return known.digests.value(part);
    }
    return {};
}

DatabaseChange Product::databaseChange(const ModuleId &part, const QString &version) const
{
    const ProductModule *known = findById(modules, part);
    if (!known || !known->hasDatabase)
        return DatabaseChange::None;
    for (const ProductVersion &written : versions) {
        if (written.version == version)
            return written.database.value_or(DatabaseChange::Undeclared);
    }
    return DatabaseChange::Undeclared;
}

const Environment *Workspace::environment(const EnvironmentId &id) const
{
    return findById(environments, id);
}

const HostSpec *Workspace::host(const HostId &id) const
{
    return findById(hosts, id);
}

const Product *Workspace::product(const ProductId &id) const
{
    return findById(products, id);
}

const ProductModule *Workspace::moduleOf(const EntityId &component) const
{
    for (const Product &owner : products) {
        for (const ProductModule &part : owner.modules) {
            if (part.component == component)
                return &part;
        }
    }
    return nullptr;
}

QList<HostSpec> Workspace::hostsIn(const EnvironmentId &id) const
{
    QList<HostSpec> found;
    std::copy_if(hosts.cbegin(), hosts.cend(), std::back_inserter(found),
        [&](const HostSpec &host) { return host.environment == id; });
    return found;
}

SourceId sourceOf(const HostId &host)
{
    return SourceId(QStringLiteral("docker/") + host.text());
}

Rollout rolloutFor(const Workspace &workspace, const ProductId &product, const EnvironmentId &environment)
{
    const Environment *where = workspace.environment(environment);
    Rollout rollout = where ? where->pace : Rollout();
    if (const Product *what = workspace.product(product)) {
        rollout.balancer = balancerOf(workspace, *what, environment);
        rollout.drain = what->drain;
        rollout.undrain = what->undrain;
        rollout.gates = what->gates;
    }
    return rollout;
}

} // namespace opsdeck
