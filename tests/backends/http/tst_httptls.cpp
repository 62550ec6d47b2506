// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"
#include "tests/backends/http/faultserver.h"
#include "tests/support/run.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryDir>

using namespace opsdeck;
using namespace opsdeck::http;

/// Certificates are made by the openssl program for each run.
class HttpTlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
            QSKIP("openssl is not installed");
        QVERIFY(makeCertificate(QStringLiteral("here"), QStringLiteral("IP:127.0.0.1")));
        QVERIFY(makeCertificate(QStringLiteral("other"), QStringLiteral("DNS:other.example")));
    }

    void acceptsTheAuthorityOfTheConnection()
    {
        const auto server = serve(QStringLiteral("here"));
        const auto answer = get(*server, path(QStringLiteral("here.pem")));
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
        QCOMPARE(answer->body, QByteArray("secret"));
    }

    void refusesAnAuthorityNobodyNamed()
    {
        const auto server = serve(QStringLiteral("here"));
        QCOMPARE(get(*server, {}).error().kind, Error::Kind::Tls);
        QCOMPARE(get(*server, path(QStringLiteral("other.pem"))).error().kind, Error::Kind::Tls);
        QCOMPARE(m_requests, 0);
    }

    void refusesACertificateForAnotherHost()
    {
        const auto server = serve(QStringLiteral("other"));
        QCOMPARE(get(*server, path(QStringLiteral("other.pem"))).error().kind, Error::Kind::Tls);
        QCOMPARE(m_requests, 0);
    }

    void saysWhenTheAuthorityCannotBeRead()
    {
        const auto server = serve(QStringLiteral("here"));
        QCOMPARE(get(*server, path(QStringLiteral("missing.pem"))).error().kind, Error::Kind::Tls);
    }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    bool makeCertificate(const QString &name, const QString &subject)
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
            {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("rsa:2048"),
                QStringLiteral("-nodes"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                QStringLiteral("/CN=opsdeck test"), QStringLiteral("-addext"),
                QStringLiteral("subjectAltName=") + subject, QStringLiteral("-keyout"),
                path(name + QStringLiteral(".key")), QStringLiteral("-out"), path(name + QStringLiteral(".pem"))});
        return openssl.waitForFinished() && openssl.exitCode() == 0;
    }

    std::unique_ptr<QSslServer> serve(const QString &name)
    {
        m_requests = 0;
        QFile key(path(name + QStringLiteral(".key")));
        if (!key.open(QIODevice::ReadOnly))
            qFatal("No key");
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        configuration.setLocalCertificate(QSslCertificate::fromPath(path(name + QStringLiteral(".pem"))).value(0));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(configuration);
        connect(server.get(), &QTcpServer::pendingConnectionAvailable, this, [this, at = server.get()] { accept(at); });
        if (!server->listen(QHostAddress::LocalHost))
            qFatal("Cannot listen");
        return server;
    }

    void accept(QSslServer *server)
    {
        while (QTcpSocket *socket = server->nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                ++m_requests;
                socket->readAll();
                socket->write(testing::FaultServer::ok("secret"));
            });
        }
    }

    Result<Answer> get(const QSslServer &server, const QString &caFile)
    {
        Client client;
        Endpoint endpoint;
        endpoint.name = QStringLiteral("tls");
        endpoint.baseUrl = "https://127.0.0.1:" + QByteArray::number(server.serverPort());
        endpoint.caFile = caFile;
        return testing::wait(client.get(endpoint, endpoint.url().path("x"), {}));
    }

    QTemporaryDir m_folder;
    int m_requests = 0;
};

QTEST_GUILESS_MAIN(HttpTlsTest)
#include "tst_httptls.moc"
