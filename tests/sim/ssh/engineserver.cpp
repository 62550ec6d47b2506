// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/engineserver.h"

#include "tests/sim/http/contractproxy.h"

#include <QTcpSocket>

#include <arpa/inet.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

namespace opsdeck::sim {

namespace {

int connectTo(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(made, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("The contract proxy is gone from port %d", port);
    ::fcntl(made, F_SETFL, ::fcntl(made, F_GETFL) | O_NONBLOCK);
    return made;
}

} // namespace

EngineServer::EngineServer(const FakeEngine &engine)
{
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, &engine] {
        QTcpSocket *socket = m_server.nextPendingConnection();
        const auto http = std::make_shared<EngineConnection>(engine);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [=] { socket->write(http->feed(socket->readAll())); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("No free port on 127.0.0.1");
    m_port = portBefore("docker", m_server.serverPort());
}

EngineServer::~EngineServer()
{
    closeBefore(m_server.serverPort());
}

EngineLink::EngineLink(const FakeEngine &engine, quint16 port)
    : m_straight(engine)
    , m_socket(port == 0 ? -1 : connectTo(port))
{ }

EngineLink::~EngineLink()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

QByteArray EngineLink::exchange(const QByteArray &bytes)
{
    if (m_socket < 0)
        return bytes.isEmpty() ? QByteArray() : m_straight.feed(bytes);
    // What a client asks is small: a buffer that does not take it is a fault.
    if (!bytes.isEmpty())
        m_over = ::send(m_socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) != bytes.size();
    QByteArray answered;
    std::array<char, 16 * 1024> buffer;
    ssize_t got = 0;
    while ((got = ::recv(m_socket, buffer.data(), buffer.size(), 0)) > 0)
        answered.append(buffer.data(), got);
    m_over = m_over || got == 0 || errno != EAGAIN;
    return answered;
}

} // namespace opsdeck::sim
