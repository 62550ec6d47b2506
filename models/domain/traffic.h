// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QMap>
#include <QSet>
#include <QStringList>

namespace opsdeck {

enum class BalancerKind
{
    Haproxy, ///< through its runtime API
    Nginx, ///< upstream block of a file
    Envoy, ///< weighted_clusters of a YAML file
    Command ///< anything else, through commands on its host
};

/// Which servers make up which pool (G0, G2, blue, …). A server is in one pool.
using TrafficPools = QMap<QString, QStringList>;

/// Words of commands on the balancer's host. {pool}, {percent} and {server} are filled in wherever they stand in a
/// word; every word is quoted.
struct TrafficCommands
{
    QStringList setShare; ///< run for each pool with {pool} and {percent}; once a server where it names {server}
    QStringList readShare; ///< of {pool}: prints whole percents
    QStringList drain; ///< {server}
    QStringList undrain; ///< {server}
    QStringList state; ///< of {server}: prints "ready" or "drain"
    QStringList sessions; ///< of {server}: prints a number; empty = nobody knows. For each kind but HAProxy

    bool operator==(const TrafficCommands &) const = default;
};

/// One balancer's way to address what it sends requests to.
struct TrafficTarget
{
    BalancerKind kind = BalancerKind::Haproxy;
    HostId host; ///< where the balancer runs
    QString socketPath; ///< HAProxy: a stats socket of level admin; or
    QString address; ///< the same as TCP, as the host reaches it
    quint16 port = 0;
    QString file; ///< nginx, Envoy
    QStringList testCommand{QStringLiteral("nginx"), QStringLiteral("-t")}; ///< nginx
    /// nginx; Envoy follows its file by itself, so it needs none
    QStringList reloadCommand;
    TrafficCommands commands;
    /// HAProxy's backend, nginx' upstream. Not for Envoy: every weighted_clusters list that names one of the servers
    /// (its clusters) is meant and has to name all of them.
    QString backend;
    TrafficPools pools; ///< HAProxy: server names, nginx: addresses as written there, Envoy: clusters

    bool operator==(const TrafficTarget &) const = default;
};

/// How much of the traffic each pool gets: whole percents that are 100 together.
struct TrafficShare
{
    QMap<QString, int> percents; ///< by pool

    QString text() const; ///< "G0 80 %, G2 20 %"
    bool operator==(const TrafficShare &) const = default;
};

/// What a balancer's configuration says of one server.
struct TrafficServer
{
    QString name;
    int weight = 1; ///< as written, also where it is out
    bool isOut = false; ///< gets no new requests: nginx `down`, Envoy weight 0

    int effectiveWeight() const { return isOut ? 0 : weight; }
    bool operator==(const TrafficServer &) const = default;
};

/// Letters, digits and _ . : - only, not empty, no - in front: neither syntax nor an option anywhere.
bool isTrafficName(const QString &text);

/// A target that can be used; else what is wrong with it, kind Usage.
Result<void> checkTarget(const TrafficTarget &target);
/// Every pool has a share, no other has one, each 0…100, together 100, and a pool with a share has servers.
Result<void> checkShare(const TrafficShare &share, const TrafficPools &pools);

/// Weights (0…`most`, which is 100 or more) of all servers, so that the pools get their shares within one point. The
/// servers of a pool weigh the same where that hits within half a point, else they differ by at most one.
Result<QMap<QString, int>> trafficWeights(const TrafficShare &share, const TrafficPools &pools, int most);
/// Weights that are exactly 100 together; a share that cannot give each server of its pool 1 is refused.
Result<QMap<QString, int>> percentWeights(const TrafficShare &share, const TrafficPools &pools);

/// What the pools get by these weights, rounded so that they are 100 together. All 0 where nobody gets anything.
TrafficShare shareOf(const QMap<QString, int> &weights, const TrafficPools &pools);
/// The same servers at most one point apart.
bool isNear(const TrafficShare &a, const TrafficShare &b);

/// Empty where no pool has it.
QString poolOf(const TrafficPools &pools, const QString &server);
TrafficPools poolsWithout(TrafficPools pools, const QSet<QString> &servers);

/// One pass: what is filled in is never looked at again.
QStringList filledCommand(const QStringList &words, const QString &pool, const QString &percent, const QString &server);

} // namespace opsdeck
