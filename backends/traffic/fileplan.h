// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/traffic.h"

namespace opsdeck {

// What has to be written into the file of a balancer that has one (nginx, Envoy). `servers` is what the file says now,
// the answer what it shall say of every server of the pools. A pool whose servers are all out has no share; where only
// some are out, somebody took them out, and they stay so whatever shares are set.
//
// Refused where a server outside the pools gets traffic; NotFound where one of the pools' is not in the file.

/// `drained` stay out also where their whole pool is.
Result<QList<TrafficServer>> planShares(const TrafficTarget &target, const QList<TrafficServer> &servers,
    const QSet<QString> &drained, const TrafficShare &share);

/// Refused where nobody else of its pool gets traffic. Envoy: the others of the pool take over its weight.
Result<QList<TrafficServer>> planDrain(
    const TrafficTarget &target, const QList<TrafficServer> &servers, const QString &server);
/// Nothing changes where its pool has no share. Envoy: it gets an even part of its pool's weight.
Result<QList<TrafficServer>> planUndrain(
    const TrafficTarget &target, const QList<TrafficServer> &servers, const QString &server);

/// Whether the file says what was planned; weights of servers that are out do not count.
bool isAsPlanned(const QList<TrafficServer> &planned, const QList<TrafficServer> &servers);

} // namespace opsdeck
