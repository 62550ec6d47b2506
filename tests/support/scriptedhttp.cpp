// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhttp.h"

#include <QTcpSocket>

namespace opsdeck::testing {

ScriptedHttp::ScriptedHttp()
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("No loopback port to listen on");
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (auto *socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

QByteArray ScriptedHttp::url() const
{
    return "http://127.0.0.1:" + QByteArray::number(serverPort());
}

QList<QByteArray> ScriptedHttp::takeTargets()
{
    QList<QByteArray> targets;
    for (const Asked &request : std::as_const(asked))
        targets.append(request.target);
    asked.clear();
    return targets;
}

void ScriptedHttp::read(QTcpSocket *socket)
{
    // Only requests without a body come here, so that a head is a request.
    for (;;) {
        const QByteArray waiting = socket->peek(socket->bytesAvailable());
        const qsizetype end = waiting.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        socket->write(answer(socket->read(end + 4)));
    }
}

QByteArray ScriptedHttp::answer(const QByteArray &head)
{
    const auto lines = head.trimmed().split('\n');
    Asked request{lines.first().split(' ').value(1), {}};
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    asked.append(request);
    const QByteArray path = request.target.left(request.target.indexOf('?') < 0 ? -1 : request.target.indexOf('?'));
    const Reply missing{404, R"({"message":"404 Not Found"})", {}};
    const Reply reply = pages.value(request.target, pages.value(path, missing));
    return "HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(reply.body.size()) + "\r\n" + reply.headers + "\r\n" + reply.body;
}

} // namespace opsdeck::testing
