// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/http/simserver.h"

#include "tests/sim/http/contractproxy.h"

#include <QHttpServerRequest>
#include <QLocale>
#include <QMetaEnum>
#include <QTcpSocket>
#include <QTimer>

namespace opsdeck::sim {

namespace {

HttpRequest received(const QHttpServerRequest &from)
{
    HttpRequest request;
    request.method
        = QByteArray(QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(int(from.method()))).toUpper();
    request.path = from.url().path(QUrl::FullyEncoded).toLatin1();
    request.rawQuery = from.url().query(QUrl::FullyEncoded).toLatin1();
    for (const auto &[name, value] : from.headers())
        request.headers.append({name.toLower(), value});
    request.body = from.body();
    return request;
}

QByteArray head(const HttpAnswer &answer, const QDateTime &now)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(answer.status) + " Status\r\nDate: "
        + QLocale::c().toString(now.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss").toLatin1() + " GMT\r\n";
    for (const auto &[name, value] : answer.headers)
        text += name + ": " + value + "\r\n";
    if (answer.status != 204 && answer.status != 304)
        text += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    return text + "\r\n";
}

void drip(QTcpSocket *socket, QByteArray body, const Fault &fault)
{
    auto *timer = new QTimer(socket);
    const auto piece = [socket, timer, body = std::move(body), step = fault.dripBytes, sent = qsizetype{0}]() mutable {
        socket->write(body.mid(sent, step));
        sent += step;
        if (sent >= body.size())
            timer->deleteLater();
    };
    QObject::connect(timer, &QTimer::timeout, socket, piece);
    timer->start(fault.dripEvery);
}

void send(
    QTcpSocket *socket, const HttpRequest &request, const HttpAnswer &answer, const Fault &fault, const QDateTime &now)
{
    // Else the body waits for the head's acknowledgement, which clients put off by 40 ms.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->write(head(answer, now));
    if (request.method == "HEAD" || answer.status == 204 || answer.status == 304)
        return;
    if (fault.truncateAt >= 0) {
        socket->write(answer.body.left(fault.truncateAt));
        socket->disconnectFromHost();
    } else if (fault.dripBytes > 0) {
        drip(socket, answer.body, fault);
    } else {
        socket->write(answer.body);
    }
}

} // namespace

SimServer::SimServer(SimClock &clock, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_clock(clock)
{ }

bool SimServer::start()
{
    if (m_listener)
        return true;
    auto listener = std::make_unique<QTcpServer>();
    if (!listener->listen(QHostAddress::LocalHost, m_port))
        return false;
    m_port = listener->serverPort();
    bind(listener.get());
    m_listener = std::move(listener);
    m_publicPort = portBefore(vendor(), m_port);
    return true;
}

void SimServer::stop()
{
    if (m_publicPort != m_port && m_listener)
        closeBefore(m_port);
    // Connections are the listener's children: they close with it.
    m_listener.reset();
}

QByteArray SimServer::url() const
{
    return "http://" + authority();
}

QByteArray SimServer::authority() const
{
    return "127.0.0.1:" + QByteArray::number(m_publicPort);
}

bool SimServer::handleRequest(const QHttpServerRequest &from, QTcpSocket *socket)
{
    const HttpRequest request = received(from);
    const std::optional<Fault> planned = m_faults.take(request);
    const Fault fault = planned.value_or(Fault{});
    if (fault.drop) {
        socket->abort();
        return true;
    }
    const HttpAnswer answer = spoiled(request, planned);
    const auto reply
        = [socket, request, answer, fault, now = m_clock.now()] { send(socket, request, answer, fault, now); };
    if (fault.delay.count() > 0)
        QTimer::singleShot(fault.delay, socket, reply);
    else
        reply();
    return true;
}

void SimServer::missingHandler(const QHttpServerRequest &, QTcpSocket *) { }

HttpAnswer SimServer::spoiled(const HttpRequest &request, const std::optional<Fault> &fault)
{
    std::optional<HttpAnswer> refusal = m_faults.refusal(m_clock.now());
    HttpAnswer result;
    if (refusal) {
        result = *refusal;
    } else if (fault && fault->body) {
        result = {fault->status, {{"Content-Type", fault->contentType}}, *fault->body};
    } else {
        result = answer(request);
        if (fault && fault->status != 0)
            result.status = fault->status;
    }
    if (refusal || (fault && (fault->body || fault->status != 0)))
        result.with("X-Sim-Fault", "planned");
    m_faults.addRateHeaders(result);
    return result;
}

} // namespace opsdeck::sim
