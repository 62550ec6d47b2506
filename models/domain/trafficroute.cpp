// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/trafficroute.h"

#include <algorithm>
#include <array>

namespace opsdeck {

namespace {

constexpr std::array strategies{TrafficStrategy::Canary, TrafficStrategy::BlueGreen, TrafficStrategy::Gray};
constexpr std::array balancers{BalancerKind::Haproxy, BalancerKind::Nginx, BalancerKind::Envoy, BalancerKind::Command};

tl::unexpected<Error> wrong(const TrafficRoute &route, const Phrase &phrase)
{
    return failure(Error::Kind::Usage, route.name, phrase);
}

bool speaksOfHost(const RolloutGate &gate)
{
    const QString words = gate.url + gate.query;
    return words.isEmpty() || words.contains(QStringLiteral("{host}")) || words.contains(QStringLiteral("{address}"));
}

Result<void> checkEnds(const TrafficRoute &route)
{
    if (route.name.isEmpty() || route.product.isEmpty() || route.environment.isEmpty())
        return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "a route has a name, a product and an environment")));
    for (const QString &pool : {route.from, route.to}) {
        if (!route.target.pools.contains(pool))
            return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "there is no pool %1"), {pool}));
        if (route.target.pools.value(pool).isEmpty())
            return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "pool %1 has no server for its share"), {pool}));
    }
    if (route.from == route.to)
        return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "a route leads from one pool to another one")));
    return {};
}

Result<void> checkSteps(const TrafficRoute &route)
{
    int before = 0;
    for (const TrafficStep &step : route.steps) {
        if (step.percent < 1 || step.percent > 100)
            return wrong(
                route, Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 % is no share"), {QString::number(step.percent)}));
        if (step.percent <= before)
            return wrong(route,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "steps ascend: %1 % cannot follow %2 %"),
                    {QString::number(step.percent), QString::number(before)}));
        if (step.hold.count() < 0 || step.hold > TrafficRoute::LongestHold)
            return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "a step is held for at most 30 days")));
        before = step.percent;
    }
    if (before != 100)
        return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "the last step is 100 %")));
    if (route.strategy == TrafficStrategy::BlueGreen && route.steps.size() != 1)
        return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "blue/green has one step, 100 %")));
    return {};
}

Result<void> checkTenants(const TrafficRoute &route)
{
    if (route.strategy != TrafficStrategy::Gray && !route.tenants.isEmpty())
        return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "only a gray route has tenants")));
    QSet<QString> seen;
    for (const Tenant &tenant : route.tenants) {
        if (tenant.name.trimmed().isEmpty() || tenant.tier < 0)
            return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "a tenant has a name, and a tier from 0 on")));
        if (seen.contains(tenant.name))
            return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "tenant %1 is named twice"), {tenant.name}));
        seen.insert(tenant.name);
    }
    return {};
}

/// A gate that nobody could ask would hold for ever.
Result<void> checkGates(const TrafficRoute &route)
{
    for (auto host = route.hosts.cbegin(); host != route.hosts.cend(); ++host) {
        if (poolOf(route.target.pools, host.key()).isEmpty() || host->isEmpty())
            return wrong(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "no pool has the server %1"), {host.key()}));
    }
    for (const RolloutGate &gate : route.gates) {
        const bool hasCommand = !gate.command.isEmpty() && !gate.command.first().isEmpty();
        if (int(!gate.url.isEmpty()) + int(hasCommand) + int(!gate.query.isEmpty()) != 1)
            return wrong(
                route, Phrase(QT_TRANSLATE_NOOP("Phrase", "a gate has either an address or a command or a query")));
        if (!speaksOfHost(gate))
            continue;
        for (const QString &server : route.target.pools.value(route.to)) {
            if (!route.hosts.contains(server))
                return wrong(route,
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "gate %1 asks the host of server %2, which is not named"),
                        {gate.name, server}));
        }
    }
    return {};
}

} // namespace

Result<void> checkRoute(const TrafficRoute &route)
{
    if (auto target = checkTarget(route.target); !target) {
        target.error().origin = route.name;
        return target;
    }
    for (const auto &check : {checkEnds, checkSteps, checkTenants, checkGates}) {
        if (auto checked = check(route); !checked)
            return checked;
    }
    return {};
}

TrafficShare shareAt(const TrafficRoute &route, int percent)
{
    TrafficShare share;
    for (auto pool = route.target.pools.cbegin(); pool != route.target.pools.cend(); ++pool)
        share.percents.insert(pool.key(), 0);
    share.percents.insert(route.from, 100 - percent);
    share.percents.insert(route.to, percent);
    return share;
}

TrafficShare shareAfter(const TrafficRoute &route, qsizetype step)
{
    const bool isStep = step > 0 && step <= route.steps.size();
    return shareAt(route, isStep ? route.steps.at(step - 1).percent : 0);
}

QString strangersIn(const TrafficRoute &route, const TrafficShare &share)
{
    TrafficShare others;
    for (auto part = share.percents.cbegin(); part != share.percents.cend(); ++part) {
        if (*part > 0 && part.key() != route.from && part.key() != route.to)
            others.percents.insert(part.key(), *part);
    }
    return others.text();
}

qsizetype stepsBelow(const TrafficRoute &route, int percent)
{
    return std::count_if(route.steps.cbegin(), route.steps.cend(),
        [percent](const TrafficStep &step) { return step.percent < percent; });
}

QStringList tenantsAt(const TrafficRoute &route, int percent)
{
    QList<Tenant> tenants = route.tenants;
    std::sort(tenants.begin(), tenants.end(),
        [](const Tenant &a, const Tenant &b) { return a.tier != b.tier ? a.tier < b.tier : a.name < b.name; });
    const qsizetype moved = tenants.size() * std::clamp(percent, 0, 100) / 100;
    QStringList names;
    for (const Tenant &tenant : tenants.mid(0, moved))
        names.append(tenant.name);
    return names;
}

QList<GateCheck> gateChecks(const TrafficRoute &route)
{
    QList<GateCheck> checks;
    for (const RolloutGate &gate : route.gates) {
        if (!speaksOfHost(gate)) {
            checks.append({gate, {}});
            continue;
        }
        for (const QString &server : route.target.pools.value(route.to)) {
            const GateCheck check{gate, route.hosts.value(server)};
            if (!checks.contains(check)) // servers may share a host
                checks.append(check);
        }
    }
    return checks;
}

QString nameOf(TrafficStrategy strategy)
{
    switch (strategy) {
    case TrafficStrategy::Canary:
        return QStringLiteral("canary");
    case TrafficStrategy::BlueGreen:
        return QStringLiteral("blue-green");
    case TrafficStrategy::Gray:
        return QStringLiteral("gray");
    }
    return {};
}

QString nameOf(BalancerKind kind)
{
    switch (kind) {
    case BalancerKind::Haproxy:
        return QStringLiteral("haproxy");
    case BalancerKind::Nginx:
        return QStringLiteral("nginx");
    case BalancerKind::Envoy:
        return QStringLiteral("envoy");
    case BalancerKind::Command:
        return QStringLiteral("command");
    }
    return {};
}

std::optional<TrafficStrategy> strategyFromName(const QString &name)
{
    const auto *found = std::find_if(
        strategies.begin(), strategies.end(), [&](TrafficStrategy each) { return nameOf(each) == name; });
    return found == strategies.end() ? std::nullopt : std::optional(*found);
}

std::optional<BalancerKind> balancerFromName(const QString &name)
{
    const auto *found
        = std::find_if(balancers.begin(), balancers.end(), [&](BalancerKind each) { return nameOf(each) == name; });
    return found == balancers.end() ? std::nullopt : std::optional(*found);
}

QStringList strategyNames()
{
    QStringList names;
    for (const TrafficStrategy each : strategies)
        names.append(nameOf(each));
    return names;
}

QStringList balancerNames()
{
    QStringList names;
    for (const BalancerKind each : balancers)
        names.append(nameOf(each));
    return names;
}

} // namespace opsdeck
