// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/token.h"
#include "tests/backends/http/connected.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::registry;
using testing::FaultServer;

namespace {

using Headers = TokenKeeper::Headers;

http::Answer refusal(const QByteArray &challenge)
{
    http::Answer answer{401, {}, {}, {}, {}};
    if (!challenge.isEmpty())
        answer.headers.append({"www-authenticate", challenge});
    return answer;
}

Headers bearer(const QByteArray &token)
{
    return Headers{{"Authorization", "Bearer " + token}};
}

QByteArray tokenOf(int number)
{
    return R"({"token":"t)" + QByteArray::number(number) + R"(","expires_in":300})";
}

} // namespace

class TokenKeeperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<testing::Connected>(); }
    void cleanup()
    {
        m_keeper.reset();
        m_world.reset();
        m_user.clear();
        m_secret.clear();
        qunsetenv("OPSDECK_TEST_TOKEN");
    }

    void carriesNothingBeforeItIsAsked()
    {
        useLogin();
        QCOMPARE(headersFor(mayPull(QStringLiteral("shop/cart"))).value(), Headers());
        QVERIFY(seen().isEmpty());
    }

    void getsATokenForAllThatARequestNeedsAndKeepsIt()
    {
        useLogin();
        serveNewTokens();
        const Scopes scopes = mayPush(QStringLiteral("shop/cart")) + mayPull(QStringLiteral("shop/base"));
        QCOMPARE(afterRefusal(realm("/token"), scopes).value(), bearer("t1"));
        QCOMPARE(seen().last().target,
            QByteArray("/token?service=reg&scope=repository%3Ashop%2Fcart%3Apull%2Cpush"
                       "&scope=repository%3Ashop%2Fbase%3Apull"));
        QCOMPARE(seen().last().header("authorization"), "Basic " + QByteArray("ci:pw").toBase64());
        QCOMPARE(headersFor(scopes).value(), bearer("t1"));
        QCOMPARE(seen().size(), 1);
        QCOMPARE(headersFor(mayPull(QStringLiteral("shop/cart"))).value(), bearer("t2"));
        QCOMPARE(headersFor(scopes).value(), bearer("t1"));
        QCOMPARE(seen().size(), 2);
    }

    void aTokenThatWasRefusedIsReplaced()
    {
        serveNewTokens();
        const Scopes scopes = mayPull(QStringLiteral("cart"));
        QCOMPARE(afterRefusal(realm("/token"), scopes).value(), bearer("t1"));
        QCOMPARE(afterRefusal(realm("/token"), scopes, bearer("t1")).value(), bearer("t2"));
        QCOMPARE(headersFor(scopes).value(), bearer("t2"));
        QCOMPARE(seen().size(), 2);
    }

    void whatWasRefusedIsNotTriedAgain()
    {
        m_world->server.answer({FaultServer::ok(tokenOf(1))});
        const Scopes scopes = mayPull(QStringLiteral("cart"));
        QCOMPARE(afterRefusal(realm("/token"), scopes).value(), bearer("t1"));
        QCOMPARE(afterRefusal(realm("/token"), scopes, bearer("t1")).value(), Headers());
    }

    void showsItsLoginOnceWhereBasicIsAsked()
    {
        useLogin();
        const Headers login{{"Authorization", "Basic " + QByteArray("ci:pw").toBase64()}};
        QCOMPARE(afterRefusal("Basic realm=\"r\"", {}).value(), login);
        QCOMPARE(headersFor({}).value(), login);
        QCOMPARE(afterRefusal("Basic realm=\"r\"", {}, login).value(), Headers());
        QVERIFY(seen().isEmpty());
    }

    void hasNothingToTryWithoutAChallengeOrALogin()
    {
        QCOMPARE(afterRefusal("Basic realm=\"r\"", {}).value(), Headers());
        useLogin();
        m_keeper.reset();
        QVERIFY(!afterRefusal("Basic realm=\"r\"", {})->isEmpty());
        QCOMPARE(afterRefusal({}, {}).value(), Headers());
        QCOMPARE(headersFor({}).value(), Headers()); // what was asked before counts no more
    }

    void aSecretNeedsAUser()
    {
        useLogin();
        m_user.clear();
        QCOMPARE(afterRefusal("Basic realm=\"r\"", {}).error().kind, Error::Kind::Usage);
        QCOMPARE(afterRefusal(realm("/token"), {}).error().kind, Error::Kind::Usage);
        QVERIFY(seen().isEmpty());
    }

    void thePasswordGoesToNoOtherPort()
    {
        useLogin();
        FaultServer stranger;
        stranger.answer({FaultServer::ok(tokenOf(7))});
        const QByteArray challenge = "Bearer realm=\"" + stranger.baseUrl() + "/token\"";
        QCOMPARE(afterRefusal(challenge, mayPull(QStringLiteral("cart"))).value(), bearer("t7"));
        QCOMPARE(stranger.seen().size(), 1);
        QCOMPARE(stranger.seen().first().header("authorization"), QByteArray());
    }

    void aRealmThatLeadsElsewhereGivesNothingAway()
    {
        useLogin();
        FaultServer stranger;
        stranger.answer({FaultServer::ok(tokenOf(7))});
        m_world->server.answer({FaultServer::status(302, {}, "Location: " + stranger.baseUrl() + "/token\r\n")});
        QVERIFY(!afterRefusal(realm("/token"), mayPull(QStringLiteral("cart"))));
        QVERIFY(stranger.seen().isEmpty());
    }

    void aFaultOfTheRealmIsTold()
    {
        m_world->server.answer({FaultServer::status(403)});
        QCOMPARE(afterRefusal(realm("/token"), {}).error().kind, Error::Kind::Forbidden);
        m_world->server.answer({FaultServer::ok("<html>")});
        QCOMPARE(afterRefusal(realm("/token"), {}).error().kind, Error::Kind::BadAnswer);
        m_world->server.answer({FaultServer::ok("{}")});
        QCOMPARE(afterRefusal(realm("/token"), {}).error().origin, QStringLiteral("src"));
    }

    void aRepositoryStandsBelowTheRegistry()
    {
        const http::Url url(QByteArray("https://reg.example/prefix"));
        QCOMPARE(repositoryUrl(url, QStringLiteral("shop/a b")).bytes(),
            QByteArray("https://reg.example/prefix/v2/shop/a%20b"));
    }

private:
    void useLogin()
    {
        qputenv("OPSDECK_TEST_TOKEN", "pw");
        m_user = QStringLiteral("ci");
        m_secret = QStringLiteral("env:OPSDECK_TEST_TOKEN");
    }

    /// t1, t2, t3 …
    void serveNewTokens()
    {
        m_world->server.answerWith(
            [count = 0](const FaultServer::Seen &) mutable { return FaultServer::ok(tokenOf(++count)); });
    }

    QByteArray realm(const QByteArray &path) const
    {
        return "Bearer realm=\"" + m_world->server.baseUrl() + path + "\",service=\"reg\"";
    }

    TokenKeeper &keeper()
    {
        if (!m_keeper) {
            Connection connection = m_world->connection(QStringLiteral("registry"));
            connection.user = m_user;
            connection.secret = m_secret;
            http::Endpoint endpoint;
            endpoint.name = connection.id.text();
            endpoint.baseUrl = connection.url.toUtf8();
            m_keeper = std::make_unique<TokenKeeper>(endpoint, connection, m_world->client, m_world->secrets);
        }
        return *m_keeper;
    }

    Result<Headers> headersFor(const Scopes &scopes) { return testing::wait(keeper().headersFor(scopes, {})); }
    Result<Headers> afterRefusal(const QByteArray &challenge, const Scopes &scopes, const Headers &tried = {})
    {
        return testing::wait(keeper().afterRefusal(refusal(challenge), scopes, tried, {}));
    }
    const QList<FaultServer::Seen> &seen() const { return m_world->server.seen(); }

    std::unique_ptr<testing::Connected> m_world;
    QString m_user;
    QString m_secret;
    std::unique_ptr<TokenKeeper> m_keeper;
};

QTEST_GUILESS_MAIN(TokenKeeperTest)
#include "tst_tokenkeeper.moc"
