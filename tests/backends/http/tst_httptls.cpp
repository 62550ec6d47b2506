// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"
#include "backends/http/fingerprint.h"
#include "tests/backends/http/certificates.h"
#include "tests/backends/http/faultserver.h"
#include "tests/support/run.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

using namespace opsdeck;
using namespace opsdeck::http;
using testing::Certificates;
using testing::FaultServer;

namespace {

/// Answers a TLS greeting with an older version and nothing else.
class OldTlsServer final : public QTcpServer
{
public:
    OldTlsServer(char minorVersion, quint16 port = 0)
    {
        const QByteArray version = QByteArray(1, 3) + minorVersion;
        // ServerHello: version, random, no session, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, no compression.
        const QByteArray hello = version + QByteArray(32, 'r') + QByteArray("\x00\xc0\x13\x00", 4);
        const QByteArray message = QByteArray("\x02\x00\x00", 3) + static_cast<char>(hello.size()) + hello;
        const QByteArray record = "\x16" + version + '\0' + static_cast<char>(message.size()) + message;
        connect(this, &QTcpServer::newConnection, this, [this, record] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [socket, record] { socket->write(record); });
        });
        if (!listen(QHostAddress::LocalHost, port))
            qFatal("Cannot listen");
    }
};

/// The least of HTTP/2: answers every stream with status 200 and the body "two".
class Http2Server final : public QSslServer
{
public:
    explicit Http2Server(QSslConfiguration configuration)
    {
        configuration.setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2});
        setSslConfiguration(configuration);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
            }
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("Cannot listen");
    }

    int connections = 0;

private:
    static QByteArray frame(char type, char flags, quint32 stream, const QByteArray &payload)
    {
        QByteArray head(9, '\0');
        head[2] = static_cast<char>(payload.size());
        head[3] = type;
        head[4] = flags;
        head[8] = static_cast<char>(stream);
        return head + payload;
    }

    void read(QTcpSocket *socket)
    {
        static const QByteArray preface("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        m_buffer += socket->readAll();
        if (m_buffer.startsWith(preface)) {
            m_buffer.remove(0, preface.size());
            socket->write(frame(4, 0, 0, {})); // SETTINGS
        }
        const auto byte = [this](int at) { return static_cast<unsigned char>(m_buffer[at]); };
        while (m_buffer.size() >= 9) {
            const int length = (byte(0) << 16) + (byte(1) << 8) + byte(2);
            if (m_buffer.size() < 9 + length)
                return;
            const quint32 stream = byte(8);
            if (byte(3) == 4 && byte(4) == 0)
                socket->write(frame(4, 1, 0, {})); // their SETTINGS, acknowledged
            if (byte(3) == 1) // HEADERS, answered with :status 200 and the body
                socket->write(frame(1, 4, stream, "\x88") + frame(0, 1, stream, "two"));
            m_buffer.remove(0, 9 + length);
        }
    }

    QByteArray m_buffer;
};

QByteArray pinOf(const QString &file)
{
    return QSslCertificate::fromPath(file).value(0).digest(QCryptographicHash::Sha256);
}

} // namespace

/// Certificates are made by the openssl program for each run.
class HttpTlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!m_certificates.isUsable())
            QSKIP("openssl is not installed");
    }

    void init() { m_client = std::make_unique<Client>(); }
    void cleanup() { m_client.reset(); }

    void acceptsWhatTheAuthorityOfTheConnectionSigned()
    {
        const auto server = serve({QStringLiteral("good")});
        const auto answer = get(*server, m_certificates.authority());
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
        QCOMPARE(answer->body, QByteArray("secret"));
    }

    void acceptsAWildcardOfOneLevel()
    {
        const auto server = serve({QStringLiteral("wild"), QStringLiteral("subjectAltName=DNS:*.b.localhost")});
        QVERIFY(get(*server, m_certificates.authority(), "a.b.localhost"));
    }

    void s5_refusesWithTheReason_data()
    {
        QTest::addColumn<Certificates::Wanted>("wanted");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QString>("reason");
        const auto today = QDateTime::currentDateTimeUtc();
        const QString here = QStringLiteral("subjectAltName=IP:127.0.0.1");
        const auto row = [](const char *name, const Certificates::Wanted &wanted, const char *reason,
                             const char *host = "127.0.0.1") {
            QTest::newRow(name) << wanted << QByteArray(host) << QString::fromLatin1(reason);
        };
        row("expired", {QStringLiteral("expired"), here, today.addDays(-9), today.addDays(-1)}, "expired");
        row("not yet valid", {QStringLiteral("early"), here, today.addDays(1), today.addDays(9)}, "not yet valid");
        row("self-signed", {QStringLiteral("self"), here, today.addDays(-1), today.addDays(1), QStringLiteral("self")},
            "self-signed");
        row("another host", {QStringLiteral("other"), QStringLiteral("subjectAltName=DNS:other.example")}, "127.0.0.1");
        row("another address", {QStringLiteral("address"), QStringLiteral("subjectAltName=IP:127.0.0.2")}, "127.0.0.1");
        row("an address as a name", {QStringLiteral("name"), QStringLiteral("subjectAltName=DNS:127.0.0.1")},
            "127.0.0.1");
        row("wildcard too deep", {QStringLiteral("deep"), QStringLiteral("subjectAltName=DNS:*.b.localhost")},
            "x.a.b.localhost", "x.a.b.localhost");
        row("not for servers", {QStringLiteral("client"), here + QStringLiteral("\nextendedKeyUsage=clientAuth")},
            "purpose");
        row("signed by no authority",
            {QStringLiteral("chain"), here, today.addDays(-1), today.addDays(1), QStringLiteral("plain")},
            "unable to get");
    }
    void s5_refusesWithTheReason()
    {
        QFETCH(Certificates::Wanted, wanted);
        QFETCH(QByteArray, host);
        QFETCH(QString, reason);
        m_certificates.make({QStringLiteral("plain"), QStringLiteral("basicConstraints=CA:false")});
        const auto server = serve(wanted);
        const auto answer = get(*server, m_certificates.authority(), host);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Tls);
        QVERIFY2(answer.error().detail.contains(reason), qPrintable(answer.error().detail));
        QCOMPARE(server->seen().size(), 0);
    }

    void s5_refusesOldTls_data()
    {
        QTest::addColumn<char>("version");
        QTest::newRow("TLS 1.0") << '\1';
        QTest::newRow("TLS 1.1") << '\2';
    }
    void s5_refusesOldTls()
    {
        QFETCH(char, version);
        OldTlsServer server(version);
        const auto answer = get(server.serverPort(), m_certificates.authority());
        QCOMPARE(answer.error().kind, Error::Kind::Tls);
        QVERIFY2(answer.error().detail.contains(QStringLiteral("protocol")), qPrintable(answer.error().detail));
    }

    void s5_refusesADowngradeInTheMiddleOfASession()
    {
        auto server = serve({QStringLiteral("good")});
        const auto port = static_cast<quint16>(server->port());
        QVERIFY(get(port, m_certificates.authority()));
        server.reset();
        OldTlsServer old('\2', port);
        QCOMPARE(get(port, m_certificates.authority()).error().kind, Error::Kind::Tls);
    }

    void s5_refusesOnceTheAuthorityIsTakenAway()
    {
        const auto server = serve({QStringLiteral("good")});
        server->closeAfterEachAnswer(true);
        const QString bundle = m_certificates.path(QStringLiteral("bundle.pem"));
        QVERIFY(QFile::copy(m_certificates.authority(), bundle));
        QVERIFY(get(*server, bundle));
        const QString unrelated
            = m_certificates.make({QStringLiteral("unrelated"), QStringLiteral("basicConstraints=CA:true"),
                QDateTime::currentDateTimeUtc(), QDateTime::currentDateTimeUtc().addDays(1), QStringLiteral("self")});
        QVERIFY(QFile::remove(bundle) && QFile::copy(unrelated, bundle));
        QCOMPARE(get(*server, bundle).error().kind, Error::Kind::Tls);
        QCOMPARE(server->seen().size(), 1);
    }

    void s5_refusesAnAuthorityNobodyNamedOrThatCannotBeRead()
    {
        const auto server = serve({QStringLiteral("good")});
        QCOMPARE(get(*server, {}).error().kind, Error::Kind::Tls);
        QCOMPARE(get(*server, m_certificates.path(QStringLiteral("missing.pem"))).error().kind, Error::Kind::Tls);
        QCOMPARE(server->seen().size(), 0);
    }

    void s5_trustsOneCertificateByItsFingerprintAndNoOther()
    {
        const auto today = QDateTime::currentDateTimeUtc();
        const Certificates::Wanted lab{QStringLiteral("lab"), QStringLiteral("subjectAltName=DNS:lab.example"),
            today.addDays(-9), today.addDays(-1), QStringLiteral("self")};
        const auto server = serve(lab);
        const QByteArray pin = pinOf(m_certificates.path(QStringLiteral("lab.pem")));
        QVERIFY(getPinned(*server, pin));
        const auto refused = getPinned(*server, QByteArray(32, 'x'));
        QCOMPARE(refused.error().kind, Error::Kind::Tls);
        QVERIFY(refused.error().detail.contains(QString::fromLatin1(pin.toHex(':').toUpper())));
        QCOMPARE(server->seen().size(), 1);
        QVERIFY(getPinned(*server, pin)); // also on the connection that is open already
    }

    void s5_asksForThePinOnReusedConnectionsToo()
    {
        const auto server = serve({QStringLiteral("good")});
        QVERIFY(getPinned(*server, pinOf(m_certificates.path(QStringLiteral("good.pem")))));
        QCOMPARE(getPinned(*server, QByteArray(32, 'x')).error().kind, Error::Kind::Tls);
        QCOMPARE(server->seen().size(), 1);
    }

    void trustsAPublicKeyByItsFingerprint()
    {
        const auto server = serve({QStringLiteral("good")});
        const auto key
            = QSslCertificate::fromPath(m_certificates.path(QStringLiteral("good.pem"))).value(0).publicKey();
        QVERIFY(getPinned(*server, QCryptographicHash::hash(key.toDer(), QCryptographicHash::Sha256)));
    }

    void s5_refusesAValidCertificateThatIsNotThePinnedOne()
    {
        const auto server = serve({QStringLiteral("good")});
        auto to = endpoint(static_cast<quint16>(server->port()), m_certificates.authority());
        to.tls.pin = QByteArray(32, 'x');
        QCOMPARE(testing::wait(m_client->get(to, to.url().path("x"), {})).error().kind, Error::Kind::Tls);
    }

    void s5_pinsNothingOnPlainConnections()
    {
        FaultServer plain;
        auto to = endpoint(0, {});
        to.baseUrl = plain.baseUrl();
        to.tls.pin = QByteArray(32, 'x');
        QCOMPARE(testing::wait(m_client->get(to, to.url().path("x"), {})).error().kind, Error::Kind::Usage);
        QCOMPARE(plain.connections(), 0);
    }

    void showsItsCertificateToItsOwnOriginOnly()
    {
        const QString mine
            = m_certificates.make({QStringLiteral("mine"), QStringLiteral("extendedKeyUsage=clientAuth")});
        auto strict = m_certificates.server(m_certificates.make({QStringLiteral("good")}));
        strict.setPeerVerifyMode(QSslSocket::VerifyPeer);
        strict.setCaCertificates(QSslCertificate::fromPath(m_certificates.authority()));
        FaultServer server(strict);
        server.answer({FaultServer::ok("secret")});
        auto to = endpoint(static_cast<quint16>(server.port()), m_certificates.authority());
        QVERIFY(!testing::wait(m_client->get(to, to.url().path("x"), {})));
        to.tls.certificate = mine;
        to.tls.key = m_certificates.key();
        const auto answer = testing::wait(m_client->get(to, to.url().path("x"), {}));
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
        auto elsewhere = to;
        elsewhere.baseUrl = "https://other.example";
        m_client = std::make_unique<Client>();
        QVERIFY(!testing::wait(m_client->get(elsewhere, to.url().path("x"), {})));
        to.tls.key = m_certificates.path(QStringLiteral("missing.key"));
        QCOMPARE(testing::wait(m_client->get(to, to.url().path("x"), {})).error().kind, Error::Kind::Tls);
    }

    void speaksHttp2OverTls()
    {
        Http2Server server(m_certificates.server(m_certificates.make({QStringLiteral("good")})));
        for (int i = 0; i < 3; ++i) {
            const auto answer = get(server.serverPort(), m_certificates.authority());
            QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
            QCOMPARE(answer->body, QByteArray("two"));
        }
        QCOMPARE(server.connections, 1);
    }

private:
    std::unique_ptr<FaultServer> serve(const Certificates::Wanted &wanted)
    {
        auto server = std::make_unique<FaultServer>(m_certificates.server(m_certificates.make(wanted)));
        server->answer({FaultServer::ok("secret")});
        return server;
    }

    static Endpoint endpoint(quint16 port, const QString &caFile, const QByteArray &host = "127.0.0.1")
    {
        Endpoint endpoint;
        endpoint.name = QStringLiteral("tls");
        endpoint.baseUrl = "https://" + host + ':' + QByteArray::number(port);
        endpoint.caFile = caFile;
        return endpoint;
    }

    Result<Answer> get(quint16 port, const QString &caFile, const QByteArray &host = "127.0.0.1")
    {
        const Endpoint to = endpoint(port, caFile, host);
        return testing::wait(m_client->get(to, to.url().path("x"), {}));
    }

    Result<Answer> get(const FaultServer &server, const QString &caFile, const QByteArray &host = "127.0.0.1")
    {
        return get(static_cast<quint16>(server.port()), caFile, host);
    }

    Result<Answer> getPinned(const FaultServer &server, const QByteArray &pin)
    {
        Endpoint to = endpoint(static_cast<quint16>(server.port()), {});
        to.tls.pin = pin;
        return testing::wait(m_client->get(to, to.url().path("x"), {}));
    }

    Certificates m_certificates;
    std::unique_ptr<Client> m_client;
};

QTEST_GUILESS_MAIN(HttpTlsTest)
#include "tst_httptls.moc"
