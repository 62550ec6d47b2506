// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/http/faultserver.h"

#include <QSslServer>

namespace opsdeck::testing {

std::optional<FaultServer::Seen> takeRequest(QByteArray &buffer)
{
    const auto end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    const auto lines = buffer.left(end).split('\n');
    const auto words = lines.first().trimmed().split(' ');
    FaultServer::Seen request{words.value(0), words.value(1), {}, {}};
    for (const auto &line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        request.headers.append({line.left(colon).toLower(), line.mid(colon + 1).trimmed()});
    }
    const auto length = request.header("content-length").toLongLong();
    if (buffer.size() < end + 4 + length)
        return std::nullopt;
    request.body = buffer.mid(end + 4, length);
    buffer.remove(0, end + 4 + length);
    return request;
}

QByteArray FaultServer::Seen::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

QByteArray FaultServer::Seen::path() const
{
    return target.left((target + '?').indexOf('?'));
}

namespace {

std::unique_ptr<QTcpServer> secured(const QSslConfiguration &tls)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    return server;
}

} // namespace

FaultServer::FaultServer(std::unique_ptr<QTcpServer> server)
    : m_server(std::move(server))
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FaultServer::accept);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("The fault server cannot listen");
}

FaultServer::FaultServer()
    : FaultServer(std::make_unique<QTcpServer>())
{ }

FaultServer::FaultServer(const QSslConfiguration &tls)
    : FaultServer(secured(tls))
{
    m_isTls = true;
}

QByteArray FaultServer::baseUrl() const
{
    return (m_isTls ? "https://127.0.0.1:" : "http://127.0.0.1:") + QByteArray::number(port());
}

QList<QByteArray> FaultServer::takeTargets()
{
    QList<QByteArray> targets;
    for (const Seen &request : std::exchange(m_seen, {}))
        targets.append(request.target);
    return targets;
}

void FaultServer::hangUp()
{
    for (QTcpSocket *socket : m_buffers.keys())
        socket->abort();
}

QByteArray FaultServer::pageFor(const Seen &request) const
{
    const Page missing{404, R"({"message":"404 Not Found"})", {}};
    const Page page = pages.value(request.target, pages.value(request.path(), missing));
    return status(page.status, page.body, "Content-Type: application/json\r\n" + page.headers);
}

void FaultServer::answer(QList<QByteArray> answers)
{
    m_handler = [answers = std::move(answers)](
                    const Seen &) mutable { return answers.size() > 1 ? answers.takeFirst() : answers.value(0); };
}

int FaultServer::openConnections() const
{
    return static_cast<int>(m_buffers.size());
}

void FaultServer::release()
{
    m_holding = false;
    for (const auto &[socket, bytes] : std::exchange(m_held, {}))
        send(socket, bytes);
}

QByteArray FaultServer::ok(const QByteArray &body, const QByteArray &moreHeaders)
{
    return status(200, body, moreHeaders);
}

QByteArray FaultServer::status(int code, const QByteArray &body, const QByteArray &moreHeaders)
{
    return "HTTP/1.1 " + QByteArray::number(code) + " Status\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n" + moreHeaders + "\r\n" + body;
}

void FaultServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        ++m_connections;
        m_buffers.insert(socket, {});
        m_mostAtOnce = std::max(m_mostAtOnce, openConnections());
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            m_held.removeIf([socket](const auto &held) { return held.first == socket; });
            socket->deleteLater();
        });
    }
}

void FaultServer::read(QTcpSocket *socket)
{
    m_buffers[socket] += socket->readAll();
    while (m_buffers.contains(socket) && takeRequest(socket)) { }
}

bool FaultServer::takeRequest(QTcpSocket *socket)
{
    const auto request = testing::takeRequest(m_buffers[socket]);
    if (!request)
        return false;
    m_seen.append(*request);
    const QByteArray bytes = m_handler ? m_handler(*request) : pageFor(*request);
    if (m_holding)
        m_held.append({socket, bytes});
    else
        send(socket, bytes);
    return true;
}

void FaultServer::send(QTcpSocket *socket, const QByteArray &bytes)
{
    socket->write(bytes);
    if (m_close)
        socket->disconnectFromHost();
}

} // namespace opsdeck::testing
