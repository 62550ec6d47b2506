// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/resolver.h"
#include "tests/backends/http/connected.h"
#include "tests/support/run.h"

#include <QCryptographicHash>

using namespace opsdeck;
using namespace opsdeck::registry;
using testing::FaultServer;

namespace {

const QByteArray Sha = "sha256:" + QByteArray(64, 'a');

http::Answer refusal(const QList<QByteArray> &challenges)
{
    http::Answer answer{401, {}, {}, {}, {}};
    for (const auto &challenge : challenges)
        answer.headers.append({"www-authenticate", challenge});
    return answer;
}

} // namespace

class RegistryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<testing::Connected>(); }
    void cleanup()
    {
        m_resolver.reset();
        m_world.reset();
        m_user.clear();
        m_secret.clear();
        qunsetenv("OPSDECK_TEST_TOKEN");
    }

    void resolvesATagWithAllManifestTypes()
    {
        m_world->server.answer({headAnswer(Sha)});
        QCOMPARE(resolve("shop/cart:2.4.1")->text(), QString::fromLatin1(Sha));
        const auto &seen = m_world->server.seen().first();
        QCOMPARE(seen.method, QByteArray("HEAD"));
        QCOMPARE(seen.target, QByteArray("/v2/shop/cart/manifests/2.4.1"));
        for (const char *type :
            {"oci.image.index.v1", "oci.image.manifest.v1", "manifest.list.v2", "distribution.manifest.v2"})
            QVERIFY(seen.header("accept").contains(type));
        QCOMPARE(seen.header("authorization"), QByteArray());
    }

    void asksForADigestWhereNoTagIsNamed()
    {
        m_world->server.answer({headAnswer(Sha)});
        QVERIFY(resolve("cart@" + Sha));
        QCOMPARE(m_world->server.seen().first().target, "/v2/cart/manifests/" + QByteArray(Sha).replace(":", "%3A"));
        QVERIFY(resolve("cart"));
        QCOMPARE(m_world->server.seen().last().target, QByteArray("/v2/cart/manifests/latest"));
    }

    void hashesTheManifestWhereTheRegistryDoesNotTellTheDigest()
    {
        m_world->server.answer({FaultServer::status(200), FaultServer::ok("manifest")});
        const auto hash = QCryptographicHash::hash("manifest", QCryptographicHash::Sha256).toHex();
        QCOMPARE(resolve("cart:1")->text(), QString::fromLatin1("sha256:" + hash));
    }

    void saysWhichTagIsMissing()
    {
        m_world->server.answer({FaultServer::status(404)});
        const auto digest = resolve("shop/cart:9");
        QCOMPARE(digest.error().kind, Error::Kind::NotFound);
        QCOMPARE(digest.error().detail, QStringLiteral("shop/cart:9"));
    }

    void refusesADigestThatIsNone()
    {
        m_world->server.answer({headAnswer("sha512:abc")});
        QCOMPARE(resolve("cart:1").error().kind, Error::Kind::BadAnswer);
    }

    void collectsTagsOfAllPages()
    {
        const QByteArray next = "Link: </v2/cart/tags/list?last=b&n=2>; rel=\"next\"\r\n";
        m_world->server.answer({FaultServer::ok(R"({"name":"cart","tags":["a","b"]})", next),
            FaultServer::ok(R"({"name":"cart","tags":["c"]})")});
        QCOMPARE(tags("cart").value(), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QCOMPARE(m_world->server.seen().last().target, QByteArray("/v2/cart/tags/list?last=b&n=2"));
    }

    void knowsARepositoryWithoutTags()
    {
        m_world->server.answer({FaultServer::ok(R"({"name":"cart","tags":null})")});
        QCOMPARE(tags("cart").value(), QStringList());
    }

    void refusesTagsThatGoInCirclesOrElsewhere_data()
    {
        QTest::addColumn<QByteArray>("link");
        QTest::newRow("circle") << QByteArray("?n=500");
        QTest::newRow("elsewhere") << QByteArray("http://127.0.0.1:1/v2/");
    }
    void refusesTagsThatGoInCirclesOrElsewhere()
    {
        QFETCH(QByteArray, link);
        m_world->server.answer({FaultServer::ok(R"({"name":"cart","tags":[]})", "Link: <" + link + ">; rel=next\r\n")});
        QCOMPARE(tags("cart").error().kind, Error::Kind::BadAnswer);
        QCOMPARE(m_world->server.seen().size(), 1);
    }

    void getsATokenForEachRepositoryAndKeepsIt()
    {
        serveTokens(300);
        useSecret();
        QVERIFY(resolve("shop/cart:1"));
        QVERIFY(resolve("shop/cart:2"));
        QCOMPARE(requestsTo("/token"), 1);
        QVERIFY(resolve("shop/web:1"));
        QCOMPARE(requestsTo("/token"), 2);
        const auto asked = std::find_if(m_world->server.seen().cbegin(), m_world->server.seen().cend(),
            [](const auto &seen) { return seen.target.startsWith("/token"); });
        QCOMPARE(asked->target, QByteArray("/token?service=reg&scope=repository%3Ashop%2Fcart%3Apull"));
        QCOMPARE(asked->header("authorization"), "Basic " + QByteArray("ci:pw").toBase64());
    }

    void getsANewTokenWhenTheOldOneIsNearItsEnd()
    {
        serveTokens(5);
        QVERIFY(resolve("shop/cart:1"));
        QVERIFY(resolve("shop/cart:1"));
        QCOMPARE(requestsTo("/token"), 2);
    }

    void sendsItsPasswordToNoStranger()
    {
        FaultServer stranger;
        stranger.answer({FaultServer::ok(R"({"token":"t"})")});
        useSecret();
        const QByteArray challenge = "WWW-Authenticate: Bearer realm=\"" + stranger.baseUrl() + "/token\"\r\n";
        m_world->server.answer(
            {FaultServer::status(401, {}, challenge), FaultServer::status(401, {}, challenge), headAnswer(Sha)});
        QVERIFY(resolve("cart:1"));
        QCOMPARE(stranger.seen().size(), 1);
        QCOMPARE(stranger.seen().first().header("authorization"), QByteArray());
        QCOMPARE(m_world->server.seen().last().header("authorization"), QByteArray("Bearer t"));
    }

    void logsInWithBasicWhereAsked()
    {
        useSecret();
        m_world->server.answerWith([](const FaultServer::Seen &request) {
            const bool good = request.header("authorization") == "Basic " + QByteArray("ci:pw").toBase64();
            return good ? headAnswer(Sha) : FaultServer::status(401, {}, "WWW-Authenticate: Basic realm=\"r\"\r\n");
        });
        QVERIFY(resolve("cart:1"));
        QVERIFY(resolve("cart:2"));
        QCOMPARE(m_world->server.seen().size(), 4);
    }

    void doesNotInsistWhenRefused()
    {
        useSecret();
        m_world->server.answer({FaultServer::status(401, {}, "WWW-Authenticate: Basic realm=\"r\"\r\n")});
        QCOMPARE(resolve("cart:1").error().kind, Error::Kind::Unauthorised);
        QCOMPARE(m_world->server.seen().size(), 3);
    }

    void readsChallenges_data()
    {
        QTest::addColumn<QList<QByteArray>>("headers");
        QTest::addColumn<QByteArray>("realm"); // "basic", or empty for none
        QTest::addColumn<QString>("service");
        const auto row
            = [](const char *name, const QList<QByteArray> &headers, const char *realm, const char *service) {
                  QTest::newRow(name) << headers << QByteArray(realm) << QString::fromUtf8(service);
              };
        row("bearer", {"Bearer realm=\"https://a/t\",service=\"s,1\",scope=\"x\""}, "https://a/t", "s,1");
        row("lower case and blanks", {"bearer Realm = \"https://a/t\", service = s"}, "https://a/t", "s");
        row("both", {"Basic realm=\"r\"", "Bearer realm=\"/t\""}, "/t", "");
        row("basic", {"BASIC realm=\"r\""}, "basic", "");
        row("no realm", {"Bearer service=\"s\""}, "", "");
        row("other", {"Negotiate"}, "", "");
        row("none", {}, "", "");
    }
    void readsChallenges()
    {
        QFETCH(QList<QByteArray>, headers);
        QFETCH(QByteArray, realm);
        QFETCH(QString, service);
        const auto challenge = parseChallenge(refusal(headers));
        QCOMPARE(challenge.has_value(), !realm.isEmpty());
        if (realm == "basic")
            QCOMPARE(challenge->scheme, Challenge::Scheme::Basic);
        else if (challenge)
            QCOMPARE(*challenge, (Challenge{Challenge::Scheme::Bearer, realm, service}));
    }

    void readsTokens_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("lifetime"); // -1: refused
        QTest::newRow("token") << QByteArray(R"({"token":"t","expires_in":300})") << 300;
        QTest::newRow("access token") << QByteArray(R"({"access_token":"t"})") << 60;
        QTest::newRow("for ever") << QByteArray(R"({"token":"t","expires_in":99999999999})") << 86400;
        QTest::newRow("none") << QByteArray("{}") << -1;
        QTest::newRow("number") << QByteArray(R"({"token":5})") << -1;
        QTest::newRow("html") << QByteArray("<html>") << -1;
    }
    void readsTokens()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, lifetime);
        const auto token = parseToken(body, {});
        QCOMPARE(token ? static_cast<int>(token->lifetime.count()) : -1, lifetime);
    }

    void readsHowMuchOfAnUploadIsThere_data()
    {
        QTest::addColumn<QByteArray>("range");
        QTest::addColumn<qint64>("bytes"); // -1: no range
        QTest::newRow("range") << QByteArray("0-4095") << qint64(4096);
        QTest::newRow("with its unit") << QByteArray("bytes=0-0") << qint64(0);
        QTest::newRow("not from the start") << QByteArray("5-9") << qint64(-1);
        QTest::newRow("backwards") << QByteArray("0--5") << qint64(-1);
        QTest::newRow("the largest number") << QByteArray("0-9223372036854775807") << qint64(-1);
        QTest::newRow("larger than a number") << QByteArray("0-9223372036854775808") << qint64(-1);
        QTest::newRow("nothing") << QByteArray() << qint64(-1);
    }
    void readsHowMuchOfAnUploadIsThere()
    {
        QFETCH(QByteArray, range);
        QFETCH(qint64, bytes);
        QCOMPARE(bytesHeld(range).value_or(-1), bytes);
    }

    void trustsOnlyItsOwnDomainWithAPassword_data()
    {
        QTest::addColumn<QByteArray>("registry");
        QTest::addColumn<QByteArray>("realm");
        QTest::addColumn<bool>("trusted");
        const auto row = [](const char *registry, const char *realm, bool trusted) {
            QTest::addRow("%s -> %s", registry, realm) << QByteArray(registry) << QByteArray(realm) << trusted;
        };
        row("http://127.0.0.1:5000", "http://127.0.0.1:5000/token", true);
        row("http://127.0.0.1:5000", "http://127.0.0.1:5001/token", false);
        row("https://registry.example.com", "https://auth.example.com/token", true);
        row("https://registry.gitlab.example.com:5050", "https://gitlab.example.com/jwt/auth", true);
        row("https://example.com", "https://auth.example.com/token", true);
        row("https://registry-1.docker.io", "https://auth.docker.io/token", true);
        row("https://registry.example.com", "http://registry.example.com/token", false);
        row("https://registry.example.com", "https://evil.com/token", false);
        row("https://registry.example.com", "https://example.com.evil.com/token", false);
        row("https://registry.com", "https://evil.com/token", false);
        row("https://10.0.0.1", "https://11.0.0.1/token", false);
        row("https://[::1]", "https://[::2]/token", false);
        row("https://registry.example.com", "https://registry.example.com@evil.com/", false);
        row("https://registry.example.com", "", false);
    }
    void trustsOnlyItsOwnDomainWithAPassword()
    {
        QFETCH(QByteArray, registry);
        QFETCH(QByteArray, realm);
        QFETCH(bool, trusted);
        QCOMPARE(mayTrustRealm(http::Url(registry), http::Url(realm)), trusted);
    }

    void findsTheConnectionOfARegistry_data()
    {
        QTest::addColumn<QString>("registry");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *registry, const char *name, const char *url) {
            QTest::newRow(registry) << QString::fromUtf8(registry) << QString::fromUtf8(name) << QString::fromUtf8(url);
        };
        row("harbor.example", "harbor", "https://harbor.example:443");
        row("Harbor.example:443", "harbor", "https://harbor.example:443");
        row("reg.example:5000", "plain", "http://reg.example:5000");
        row("reg.example", "reg.example", "https://reg.example");
        row("127.0.0.1:5000", "127.0.0.1:5000", "http://127.0.0.1:5000");
        row("127.1.2.3", "127.1.2.3", "http://127.1.2.3");
        row("localhost:5000", "localhost:5000", "http://localhost:5000");
        row("", "registry-1.docker.io", "https://registry-1.docker.io");
        row("docker.io", "registry-1.docker.io", "https://registry-1.docker.io");
    }
    void findsTheConnectionOfARegistry()
    {
        QFETCH(QString, registry);
        QFETCH(QString, name);
        QFETCH(QString, url);
        const Connection harbor{SourceId(QStringLiteral("harbor")), QStringLiteral("harbor"),
            QStringLiteral("https://harbor.example/prefix")};
        const Connection plain{
            SourceId(QStringLiteral("plain")), QStringLiteral("registry"), QStringLiteral("http://reg.example:5000")};
        const auto found = connectionFor(registry, {harbor, plain});
        QCOMPARE(found.id.text(), name);
        QCOMPARE(found.url, url);
    }

private:
    static QByteArray headAnswer(const QByteArray &digest)
    {
        return FaultServer::status(200, {}, "Docker-Content-Digest: " + digest + "\r\n");
    }

    void useSecret()
    {
        qputenv("OPSDECK_TEST_TOKEN", "pw");
        m_user = QStringLiteral("ci");
        m_secret = QStringLiteral("env:OPSDECK_TEST_TOKEN");
    }

    /// A registry that wants a token for each repository, and gives them out itself.
    void serveTokens(int lifetime)
    {
        const QByteArray challenge = "WWW-Authenticate: Bearer realm=\"" + m_world->server.baseUrl()
            + "/token\",service=\"reg\",scope=\"repository:x:pull\"\r\n";
        m_world->server.answerWith([challenge, lifetime](const FaultServer::Seen &request) {
            if (request.target.startsWith("/token"))
                return FaultServer::ok(R"({"token":"t)" + request.target.right(12) + R"(","expires_in":)"
                    + QByteArray::number(lifetime) + '}');
            const bool good = request.header("authorization").startsWith("Bearer t");
            return good ? headAnswer(Sha) : FaultServer::status(401, {}, challenge);
        });
    }

    int requestsTo(const QByteArray &path) const
    {
        const auto &seen = m_world->server.seen();
        return static_cast<int>(std::count_if(
            seen.cbegin(), seen.cend(), [&path](const auto &request) { return request.target.startsWith(path); }));
    }

    ImageRef imageOf(const QByteArray &rest) const
    {
        const QString host = QString::fromUtf8(m_world->server.baseUrl().mid(7));
        return ImageRef::parse(host + u'/' + QString::fromUtf8(rest)).value();
    }

    ImageResolver &resolver()
    {
        if (!m_resolver) {
            Connection connection = m_world->connection(QStringLiteral("registry"));
            connection.user = m_user;
            connection.secret = m_secret;
            m_resolver = makeImageResolver({connection}, m_world->client, m_world->secrets);
        }
        return *m_resolver;
    }

    Result<Digest> resolve(const QByteArray &image) { return testing::wait(resolver().resolve(imageOf(image), {})); }
    Result<QStringList> tags(const QByteArray &image) { return testing::wait(resolver().tags(imageOf(image), {})); }

    std::unique_ptr<testing::Connected> m_world;
    QString m_user;
    QString m_secret;
    std::unique_ptr<ImageResolver> m_resolver;
};

QTEST_GUILESS_MAIN(RegistryTest)
#include "tst_registry.moc"
