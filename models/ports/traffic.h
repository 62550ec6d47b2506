// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/traffic.h"

#include <qcorotask.h>

#include <optional>
#include <stop_token>

namespace opsdeck {

/// Moves the traffic of one balancer between pools, and around single servers. I/O thread; one call at a time. What is
/// true is asked of the balancer before each change and again after it; another state than the wanted one is an error.
/// After any error but Refused, Usage and NotFound a change may have been made in part: ask shares().
class TrafficControl
{
public:
    virtual ~TrafficControl() = default;

    /// Servers that are drained, or that somebody else took out, stay out; the others of their pool carry its share.
    /// Refused where a pool with a share would have nobody to answer.
    virtual QCoro::Task<Result<void>> setShares(TrafficShare wanted, std::stop_token stop) = 0;
    /// No new requests for this server; what it works on goes on. Weights of others stay (Envoy: the others of its pool
    /// take over), so set the shares again where pools of several servers have to keep them. Refused where nobody
    /// could take over.
    virtual QCoro::Task<Result<void>> drain(QString server, std::stop_token stop) = 0;
    /// What drain did, undone. A server of a pool without a share gets nothing until the pool has one.
    virtual QCoro::Task<Result<void>> undrain(QString server, std::stop_token stop) = 0;
    /// How much a server still works on; drained at 0. Nothing where the balancer does not tell.
    virtual QCoro::Task<Result<std::optional<qint64>>> sessions(QString server, std::stop_token stop) = 0;
    /// By the servers that can answer now, as far as the balancer knows.
    virtual QCoro::Task<Result<TrafficShare>> shares(std::stop_token stop) = 0;
};

} // namespace opsdeck
