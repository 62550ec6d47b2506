// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace opsdeck::testing {

/// A TCP relay on loopback that makes the network long: every byte arrives `delay` later, each way. A thread of its
/// own, so that the delays are true whatever the test's event loop does.
class DelayProxy
{
public:
    DelayProxy(const QString &address, quint16 port, std::chrono::milliseconds delay);
    ~DelayProxy();
    DelayProxy(const DelayProxy &) = delete;
    DelayProxy &operator=(const DelayProxy &) = delete;

    QString address() const { return QStringLiteral("127.0.0.1"); }
    quint16 port() const { return m_port; }
    /// Each connection passes on only so many bytes of the server's, then holds everything back.
    void stallAfter(qint64 bytes) { m_stallAfter = bytes; }
    /// Each connection is reset after so many bytes of the server's.
    void resetAfter(qint64 bytes) { m_resetAfter = bytes; }
    /// What the newest connection has passed on of the server's bytes.
    qint64 passed() const { return m_passed; }

private:
    class Relay;
    void loop();

    std::unique_ptr<Relay> m_relay;
    quint16 m_port = 0;
    std::atomic<qint64> m_stallAfter{-1};
    std::atomic<qint64> m_resetAfter{-1};
    std::atomic<qint64> m_passed{0};
    std::atomic<bool> m_stopping{false};
    std::thread m_thread;
};

} // namespace opsdeck::testing
