// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/fileplan.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int mostInNginx = 10'000; // nginx allows more; so much is fine enough for hundreds of servers

tl::unexpected<Error> refused(const Phrase &phrase)
{
    return failure(Error::Kind::Refused, {}, phrase);
}

tl::unexpected<Error> unknown(const TrafficTarget &target, const QString &server)
{
    const QString where = target.backend.isEmpty() ? target.file : target.backend;
    return failure(
        Error::Kind::NotFound, {}, Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no server %2"), {where, server}));
}

using ByName = QMap<QString, TrafficServer>;

/// Those of the pools.
Result<ByName> known(const TrafficTarget &target, const QList<TrafficServer> &servers)
{
    ByName found;
    for (const TrafficServer &server : servers) {
        if (!poolOf(target.pools, server.name).isEmpty())
            found.insert(server.name, server);
    }
    for (const QStringList &pool : target.pools) {
        for (const QString &name : pool) {
            if (!found.contains(name))
                return unknown(target, name);
        }
    }
    return found;
}

int weightOf(const ByName &servers, const QStringList &pool)
{
    int weight = 0;
    for (const QString &name : pool)
        weight += servers.value(name).effectiveWeight();
    return weight;
}

QStringList inUse(const ByName &servers, QStringList pool)
{
    pool.removeIf([&servers](const QString &name) { return servers.value(name).isOut; });
    return pool;
}

/// Servers that get nothing whatever the shares are.
QSet<QString> outOfPools(const ByName &servers, const TrafficPools &pools, QSet<QString> drained)
{
    for (const QStringList &pool : pools) {
        if (inUse(servers, pool).isEmpty())
            continue;
        for (const QString &name : pool) {
            if (servers.value(name).isOut)
                drained.insert(name);
        }
    }
    return drained;
}

/// Evenly over these servers, each at least 1.
Result<void> spreadEvenly(ByName &servers, const QStringList &names, int weight)
{
    if (weight < names.size())
        return refused(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 % cannot be divided among %2 servers"),
            {QString::number(weight), QString::number(names.size())}));
    for (qsizetype i = 0; i < names.size(); ++i) {
        const int each = weight / static_cast<int>(names.size()) + (i < weight % names.size() ? 1 : 0);
        servers.insert(names.at(i), {names.at(i), each, false});
    }
    return {};
}

} // namespace

Result<QList<TrafficServer>> planShares(const TrafficTarget &target, const QList<TrafficServer> &servers,
    const QSet<QString> &drained, const TrafficShare &share)
{
    const auto now = known(target, servers);
    if (!now)
        return tl::unexpected(now.error());
    for (const TrafficServer &server : servers) {
        if (!server.isOut && !now->contains(server.name))
            return refused(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 gets traffic but is in no pool"), {server.name}));
    }
    const QSet<QString> out = outOfPools(*now, target.pools, drained);
    const TrafficPools pools = poolsWithout(target.pools, out);
    const auto weights
        = target.kind == BalancerKind::Envoy ? percentWeights(share, pools) : trafficWeights(share, pools, mostInNginx);
    if (!weights)
        return tl::unexpected(weights.error());
    QList<TrafficServer> planned;
    for (auto pool = target.pools.cbegin(); pool != target.pools.cend(); ++pool) {
        int heaviest = 0;
        for (const QString &name : *pool)
            heaviest = qMax(heaviest, weights->value(name));
        for (const QString &name : *pool) {
            TrafficServer server = now->value(name);
            server.isOut = share.percents.value(pool.key()) == 0 || out.contains(name);
            if (heaviest > 0)
                server.weight = server.isOut ? heaviest : weights->value(name);
            if (!server.isOut && server.weight == 0)
                return refused(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 % cannot be divided among %2 servers"),
                    {QString::number(share.percents.value(pool.key())), QString::number(pool->size())}));
            planned.append(server);
        }
    }
    return planned;
}

Result<QList<TrafficServer>> planDrain(
    const TrafficTarget &target, const QList<TrafficServer> &servers, const QString &server)
{
    auto now = known(target, servers);
    if (!now)
        return tl::unexpected(now.error());
    if (!now->contains(server))
        return unknown(target, server);
    if (now->value(server).isOut)
        return now->values();
    const QString pool = poolOf(target.pools, server);
    const int weight = weightOf(*now, target.pools.value(pool));
    (*now)[server].isOut = true;
    const QStringList others = inUse(*now, target.pools.value(pool));
    if (others.isEmpty())
        return refused(Phrase(
            QT_TRANSLATE_NOOP("Phrase", "%1 is the last of pool %2 that gets traffic; give the pool no share instead"),
            {server, pool}));
    if (target.kind == BalancerKind::Envoy) {
        if (const auto done = spreadEvenly(*now, others, weight); !done)
            return tl::unexpected(done.error());
    }
    return now->values();
}

Result<QList<TrafficServer>> planUndrain(
    const TrafficTarget &target, const QList<TrafficServer> &servers, const QString &server)
{
    auto now = known(target, servers);
    if (!now)
        return tl::unexpected(now.error());
    if (!now->contains(server))
        return unknown(target, server);
    const QStringList pool = target.pools.value(poolOf(target.pools, server));
    const int weight = weightOf(*now, pool);
    if (!now->value(server).isOut || weight == 0)
        return now->values();
    (*now)[server].isOut = false;
    if (target.kind == BalancerKind::Envoy) {
        if (const auto done = spreadEvenly(*now, inUse(*now, pool), weight); !done)
            return tl::unexpected(done.error());
    }
    return now->values();
}

bool isAsPlanned(const QList<TrafficServer> &planned, const QList<TrafficServer> &servers)
{
    return std::all_of(planned.cbegin(), planned.cend(), [&servers](const TrafficServer &wanted) {
        const auto is = std::find_if(
            servers.cbegin(), servers.cend(), [&wanted](const TrafficServer &one) { return one.name == wanted.name; });
        return is != servers.cend() && is->effectiveWeight() == wanted.effectiveWeight();
    });
}

} // namespace opsdeck
