// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/traffic/webload.h"

#include <QTimer>

namespace opsdeck::testing {

NamedServer::NamedServer(QByteArray name)
    : m_name(std::move(name))
{
    m_server.listen(QHostAddress::LocalHost);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
}

void NamedServer::release()
{
    const auto waiting = std::exchange(m_slow, {});
    for (const QPointer<QTcpSocket> &socket : waiting) {
        if (socket)
            answer(socket);
    }
}

void NamedServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) { // the server's child
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void NamedServer::read(QTcpSocket *socket)
{
    if (!socket->peek(64 * 1024).contains("\r\n\r\n"))
        return;
    const QByteArray request = socket->readAll();
    if (request.startsWith("GET /slow"))
        m_slow.append(socket);
    else
        answer(socket);
}

void NamedServer::answer(QTcpSocket *socket)
{
    socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + QByteArray::number(m_name.size())
        + "\r\n\r\n" + m_name);
    socket->disconnectFromHost();
}

WebLoad::WebLoad(quint16 port, int clients)
    : m_port(port)
{
    for (int i = 0; i < clients; ++i)
        ask();
}

int WebLoad::answered() const
{
    int all = 0;
    for (const int count : m_answers)
        all += count;
    return all;
}

double WebLoad::percentOf(const QByteArray &name) const
{
    return 100.0 * m_answers.value(name) / qMax(1, answered());
}

void WebLoad::ask()
{
    auto *socket = new QTcpSocket(&m_context);
    QObject::connect(socket, &QTcpSocket::connected, &m_context,
        [socket] { socket->write("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n"); });
    QObject::connect(socket, &QTcpSocket::disconnected, &m_context, [this, socket] { ended(socket); });
    QObject::connect(
        socket, &QTcpSocket::errorOccurred, &m_context, [this, socket](QAbstractSocket::SocketError error) {
            if (error == QAbstractSocket::ConnectionRefusedError)
                ended(socket);
        });
    socket->connectToHost(QHostAddress::LocalHost, m_port);
}

void WebLoad::ended(QTcpSocket *socket)
{
    const QByteArray answer = socket->readAll();
    socket->disconnect(&m_context);
    socket->deleteLater();
    if (answer.startsWith("HTTP/1.1 200")) {
        ++m_answers[answer.mid(answer.indexOf("\r\n\r\n") + 4)];
    } else {
        ++m_failed;
        m_firstFailure = m_firstFailure.isEmpty() ? "no answer: " + answer : m_firstFailure;
    }
    QTimer::singleShot(0, &m_context, [this] { ask(); });
}

} // namespace opsdeck::testing
