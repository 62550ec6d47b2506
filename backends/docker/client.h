// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"
#include "models/domain/container.h"
#include "models/domain/freshness.h"

#include <QDeadlineTimer>
#include <qcorotask.h>

#include <optional>

namespace opsdeck {

/// What one poll of an engine brings.
struct EngineState
{
    struct Rows
    {
        QList<Container> containers;
        QList<HostImage> images;
    };

    std::optional<Rows> rows; ///< nothing where both lists are as they were remembered
    std::optional<EngineInfo> engine; ///< asked when a list changed, and now and then
    QByteArray memory; ///< recognises both lists when they come again
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
    /// `memory` is EngineState::memory of what is stored; empty = nothing is.
    QCoro::Task<Result<EngineState>> state(QByteArray memory, std::stop_token stop);

    /// The next state asks the engine, too.
    void lookClosely() { m_engineIsDue.setRemainingTime(0); }

    /// The engine's clock minus ours, as of the last answer.
    std::chrono::milliseconds skew() const { return m_skew; }

private:
    QCoro::Task<Result<QByteArray>> get(QByteArray path, std::stop_token stop);
    QCoro::Task<Result<EngineInfo>> engine(std::stop_token stop);
    QCoro::Task<Result<EngineState::Rows>> read(QByteArray containers, QByteArray images, std::stop_token stop);
    QCoro::Task<Result<void>> negotiate(std::stop_token stop);

    http::Client &m_http;
    const http::Endpoint m_endpoint;
    const HostId m_host;
    QString m_api; ///< "1.43"; empty = not negotiated yet
    std::chrono::milliseconds m_skew{0};
    QDeadlineTimer m_engineIsDue;
};

} // namespace opsdeck
