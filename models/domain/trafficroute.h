// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/domain/traffic.h"

#include <QJsonObject>

namespace opsdeck {

enum class TrafficStrategy
{
    Canary, ///< a small share first, then more
    BlueGreen, ///< all at once
    Gray ///< as canary, with tenants that move by their tiers
};

/// How much the new pool gets, and how long that has to go well.
struct TrafficStep
{
    int percent = 0;
    std::chrono::seconds hold{0};

    bool operator==(const TrafficStep &) const = default;
};

struct Tenant
{
    QString name;
    int tier = 0; ///< lower ones move first

    bool operator==(const Tenant &) const = default;
};

/// One way on which traffic is moved from an old pool to a new one. At its end `to` has 100 % and `from` has nothing.
struct TrafficRoute
{
    static constexpr std::chrono::seconds LongestHold = std::chrono::hours(24 * 30);

    QString name;
    ProductId product;
    EnvironmentId environment;
    TrafficStrategy strategy = TrafficStrategy::Canary;
    TrafficTarget target;
    QMap<QString, HostId> hosts; ///< server → where it runs, for gates; may be without some
    QString from; ///< pools
    QString to;
    QList<TrafficStep> steps;
    bool asks = false; ///< a person says "next" after each step
    QList<RolloutGate> gates; ///< asked of the new pool's servers all the time that a step is held
    QList<Tenant> tenants; ///< gray only

    bool operator==(const TrafficRoute &) const = default;
};

/// A route that can be gone; else what is wrong with it, kind Usage.
Result<void> checkRoute(const TrafficRoute &route);

/// The new pool has that much, the old one the rest, every other pool nothing.
TrafficShare shareAt(const TrafficRoute &route, int percent);
/// What is wanted after step n = 1, 2, 3 …; 0 = before the first one.
TrafficShare shareAfter(const TrafficRoute &route, qsizetype step);
/// Pools of neither end that get traffic, in words; empty = none.
QString strangersIn(const TrafficRoute &route, const TrafficShare &share);
/// Steps whose share is smaller than that (and not just as large).
qsizetype stepsBelow(const TrafficRoute &route, int percent);

/// Who belongs to the new pool at that share: lower tiers first, within a tier by name; rounded down, so that the share
/// is never exceeded, and everybody at 100.
QStringList tenantsAt(const TrafficRoute &route, int percent);

/// One gate at one place.
struct GateCheck
{
    RolloutGate gate;
    HostId host; ///< empty where the gate speaks of none

    bool operator==(const GateCheck &) const = default;
};
/// Each gate for each host of the new pool; once where its words do not depend on the host.
QList<GateCheck> gateChecks(const TrafficRoute &route);

QJsonObject toJson(const TrafficRoute &route);
/// Nothing where it is no route that checkRoute() lets pass.
std::optional<TrafficRoute> routeFromJson(const QJsonObject &json);
/// SHA-256 of all that it says, 64 hex digits.
QString routeHash(const TrafficRoute &route);

/// Stable words of workspace, ledger and --json: canary, blue-green, gray; haproxy, nginx, envoy, command.
QString nameOf(TrafficStrategy strategy);
QString nameOf(BalancerKind kind);
std::optional<TrafficStrategy> strategyFromName(const QString &name);
std::optional<BalancerKind> balancerFromName(const QString &name);
QStringList strategyNames();
QStringList balancerNames();

} // namespace opsdeck
