// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace opsdeck::testing {

/// A web server that answers every request with its name, and /slow only once it is let.
class NamedServer
{
public:
    explicit NamedServer(QByteArray name);

    quint16 port() const { return m_server.serverPort(); }
    int waiting() const { return int(m_slow.size()); } ///< for release()
    void release();

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket);

    const QByteArray m_name;
    QTcpServer m_server;
    QList<QPointer<QTcpSocket>> m_slow;
};

/// Clients that ask one after the other, each request on a connection of its own, until they are destroyed. Counts who
/// answered.
class WebLoad
{
public:
    explicit WebLoad(quint16 port, int clients = 8);

    int answered() const;
    int failed() const { return m_failed; } ///< whatever is no answer with 200
    QByteArray firstFailure() const { return m_firstFailure; }
    /// Of the answers since restart().
    double percentOf(const QByteArray &name) const;
    void restart() { m_answers.clear(); }

private:
    void ask();
    void ended(QTcpSocket *socket);

    QObject m_context; ///< of what is to come
    const quint16 m_port;
    QHash<QByteArray, int> m_answers;
    int m_failed = 0;
    QByteArray m_firstFailure;
};

} // namespace opsdeck::testing
