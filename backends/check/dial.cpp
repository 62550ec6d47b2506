// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/check/dial.h"

#include "backends/async/completion.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QScopedPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

namespace opsdeck::check {

namespace {

Finding failed(Error::Kind kind, const QString &words)
{
    Finding finding;
    finding.error = Error{kind, {}, words.left(Error::MaxDetail), 0, {}, {}};
    return finding;
}

Error::Kind kindOf(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::SslHandshakeFailedError)
        return Error::Kind::Tls;
    return error == QAbstractSocket::SocketTimeoutError ? Error::Kind::Timeout : Error::Kind::Network;
}

void trustAlso(QSslSocket &socket, const QString &file)
{
    if (file.isEmpty())
        return;
    QSslConfiguration tls = socket.sslConfiguration();
    tls.addCaCertificates(QSslCertificate::fromPath(file));
    socket.setSslConfiguration(tls);
}

/// Every end is told from the event loop, never from inside the socket, which does not outlive the coroutine.
void follow(QSslSocket &socket, bool isTls, const Completion<Finding> &done, std::chrono::milliseconds timeout)
{
    QElapsedTimer clock;
    clock.start();
    const auto answered = [&socket, done, clock] {
        Finding finding;
        finding.latency = std::chrono::milliseconds(clock.elapsed());
        finding.certificateEnd = socket.peerCertificate().expiryDate().toUTC();
        done.finish(finding);
    };
    if (isTls)
        QObject::connect(&socket, &QSslSocket::encrypted, &socket, answered, Qt::QueuedConnection);
    else
        QObject::connect(&socket, &QAbstractSocket::connected, &socket, answered, Qt::QueuedConnection);
    QObject::connect(
        &socket, &QAbstractSocket::errorOccurred, &socket,
        [&socket, done](
            QAbstractSocket::SocketError error) { done.finish(failed(kindOf(error), socket.errorString())); },
        Qt::QueuedConnection);
    QTimer::singleShot(timeout, &socket, [done] { done.finish(failed(Error::Kind::Timeout, {})); });
}

} // namespace

QCoro::Task<Result<Finding>> dial(Connection check, std::stop_token stop)
{
    const Completion<Finding> done(stop);
    const QScopedPointer<QSslSocket, QScopedPointerDeleteLater> socket(new QSslSocket);
    const QUrl url(check.url);
    const bool isTls = url.scheme() == u"tls";
    socket->setProxy(QNetworkProxy::NoProxy);
    follow(*socket, isTls, done, check.check.timeout);
    if (isTls) {
        trustAlso(*socket, check.caFile);
        socket->connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
    } else {
        socket->connectToHost(url.host(), static_cast<quint16>(url.port()));
    }
    auto finding = co_await done;
    socket->abort();
    co_return finding;
}

} // namespace opsdeck::check
