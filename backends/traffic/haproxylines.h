// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/traffic.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace opsdeck::haproxy {

// HAProxy's runtime API in words: lines that are sent, and what comes back. Each line goes alone over a connection of
// its own, whose end is the end of the answer. A name that is not isTrafficName() is refused: ; and line breaks would
// be commands.

inline constexpr int MostWeight = 256;

enum class State
{
    Ready,
    Drain, ///< no new sessions but those that stick to it
    Maint
};

/// Of `show servers state`.
struct Server
{
    QString name;
    int weight = 0; ///< as last set; the configured one at first
    int configuredWeight = 0;
    int adminState = 0; ///< bits
    int runState = 0; ///< 0 stopped, 1 starting, 2 running, 3 stopping

    bool isInMaint() const { return (adminState & (1 | 2 | 4 | 32 | 64)) != 0; }
    bool isDraining() const { return (adminState & (8 | 16)) != 0; }
    bool isOut() const { return isInMaint() || isDraining(); }
    bool takesTraffic() const { return !isOut() && (runState == 1 || runState == 2) && weight > 0; }
    bool operator==(const Server &) const = default;
};

/// Of `show stat`.
struct Load
{
    QString server;
    qint64 sessions = 0; ///< now
    qint64 queued = 0; ///< wait for this very server
    bool isBackup = false; ///< only gets traffic when no other can

    bool operator==(const Load &) const = default;
};

/// 0…256. The one to use: N % is of the configured weight, so that 20 % of HAProxy's default, 1, is nothing.
Result<QByteArray> setWeight(const QString &backend, const QString &server, int weight);
Result<QByteArray> setState(const QString &backend, const QString &server, State state);
Result<QByteArray> showServersState(const QString &backend);
QByteArray showStat();

/// Of a line that sets something: blank is yes; else an error with HAProxy's text.
Result<void> parseSet(const QByteArray &answer);
Result<QList<Server>> parseServersState(const QByteArray &answer, const QString &backend);
/// Servers of one backend. Kind NotFound where there is no such backend.
Result<QList<Load>> parseStat(const QByteArray &answer, const QString &backend);

/// The weights of all servers of the pools for these shares. Servers that are out get the weight of their pool but do
/// not count. Refused where a pool with a share has nobody who could answer, where a server outside the pools takes
/// traffic, and where one of the pools' is a backup.
Result<QMap<QString, int>> planWeights(
    const QList<Server> &servers, const QList<Load> &loads, const TrafficTarget &target, const TrafficShare &share);

} // namespace opsdeck::haproxy
