// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/http/contractproxy.h"

#include <QTcpSocket>
#include <QUrl>

namespace opsdeck::sim {

namespace {

constexpr int patienceMs = 20'000;

QByteArray ask(const QByteArray &method, const QByteArray &parameters)
{
    const QUrl proxy(qEnvironmentVariable("OPSDECK_CONTRACT_PROXY"));
    QTcpSocket socket;
    socket.connectToHost(proxy.host(), quint16(proxy.port()));
    const QByteArray target = proxy.path(QUrl::FullyEncoded).toLatin1() + '?'
        + proxy.query(QUrl::FullyEncoded).toLatin1() + '&' + parameters;
    socket.write(method + ' ' + target + " HTTP/1.1\r\nHost: proxy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    if (!socket.waitForDisconnected(patienceMs) && socket.state() != QAbstractSocket::UnconnectedState)
        qFatal("The contract proxy does not answer: %s", qPrintable(proxy.toString()));
    return socket.readAll().split('\n').last();
}

} // namespace

bool hasContractProxy()
{
    return qEnvironmentVariableIsSet("OPSDECK_CONTRACT_PROXY");
}

quint16 portBefore(const QByteArray &vendor, quint16 port)
{
    if (!hasContractProxy() || vendor.isEmpty())
        return port;
    const quint16 opened = ask("POST", "vendor=" + vendor + "&port=" + QByteArray::number(port)).toUShort();
    if (opened == 0)
        qFatal("The contract proxy does not take %s", vendor.constData());
    return opened;
}

void closeBefore(quint16 port)
{
    ask("DELETE", "port=" + QByteArray::number(port));
}

} // namespace opsdeck::sim
