// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"
#include "tests/backends/http/faultserver.h"
#include "tests/backends/http/pairresponder.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::http;
using namespace std::chrono_literals;
using testing::FaultServer;

namespace {

QCoro::Task<void> keep(QCoro::Task<Result<Answer>> task, QList<Result<Answer>> *out)
{
    out->append(co_await task);
}

} // namespace

class HttpClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_client = std::make_unique<Client>(10ms);
    }

    void cleanup()
    {
        m_client.reset();
        m_server.reset();
    }

    void sendsPathsAsTheyAreWritten()
    {
        m_server->answer({FaultServer::ok("x")});
        const Url base(m_server->baseUrl());
        const Url url = base.path("api").segment(QStringLiteral("shop/cart")).segmentTwice(QStringLiteral("a/b"));
        QVERIFY(get(url.path("..").path("x").query("at", QStringLiteral("1+1 ü"))));
        QCOMPARE(m_server->seen().first().target, QByteArray("/api/shop%2Fcart/a%252Fb/../x?at=1%2B1%20%C3%BC"));
    }

    void sendsHeadersAndReadsTheAnswersOwn()
    {
        m_server->answer({FaultServer::ok("body", "X-Total: 7\r\nDate: Fri, 20 Nov 2020 10:00:00 GMT\r\n")});
        const auto answer = get(Url(m_server->baseUrl()).path("x"));
        QCOMPARE(m_server->seen().first().header("private-token"), QByteArray("glpat-secret"));
        QCOMPARE(m_server->seen().first().header("cookie"), QByteArray());
        QCOMPARE(answer->body, QByteArray("body"));
        QCOMPARE(answer->header("x-total"), QByteArray("7"));
        QVERIFY(answer->skew < -24h * 365);
    }

    void forgetsCookies()
    {
        m_server->answer({FaultServer::ok("x", "Set-Cookie: sid=1; Path=/\r\n")});
        QVERIFY(get(Url(m_server->baseUrl()).path("a")));
        QVERIFY(get(Url(m_server->baseUrl()).path("b")));
        QCOMPARE(m_server->seen().last().header("cookie"), QByteArray());
    }

    void sendsBodiesWithTheTypeOfTheRequestOnly()
    {
        m_server->answer({FaultServer::ok("{}")});
        for (const auto &method : {"POST", "PUT", "PATCH", "DELETE"}) {
            Request request{method, Url(m_server->baseUrl()).path("x"), {{"Content-Type", "application/json"}}, "{}"};
            QVERIFY(send(request));
            const auto &seen = m_server->seen().last();
            QCOMPARE(seen.method, QByteArray(method));
            QCOMPARE(seen.body, QByteArray("{}"));
            QCOMPARE(seen.header("content-type"), QByteArray("application/json"));
            QCOMPARE(seen.header("expect"), QByteArray());
        }
        QVERIFY(send({"POST", Url(m_server->baseUrl()).path("x")}));
        QCOMPARE(m_server->seen().last().header("content-type"), QByteArray());
        QCOMPARE(m_server->seen().last().header("content-length"), QByteArray("0"));
    }

    void reusesAConnectionForReading()
    {
        m_server->answer({FaultServer::ok("x")});
        for (int i = 0; i < 5; ++i)
            QVERIFY(get(Url(m_server->baseUrl()).path("x")));
        QCOMPARE(m_server->connections(), 1);
    }

    void retriesOnlyReading_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<int>("requests");
        const QByteArray broken = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
        for (const int code : {429, 502, 503, 504}) {
            const auto first = FaultServer::status(code);
            QTest::addRow("GET %d", code) << QByteArray("GET") << first << 2;
            QTest::addRow("HEAD %d", code) << QByteArray("HEAD") << first << 2;
            QTest::addRow("POST %d", code) << QByteArray("POST") << first << 1;
            QTest::addRow("DELETE %d", code) << QByteArray("DELETE") << first << 1;
        }
        for (const int code : {400, 401, 403, 404, 409, 412, 422, 500})
            QTest::addRow("GET %d", code) << QByteArray("GET") << FaultServer::status(code) << 1;
        QTest::addRow("GET broken") << QByteArray("GET") << broken << 2;
        QTest::addRow("POST broken") << QByteArray("POST") << broken << 1;
        QTest::addRow("PUT without an answer") << QByteArray("PUT") << QByteArray() << 1;
    }
    void retriesOnlyReading()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, first);
        QFETCH(int, requests);
        m_server->closeAfterEachAnswer(true);
        const QByteArray second = method == "HEAD" ? QByteArray("HTTP/1.1 200 OK\r\n\r\n") : FaultServer::ok("x");
        m_server->answer({first, second});
        const auto answer = send({method, Url(m_server->baseUrl()).path("x")});
        QCOMPARE(m_server->seen().size(), requests);
        QCOMPARE(answer.has_value(), requests == 2);
    }

    void doesNotRepeatAChangeOnAReusedConnectionThatDied()
    {
        m_server->answer({FaultServer::ok("x")});
        QVERIFY(get(Url(m_server->baseUrl()).path("x")));
        m_server->closeAfterEachAnswer(true);
        m_server->answer({QByteArray()});
        const auto answer = send({"POST", Url(m_server->baseUrl()).path("x")});
        QCOMPARE(answer.error().kind, Error::Kind::Network);
        QCOMPARE(m_server->seen().size(), 2);
    }

    void givesUpAfterThreeTries()
    {
        m_server->answer({FaultServer::status(503, "busy")});
        const auto answer = get(Url(m_server->baseUrl()).path("x"));
        QCOMPARE(m_server->seen().size(), 3);
        QCOMPARE(answer.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(answer.error().status, 503);
        QCOMPARE(answer.error().detail, QStringLiteral("busy"));
    }

    void waitsAsLongAsTheServerAsks_data()
    {
        QTest::addColumn<bool>("asDate");
        QTest::newRow("seconds") << false;
        QTest::newRow("date") << true;
    }
    void waitsAsLongAsTheServerAsks()
    {
        QFETCH(bool, asDate);
        m_server->answerWith([this, asDate](const FaultServer::Seen &) {
            if (m_server->seen().size() > 1)
                return FaultServer::ok("x");
            const auto later = QDateTime::currentDateTimeUtc().addSecs(2);
            const QString date = QLocale::c().toString(later, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
            const QByteArray asked = asDate ? date.toLatin1() : QByteArray("1");
            return FaultServer::status(429, "Retry later", "Retry-After: " + asked + "\r\n");
        });
        QElapsedTimer since;
        since.start();
        QVERIFY(get(Url(m_server->baseUrl()).path("x")));
        QVERIFY(since.elapsed() >= 900);
        QCOMPARE(m_server->seen().size(), 2);
    }

    void tellsWhenToComeBackInsteadOfWaitingForAnHour()
    {
        m_server->answer({FaultServer::status(429, "Retry later", "Retry-After: 3600\r\n")});
        const auto answer = get(Url(m_server->baseUrl()).path("x"));
        QCOMPARE(answer.error().kind, Error::Kind::RateLimited);
        QCOMPARE(answer.error().retryAfter, std::chrono::seconds(3600));
        QCOMPARE(m_server->seen().size(), 1);
    }

    void followsAGetWithinItsOrigin()
    {
        m_server->answer({FaultServer::status(301, {}, "Location: /new%2Fplace\r\n"), FaultServer::ok("there")});
        QCOMPARE(get(Url(m_server->baseUrl()).path("old"))->body, QByteArray("there"));
        QCOMPARE(m_server->seen().last().target, QByteArray("/new%2Fplace"));
    }

    void followsNoChange()
    {
        m_server->answer({FaultServer::status(307, {}, "Location: /new\r\n"), FaultServer::ok("there")});
        const auto answer = send({"POST", Url(m_server->baseUrl()).path("old")});
        QCOMPARE(answer.error().status, 307);
        QCOMPARE(m_server->seen().size(), 1);
    }

    void neverVisitsAnotherOriginByRedirect()
    {
        FaultServer other;
        other.answer({FaultServer::ok("stolen")});
        for (const QByteArray &location : {other.baseUrl() + "/x", other.baseUrl().mid(5) + "/x",
                 "http://127.0.0.1:" + QByteArray::number(m_server->port())
                     + "@127.0.0.1:" + QByteArray::number(other.port()) + "/x"}) {
            m_server->answer({FaultServer::status(302, {}, "Location: " + location + "\r\n")});
            const auto answer = get(Url(m_server->baseUrl()).path("x"));
            QCOMPARE(answer.error().kind, Error::Kind::BadAnswer);
        }
        QCOMPARE(other.connections(), 0);
    }

    void endsALoopOfRedirects()
    {
        m_server->answer({FaultServer::status(302, {}, "Location: /x\r\n")});
        QCOMPARE(get(Url(m_server->baseUrl()).path("x")).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(m_server->seen().size(), 6);
    }

    void sendsNoCredentialsToAnotherOrigin()
    {
        FaultServer other;
        other.answer({FaultServer::ok("x")});
        QVERIFY(get(Url(other.baseUrl()).path("x")));
        QCOMPARE(other.seen().first().header("private-token"), QByteArray());
    }

    void refusesMoreThanItWasAllowedToRead_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addRow("told") << FaultServer::ok(QByteArray(2000, 'x'));
        QTest::addRow("chunked") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n"
                + QByteArray(2000, 'x') + "\r\n0\r\n\r\n";
        QTest::addRow("endless header") << "HTTP/1.1 200 OK\r\n" + QByteArray("X-A: b\r\n").repeated(40'000) + "\r\n";
    }
    void refusesMoreThanItWasAllowedToRead()
    {
        QFETCH(QByteArray, answer);
        m_server->answer({answer});
        Request request{"GET", Url(m_server->baseUrl()).path("x")};
        request.maxBody = 1000;
        const auto got = send(request);
        QCOMPARE(got.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(m_server->seen().size(), 1);
    }

    void callsAnAnswerBrokenThatIsShorterThanTold()
    {
        m_server->closeAfterEachAnswer(true);
        m_server->answer({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"});
        QCOMPARE(get(Url(m_server->baseUrl()).path("x")).error().kind, Error::Kind::Network);
    }

    void callsGarbageABadAnswer()
    {
        m_server->closeAfterEachAnswer(true);
        m_server->answer({"SSH-2.0-OpenSSH_9.2\r\n"});
        QCOMPARE(get(Url(m_server->baseUrl()).path("x")).error().kind, Error::Kind::BadAnswer);
    }

    void endsAtItsDeadlineWhenTheServerIsSilent()
    {
        m_server->answer({QByteArray()});
        Request request{"GET", Url(m_server->baseUrl()).path("x")};
        request.timeout = 100ms;
        const auto answer = send(request);
        QCOMPARE(answer.error().kind, Error::Kind::Timeout);
        QCOMPARE(answer.error().origin, QStringLiteral("test"));
        QCOMPARE(m_server->seen().size(), 1);
    }

    void saysNetworkWhenNobodyListens()
    {
        const Url url = Url(m_server->baseUrl()).path("x");
        m_server.reset();
        QCOMPARE(get(url).error().kind, Error::Kind::Network);
    }

    void endsAtItsDeadlineWhenTheServerDoesNotGreetBack()
    {
        Request request{"GET", Url("https" + m_server->baseUrl().mid(4)).path("x")};
        request.connectTimeout = 100ms;
        QCOMPARE(send(request).error().kind, Error::Kind::Timeout);
        QCOMPARE(m_server->seen().size(), 0);
    }

    void endsAtOnceWhenStopped()
    {
        m_server->answer({QByteArray()});
        QList<Result<Answer>> answers;
        std::stop_source stop;
        const auto running
            = keep(m_client->get(endpoint(), Url(m_server->baseUrl()).path("x"), stop.get_token()), &answers);
        QTRY_COMPARE(m_server->seen().size(), 1);
        QVERIFY(answers.isEmpty());
        stop.request_stop();
        QCOMPARE(answers.size(), 1);
        QCOMPARE(answers.first().error().kind, Error::Kind::Cancelled);
        QTRY_COMPARE(m_server->openConnections(), 0);
    }

    void keepsToTheLimitOfConnectionsAndServesInOrder()
    {
        m_server->answerWith([](const FaultServer::Seen &request) { return FaultServer::ok(request.target); });
        m_server->hold();
        QList<Result<Answer>> answers;
        std::stop_source stop;
        std::vector<QCoro::Task<void>> running;
        auto limited = endpoint();
        limited.maxConnections = 2;
        for (int i = 0; i < 6; ++i) {
            const Url url = Url(m_server->baseUrl()).segment(QString::number(i));
            running.push_back(keep(m_client->get(limited, url, stop.get_token()), &answers));
        }
        QTRY_COMPARE(m_server->seen().size(), 2);
        QCoreApplication::processEvents();
        QCOMPARE(m_server->seen().size(), 2);
        m_server->release();
        QTRY_COMPARE(answers.size(), 6);
        QCOMPARE(m_server->mostAtOnce(), 2);
        QCOMPARE(m_server->seen().last().target, QByteArray("/5"));
    }

    void letsOthersInWhenOneThatWaitsIsStopped()
    {
        m_server->answer({FaultServer::ok("x")});
        m_server->hold();
        QList<Result<Answer>> answers;
        std::stop_source first, second;
        auto limited = endpoint();
        limited.maxConnections = 1;
        const Url url = Url(m_server->baseUrl()).path("x");
        const auto a = keep(m_client->get(limited, url, first.get_token()), &answers);
        const auto b = keep(m_client->get(limited, url, second.get_token()), &answers);
        const auto c = keep(m_client->get(limited, url, first.get_token()), &answers);
        second.request_stop();
        QCOMPARE(answers.size(), 1);
        QTRY_COMPARE(m_server->seen().size(), 1);
        m_server->release();
        QTRY_COMPARE(answers.size(), 3);
        QCOMPARE(m_server->seen().size(), 2);
    }

    void refusesToSendWhatWouldBreakTheRequest()
    {
        Request split{"GET", Url(m_server->baseUrl()).path("x"), {{"X-A", "b\r\nX-C: d"}}};
        QCOMPARE(send(split).error().kind, Error::Kind::Usage);
        QVERIFY(!send(split).error().detail.contains(QStringLiteral("X-C")));
        for (const char *bad : {"http://user@127.0.0.1/x", "file:///etc/passwd", "http://a\\@b/", "", "http:///x"})
            QCOMPARE(get(Url(QByteArray(bad))).error().kind, Error::Kind::Usage);
        QCOMPARE(m_server->connections(), 0);
    }

    void reachesAServerThroughADialledSocket()
    {
        testing::PairResponder docker([](const FaultServer::Seen &request) { return FaultServer::ok(request.target); });
        Endpoint tunnel{QStringLiteral("app-01"), "http://docker", {}, {}, 4, [&docker] { return docker.dial(); }};
        for (int i = 0; i < 3; ++i) {
            const auto answer = testing::wait(m_client->get(tunnel, tunnel.url().path("_ping"), {}));
            QCOMPARE(answer->body, QByteArray("/_ping"));
        }
        QCOMPARE(docker.dialled(), 1);
        docker.breakConnections();
        QCOMPARE(testing::wait(m_client->get(tunnel, tunnel.url().path("info"), {}))->body, QByteArray("/info"));
        QCOMPARE(docker.dialled(), 2);
        QCOMPARE(docker.requests().first().header("host"), QByteArray("docker"));
    }

    void keepsTheConnectionsOfTwoDialledHostsApart()
    {
        testing::PairResponder one([](const FaultServer::Seen &) { return FaultServer::ok("one"); });
        testing::PairResponder two([](const FaultServer::Seen &) { return FaultServer::ok("two"); });
        Endpoint first{QStringLiteral("app-01"), "http://docker", {}, {}, 4, [&one] { return one.dial(); }};
        Endpoint second{QStringLiteral("app-02"), "http://docker", {}, {}, 4, [&two] { return two.dial(); }};
        QCOMPARE(testing::wait(m_client->get(first, first.url().path("x"), {}))->body, QByteArray("one"));
        QCOMPARE(testing::wait(m_client->get(second, second.url().path("x"), {}))->body, QByteArray("two"));
        QCOMPARE(testing::wait(m_client->get(first, first.url().path("x"), {}))->body, QByteArray("one"));
    }

    void saysNetworkWhenADialFails()
    {
        Endpoint tunnel{QStringLiteral("app-01"), "http://docker", {}, {}, 4, [] { return -1; }};
        QCOMPARE(testing::wait(m_client->get(tunnel, tunnel.url().path("x"), {})).error().kind, Error::Kind::Network);
    }

private:
    Endpoint endpoint() const
    {
        return {QStringLiteral("test"), m_server ? m_server->baseUrl() : QByteArray("http://127.0.0.1:1"),
            {{"PRIVATE-TOKEN", "glpat-secret"}}, {}, 4, {}};
    }
    Result<Answer> get(const Url &url) { return testing::wait(m_client->get(endpoint(), url, {})); }
    Result<Answer> send(Request request) { return testing::wait(m_client->send(endpoint(), std::move(request), {})); }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Client> m_client;
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_httpclient.moc"
