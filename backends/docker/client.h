// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"
#include "models/domain/container.h"
#include "models/domain/freshness.h"

#include <qcorotask.h>

namespace opsdeck {

/// Everything that one poll of an engine brings.
struct EngineState
{
    QList<Container> containers;
    QList<HostImage> images;
    EngineInfo engine;
};

/// Reads one Docker engine through its API, which is negotiated on first use: the engine's own, at most 1.44. How the
/// engine is reached is the endpoint's business. Lives on the I/O thread.
class DockerClient
{
public:
    DockerClient(http::Client &http, http::Endpoint endpoint, HostId host);

    QCoro::Task<Result<SourceIdentity>> identity(std::stop_token stop);
    /// All containers, running or not, with registry digests.
    QCoro::Task<Result<QList<Container>>> containers(std::stop_token stop);
    QCoro::Task<Result<EngineState>> state(std::stop_token stop);

    /// The engine's clock minus ours, as of the last answer.
    std::chrono::milliseconds skew() const { return m_skew; }

private:
    QCoro::Task<Result<QByteArray>> get(QByteArray path, std::stop_token stop);
    QCoro::Task<Result<void>> negotiate(std::stop_token stop);

    http::Client &m_http;
    const http::Endpoint m_endpoint;
    const HostId m_host;
    QString m_api; ///< "1.43"; empty = not negotiated yet
    std::chrono::milliseconds m_skew{0};
};

} // namespace opsdeck
