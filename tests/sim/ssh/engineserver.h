// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/ssh/engineconnection.h"

#include <QTcpServer>

namespace opsdeck::sim {

/// A host's engine on a port of loopback, for the contract proxy to stand before. Lives in the thread that made it,
/// which needs an event loop.
class EngineServer
{
public:
    explicit EngineServer(const FakeEngine &engine);
    ~EngineServer();

    quint16 port() const { return m_port; } ///< the proxy's

private:
    QTcpServer m_server;
    quint16 m_port = 0;
};

/// A channel's way to its host's engine: straight, or over a port. Used in one thread, never blocks.
class EngineLink
{
public:
    /// Port 0 is the straight way.
    EngineLink(const FakeEngine &engine, quint16 port);
    ~EngineLink();
    EngineLink(const EngineLink &) = delete;
    EngineLink &operator=(const EngineLink &) = delete;

    /// Hands on what the client sent and gives what the engine has answered by now.
    QByteArray exchange(const QByteArray &bytes);
    bool isOver() const { return m_over || m_straight.isOver(); }
    /// Nobody tells when there is more: somebody has to look.
    bool needsLooking() const { return m_socket >= 0 && !m_over; }

private:
    EngineConnection m_straight;
    int m_socket = -1;
    bool m_over = false;
};

} // namespace opsdeck::sim
