// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/engineconnection.h"

#include <QLocale>

namespace opsdeck::sim {

namespace {

QByteArray headerOf(const QByteArrayList &lines, const QByteArray &lowerCaseName)
{
    for (const QByteArray &line : lines)
        if (const auto colon = line.indexOf(':'); line.left(colon).toLower() == lowerCaseName)
            return line.mid(colon + 1).trimmed();
    return {};
}

QByteArray reason(int status)
{
    return status == 200 ? "OK" : status == 404 ? "Not Found" : status == 405 ? "Method Not Allowed" : "Bad Request";
}

QByteArray httpDate()
{
    return QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss").toLatin1() + " GMT";
}

} // namespace

QByteArray EngineConnection::feed(const QByteArray &bytes)
{
    m_buffer += bytes;
    QByteArray out;
    while (!m_over) {
        const auto end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0) {
            m_over = m_buffer.size() > 64 * 1024;
            break;
        }
        const QByteArray head = m_buffer.left(end);
        const qint64 body = headerOf(head.split('\n'), "content-length").toLongLong();
        if (m_buffer.size() < end + 4 + body)
            break;
        m_buffer.remove(0, end + 4 + body);
        out += respond(head);
    }
    return out;
}

QByteArray EngineConnection::respond(const QByteArray &head)
{
    const QByteArrayList lines = head.split('\n');
    const QByteArrayList request = lines.value(0).trimmed().split(' ');
    if (request.size() != 3) {
        m_over = true;
        return {};
    }
    m_over = headerOf(lines, "connection").toLower() == "close";
    const auto reply = m_engine.answer(request.at(0), request.at(1));
    QByteArray out = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reason(reply.status) + "\r\n";
    out += "Api-Version: " + reply.apiVersion + "\r\nOstype: linux\r\nServer: Docker/" + m_engine.version().toUtf8()
        + " (linux)\r\nDate: " + httpDate() + "\r\nContent-Type: " + reply.contentType
        + "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n";
    return request.at(0) == "HEAD" ? out : out + reply.body;
}

} // namespace opsdeck::sim
