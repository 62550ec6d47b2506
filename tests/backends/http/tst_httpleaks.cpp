// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"
#include "tests/backends/http/certificates.h"
#include "tests/backends/http/faultserver.h"
#include "tests/support/run.h"

#include <QTcpServer>
#include <QTemporaryDir>

using namespace opsdeck;
using namespace opsdeck::http;
using testing::FaultServer;

namespace {

const QByteArray secret("glpat-canary");

/// Passes CONNECT on to one port on loopback, or refuses it; keeps what it was told.
class TunnelProxy final : public QTcpServer
{
public:
    TunnelProxy(quint16 target, QByteArray refusal = {})
        : m_target(target)
        , m_refusal(std::move(refusal))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("Cannot listen");
    }

    QByteArray told;

private:
    void read(QTcpSocket *client)
    {
        if (auto *server = client->findChild<QTcpSocket *>()) {
            server->write(client->readAll());
            return;
        }
        told += client->readAll();
        if (!told.contains("\r\n\r\n"))
            return;
        if (!m_refusal.isEmpty()) {
            client->write(m_refusal);
            client->disconnectFromHost();
            return;
        }
        auto *server = new QTcpSocket(client);
        server->connectToHost(QHostAddress::LocalHost, m_target);
        connect(server, &QTcpSocket::connected, client, [client] { client->write("HTTP/1.1 200 OK\r\n\r\n"); });
        connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    }

    quint16 m_target;
    QByteArray m_refusal;
};

bool anyHeaderHolds(const FaultServer &server, const QByteArray &text)
{
    for (const auto &request : server.seen()) {
        for (const auto &[name, value] : request.headers) {
            if (value.contains(text))
                return true;
        }
    }
    return false;
}

} // namespace

/// S4: what is meant for one server reaches no other.
class HttpLeaksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"http_proxy", "https_proxy", "no_proxy", "NO_PROXY", "HTTPS_PROXY", "all_proxy"})
            qunsetenv(name);
        m_server = std::make_unique<FaultServer>();
        m_client = std::make_unique<Client>();
    }

    void cleanup()
    {
        m_client.reset();
        m_server.reset();
        init();
    }

    void s4_staysWithinItsOriginHoweverItIsRedirected_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("scheme");
        QTest::addColumn<QByteArray>("host");
        for (const int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("%d to another port", status) << status << QByteArray("http") << QByteArray("127.0.0.1");
            QTest::addRow("%d to another host", status) << status << QByteArray("http") << QByteArray("localhost");
            QTest::addRow("%d to another scheme", status) << status << QByteArray("https") << QByteArray("127.0.0.1");
        }
    }
    void s4_staysWithinItsOriginHoweverItIsRedirected()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, scheme);
        QFETCH(QByteArray, host);
        FaultServer other;
        other.answer({FaultServer::ok("stolen")});
        // Another scheme is tried on the very same port, which differs in nothing else.
        const int port = scheme == "https" ? m_server->port() : other.port();
        const QByteArray location = scheme + "://" + host + ':' + QByteArray::number(port) + "/x";
        m_server->answer({FaultServer::status(status, {}, "Location: " + location + "\r\nSet-Cookie: sid=1\r\n"),
            FaultServer::ok("x")});
        for (const char *method : {"GET", "POST", "HEAD"}) {
            const auto answer = testing::wait(m_client->send(endpoint(), {method, home().path("x")}, {}));
            if (answer) // the second answer, without a detour
                continue;
            QCOMPARE(answer.error().kind, Error::Kind::BadAnswer);
        }
        QCOMPARE(other.connections(), 0);
        QVERIFY(!anyHeaderHolds(*m_server, "sid=1"));
    }

    void s4_readsNoNetrc()
    {
        QTemporaryDir folder;
        QFile netrc(folder.filePath(QStringLiteral(".netrc")));
        QVERIFY(netrc.open(QIODevice::WriteOnly));
        netrc.write("machine 127.0.0.1 login someone password netrc-canary\ndefault login a password netrc-canary\n");
        netrc.close();
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", folder.path().toLocal8Bit());
        qputenv("NETRC", netrc.fileName().toLocal8Bit());
        m_server->answer({FaultServer::status(302, {}, "Location: /y\r\n"), FaultServer::ok("x")});
        Endpoint bare;
        bare.baseUrl = m_server->baseUrl();
        QVERIFY(testing::wait(m_client->get(bare, home().path("x"), {})));
        qputenv("HOME", before);
        qunsetenv("NETRC");
        QCOMPARE(m_server->seen().size(), 2);
        for (const auto &request : m_server->seen())
            QCOMPARE(request.header("authorization"), QByteArray());
    }

    void asksTheProxyOfTheEnvironment()
    {
        qputenv("http_proxy", m_server->baseUrl());
        m_server->answer({FaultServer::ok("through")});
        QCOMPARE(get("http://git.invalid/x")->body, QByteArray("through"));
        QCOMPARE(m_server->seen().last().target, QByteArray("http://git.invalid/x"));
        qputenv("no_proxy", ".invalid");
        QCOMPARE(get("http://git.invalid/x").error().kind, Error::Kind::Network);
        QCOMPARE(m_server->seen().size(), 1);
    }

    void neverLeavesLoopbackToTheProxyOfTheEnvironment()
    {
        FaultServer proxy;
        qputenv("http_proxy", proxy.baseUrl());
        m_server->answer({FaultServer::ok("direct")});
        QCOMPARE(get(m_server->baseUrl() + "/x")->body, QByteArray("direct"));
        QCOMPARE(proxy.connections(), 0);
    }

    void prefersTheProxyOfTheConnectionToThatOfTheEnvironment()
    {
        FaultServer environment;
        qputenv("http_proxy", environment.baseUrl());
        qputenv("no_proxy", "*");
        m_server->answer({FaultServer::ok("through")});
        auto to = endpoint();
        to.proxy.url = m_server->baseUrl();
        to.baseUrl = "http://git.invalid";
        QCOMPARE(testing::wait(m_client->get(to, to.url().path("x"), {}))->body, QByteArray("through"));
        qunsetenv("no_proxy");
        to.proxy.url = "none";
        QVERIFY(!testing::wait(m_client->get(to, to.url().path("y"), {})));
        QCOMPARE(environment.connections(), 0);
        QCOMPARE(m_server->seen().size(), 1);
    }

    void s4_saysThatTheProxyWantsALogin_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("plain") << QByteArray("http://git.invalid");
        QTest::newRow("tunnel") << QByteArray("https://git.invalid");
    }
    void s4_saysThatTheProxyWantsALogin()
    {
        QFETCH(QByteArray, target);
        TunnelProxy proxy(
            0, FaultServer::status(407, "who?", "Proxy-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\n"));
        auto to = endpoint();
        to.baseUrl = target;
        to.proxy.url = "http://127.0.0.1:" + QByteArray::number(proxy.serverPort());
        to.headers = {};
        const auto answer = testing::wait(m_client->get(to, to.url().path("x"), {}));
        QCOMPARE(answer.error().kind, Error::Kind::Unauthorised);
        QCOMPARE(answer.error().status, 407);
        QVERIFY(answer.error().detail.contains(QStringLiteral("proxy-user")));
    }

    void s4_tellsEachOfProxyAndOriginItsOwnSecretOnly()
    {
        testing::Certificates certificates;
        if (!certificates.isUsable())
            QSKIP("openssl is not installed");
        const QString certificate
            = certificates.make({QStringLiteral("good"), QStringLiteral("subjectAltName=DNS:git.invalid")});
        FaultServer origin(certificates.server(certificate));
        origin.answer({FaultServer::ok("secret")});
        TunnelProxy proxy(static_cast<quint16>(origin.port()));
        auto to = endpoint();
        to.baseUrl = "https://git.invalid";
        to.caFile = certificates.authority();
        to.proxy = {"http://127.0.0.1:" + QByteArray::number(proxy.serverPort()), QStringLiteral("me"),
            QStringLiteral("proxy-canary")};
        const auto answer = testing::wait(m_client->get(to, to.url().path("x"), {}));
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
        QVERIFY(proxy.told.contains("Proxy-Authorization: Basic " + QByteArray("me:proxy-canary").toBase64()));
        QVERIFY(!proxy.told.contains(secret));
        QCOMPARE(origin.seen().last().header("private-token"), secret);
        QVERIFY(!anyHeaderHolds(origin, QByteArray("me:proxy-canary").toBase64()));
    }

private:
    Url home() const { return Url(m_server->baseUrl()); }
    Endpoint endpoint() const
    {
        return {QStringLiteral("test"), m_server->baseUrl(),
            {{"PRIVATE-TOKEN", secret}, {"Authorization", "Bearer " + secret}}, {}, 4, {}};
    }
    Result<Answer> get(const QByteArray &url) { return testing::wait(m_client->get(endpoint(), Url(url), {})); }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Client> m_client;
};

QTEST_GUILESS_MAIN(HttpLeaksTest)
#include "tst_httpleaks.moc"
