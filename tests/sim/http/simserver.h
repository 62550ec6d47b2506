// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/faultplan.h"
#include "tests/sim/simclock.h"

#include <QAbstractHttpServer>
#include <QTcpServer>

#include <memory>

class QTcpSocket;

namespace opsdeck::sim {

/// The HTTP front of every simulator: listens on loopback, hands raw requests to answer() and lets the fault plan
/// spoil them. QHttpServer's own router is not used, because it routes on the decoded path. Runs in the thread that
/// made it. Limit: a target that begins with two slashes loses its first segment in Qt's parser.
class SimServer : public QAbstractHttpServer
{
public:
    explicit SimServer(SimClock &clock, QObject *parent = nullptr);
    ~SimServer() override { stop(); }

    /// Takes a free port, or the one it had before a stop(). False where that is taken.
    bool start();
    /// Vanishes: no port, every connection closed.
    void stop();
    QByteArray url() const; ///< http://127.0.0.1:port
    QByteArray authority() const; ///< 127.0.0.1:port
    quint16 port() const { return m_publicPort; } ///< the contract proxy's, where one stands before this

    FaultPlan &faults() { return m_faults; }
    const SimClock &clock() const { return m_clock; }

protected:
    virtual HttpAnswer answer(const HttpRequest &request) = 0;
    /// Whose published contract the contract proxy is to hold the answers against; empty where there is none.
    virtual QByteArray vendor() const { return {}; }

private:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;
    HttpAnswer spoiled(const HttpRequest &request, const std::optional<Fault> &fault);

    SimClock &m_clock;
    FaultPlan m_faults;
    std::unique_ptr<QTcpServer> m_listener;
    quint16 m_port = 0;
    quint16 m_publicPort = 0;
};

} // namespace opsdeck::sim
