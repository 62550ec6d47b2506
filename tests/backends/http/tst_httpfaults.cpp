// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/client.h"
#include "tests/backends/http/connected.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::http;
using namespace std::chrono_literals;
using testing::Connected;
using testing::FaultServer;

namespace {

QCoro::Task<void> keep(QCoro::Task<Result<Answer>> task, QList<Result<Answer>> *out)
{
    out->append(co_await task);
}

QByteArray httpDate(const QDateTime &utc)
{
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
}

/// A list of tags, GitLab's way, from which a test takes rows between two pages.
QByteArray tagPage(const QList<QByteArray> &names, int page, int perPage)
{
    QList<QByteArray> rows;
    for (const QByteArray &name : names.mid((page - 1) * perPage, perPage))
        rows.append(R"({"name":")" + name + R"(","target":"0a1b","commit":{"id":"0a1b","title":"t"}})");
    return '[' + rows.join(',') + ']';
}

} // namespace

/// R12 and R13: servers that fail, and lists that change or lie while they are read.
class HttpFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<Connected>(); }
    void cleanup() { m_world.reset(); }

    void r12_givesEveryFaultItsKind_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<int>("requests");
        const auto row = [](const char *name, const QByteArray &answer, Error::Kind kind, int requests) {
            QTest::newRow(name) << answer << kind << requests;
        };
        const QByteArray head = "HTTP/1.1 200 OK\r\n";
        const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        row("401", FaultServer::status(401), Error::Kind::Unauthorised, 1);
        row("403", FaultServer::status(403), Error::Kind::Forbidden, 1);
        row("404", FaultServer::status(404), Error::Kind::NotFound, 1);
        row("429 for an hour", FaultServer::status(429, "no", "Retry-After: 3600\r\n"), Error::Kind::RateLimited, 1);
        row("500", FaultServer::status(500, "\"boom\""), Error::Kind::BadAnswer, 1);
        row("503", FaultServer::status(503), Error::Kind::BadAnswer, 3);
        row("truncated", head + "Content-Length: 100\r\n\r\n[", Error::Kind::Network, 3);
        row("broken chunk", chunked + "zz\r\n[]\r\n", Error::Kind::Network, 3);
        row("unfinished chunks", chunked + "2\r\n[]\r\n", Error::Kind::Network, 3);
        row("shorter than it is", head + "Content-Length: 1\r\n\r\n[]", Error::Kind::BadAnswer, 1);
        row("304 without being asked", "HTTP/1.1 304 Not Modified\r\n\r\n", Error::Kind::BadAnswer, 1);
        row("200 with a proxy's page", FaultServer::ok("<html><title>Sign in</title>"), Error::Kind::BadAnswer, 1);
        row("200 with nothing", FaultServer::ok({}), Error::Kind::BadAnswer, 1);
        row("204", "HTTP/1.1 204 No Content\r\n\r\n", Error::Kind::BadAnswer, 1);
        row("no HTTP", "220 smtp.example ESMTP\r\n", Error::Kind::BadAnswer, 1);
    }
    void r12_givesEveryFaultItsKind()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Error::Kind, kind);
        QFETCH(int, requests);
        m_world->server.closeAfterEachAnswer(true);
        m_world->server.answer({answer});
        const auto source = m_world->source(m_world->connection(QStringLiteral("alertmanager")));
        const auto batch = testing::wait(source->fetch({}, {}));
        QVERIFY(!batch);
        QCOMPARE(batch.error().kind, kind);
        QCOMPARE(batch.error().origin, QStringLiteral("src"));
        QCOMPARE(m_world->server.seen().size(), requests);
    }

    void r12_keepsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("seconds") << QByteArray("120");
        QTest::newRow("date") << httpDate(QDateTime::currentDateTimeUtc().addSecs(7320));
    }
    void r12_keepsRetryAfter()
    {
        QFETCH(QByteArray, value);
        // The server's clock is two hours ahead: its date is about its own time.
        const auto theirs = httpDate(QDateTime::currentDateTimeUtc().addSecs(7200));
        m_world->server.answer(
            {FaultServer::status(503, "busy", "Date: " + theirs + "\r\nRetry-After: " + value + "\r\n")});
        const auto answer = get("x");
        QVERIFY2(answer.error().retryAfter >= 115s && answer.error().retryAfter <= 121s,
            qPrintable(QString::number(answer.error().retryAfter.count())));
    }

    void r12_asksNothingElseOfAServerThatWantsTime()
    {
        m_world->server.answer({FaultServer::status(429, "Retry later", "Retry-After: 120\r\n")});
        QCOMPARE(get("x").error().kind, Error::Kind::RateLimited);
        const auto other = get("y");
        QCOMPARE(other.error().kind, Error::Kind::RateLimited);
        QCOMPARE(other.error().detail, QStringLiteral("Retry later"));
        QVERIFY(other.error().retryAfter >= 115s);
        QCOMPARE(m_world->server.seen().size(), 1);
    }

    void r12_letsOtherPathsBeWhenOneFails()
    {
        m_world->server.answerWith([](const FaultServer::Seen &request) {
            return request.path() == "/bad" ? FaultServer::status(502) : FaultServer::ok("x");
        });
        Client patient(5s);
        QCOMPARE(
            testing::wait(patient.send(endpoint(), {"POST", endpoint().url().path("bad")}, {})).error().status, 502);
        QElapsedTimer since;
        since.start();
        QVERIFY(testing::wait(patient.get(endpoint(), endpoint().url().path("good"), {})));
        QVERIFY(since.elapsed() < 4000);
    }

    void r12_sendsOneRequestABackoffSlotHoweverManyWait()
    {
        QElapsedTimer since;
        since.start();
        QList<qint64> arrivals;
        m_world->server.answerWith([&](const FaultServer::Seen &) {
            arrivals.append(since.elapsed());
            return FaultServer::status(503);
        });
        auto limited = endpoint();
        limited.maxConnections = 2;
        QList<Result<Answer>> answers;
        std::stop_source stop;
        std::vector<QCoro::Task<void>> running;
        for (int i = 0; i < 20; ++i) {
            const Url url = limited.url().path("x").query("page", i);
            running.push_back(keep(m_world->client.get(limited, url, stop.get_token()), &answers));
        }
        QTRY_VERIFY(arrivals.size() >= 5);
        stop.request_stop();
        QCOMPARE(answers.size(), 20);
        // Two at once before it was known, then one a slot: 40 ms, 80 ms, 160 ms.
        for (int slot = 0; slot < 3; ++slot)
            QVERIFY(arrivals.at(slot + 2) - arrivals.at(slot + 1) >= (40 << slot));
    }

    void r12_endsSlowAnswersAtTheirDeadlines()
    {
        m_world->server.answer({"HTTP/1.1 200 OK\r\nContent-Le"});
        Request request{"GET", endpoint().url().path("x")};
        request.stall = 1s;
        QElapsedTimer since;
        since.start();
        QCOMPARE(send(request).error().kind, Error::Kind::Timeout);
        QVERIFY(since.elapsed() >= 900 && since.elapsed() < 5000);
        request.stall = 30s;
        request.timeout = 100ms;
        QCOMPARE(send(request).error().kind, Error::Kind::Timeout);
        QCOMPARE(m_world->server.seen().size(), 2);
    }

    void r12_asksNoMoreThanTheServerStillTakes()
    {
        const QByteArray used = "RateLimit-Limit: 600\r\nRateLimit-Remaining: 0\r\nRateLimit-Reset: 60\r\n";
        m_world->server.answer({FaultServer::ok("x", used)});
        QVERIFY(get("x"));
        const auto answer = get("y");
        QCOMPARE(answer.error().kind, Error::Kind::RateLimited);
        QVERIFY(answer.error().retryAfter > 50s && answer.error().retryAfter <= 60s);
        QCOMPARE(m_world->server.seen().size(), 1);
        QCOMPARE(m_world->client.headroom(endpoint().url())->limit, 600);
    }

    void spacesRequestsToTheRateOfTheConnection()
    {
        m_world->server.answer({FaultServer::ok("x")});
        auto slow = endpoint();
        slow.maxRate = 20;
        QElapsedTimer since;
        since.start();
        for (int i = 0; i < 5; ++i)
            QVERIFY(testing::wait(m_world->client.get(slow, slow.url().path("x"), {})));
        QVERIFY(since.elapsed() >= 190);
    }

    void givesABodyPieceByPieceAndNeverTwice()
    {
        QByteArray body;
        Request request{"GET", endpoint().url().path("x")};
        request.sink = [&body](QByteArrayView piece) {
            body += piece.toByteArray();
            return true;
        };
        const QByteArray large(300'000, 'x');
        m_world->server.answer({FaultServer::status(503, "busy"), FaultServer::ok(large)});
        const auto answer = send(request);
        QVERIFY(answer);
        QVERIFY(answer->body.isEmpty());
        QCOMPARE(answer->received, large.size());
        QCOMPARE(body, large);

        body.clear();
        m_world->server.closeAfterEachAnswer(true);
        m_world->server.answer({"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"});
        QCOMPARE(send(request).error().kind, Error::Kind::Network);
        QCOMPARE(body, QByteArray("half"));

        request.sink = [](QByteArrayView) { return false; };
        m_world->server.answer({FaultServer::ok("x")});
        request.url = endpoint().url().path("z");
        QCOMPARE(send(request).error().kind, Error::Kind::Cancelled);
    }

    void r13_endsListsThatLead_data()
    {
        QTest::addColumn<QByteArray>("link");
        QTest::newRow("to themselves") << QByteArray("/x?page=1");
        QTest::newRow("back") << QByteArray("/x?page=2");
        QTest::newRow("to another host") << QByteArray("http://127.0.0.2:9/x?page=2");
        QTest::newRow("to another scheme") << QByteArray("https://127.0.0.1/x?page=2");
        QTest::newRow("to another host, dressed up") << QByteArray("http://127.0.0.1@127.0.0.2/x");
        QTest::newRow("to a file") << QByteArray("file:///etc/passwd");
    }
    void r13_endsListsThatLead()
    {
        QFETCH(QByteArray, link);
        m_world->server.answerWith([link](const FaultServer::Seen &request) {
            const bool loops = link.startsWith("/x?page=2");
            const QByteArray next = loops && request.target == "/x?page=1" ? "/x?page=2" : link;
            return FaultServer::ok("[]", "Link: <" + next + ">; rel=\"next\"\r\n");
        });
        QList<Url> seen;
        Url page = endpoint().url().path("x").query("page", 1);
        QString reason;
        while (reason.isEmpty() && seen.size() < 10) {
            const auto answer = testing::wait(m_world->client.get(endpoint(), page, {}));
            QVERIFY(answer);
            seen.append(page);
            const auto next = nextPage(page, *answer, QStringLiteral("src"), seen);
            if (next)
                page = *next;
            else
                reason = next.error().detail;
        }
        QVERIFY(!reason.isEmpty());
        QVERIFY(m_world->server.seen().size() <= 2);
    }

    void r13_readsAListAgainFromWhichRowsWentMeanwhile()
    {
        QList<QByteArray> names;
        for (int i = 0; i < 250; ++i)
            names.append("v" + QByteArray::number(i));
        bool hasDrifted = false;
        m_world->server.answerWith([&names, &hasDrifted](const FaultServer::Seen &request) {
            const int page = request.target.contains("&page=") ? request.target.right(1).toInt() : 1;
            if (page == 2 && !std::exchange(hasDrifted, true))
                names.removeFirst(); // v100 moves to the page that was read already
            const QByteArray total = "X-Total: " + QByteArray::number(names.size()) + "\r\n";
            const QByteArray next = "Link: <" + request.path() + "?per_page=100&page=" + QByteArray::number(page + 1)
                + ">; rel=\"next\"\r\n";
            return FaultServer::ok(tagPage(names, page, 100), total + (page < 3 ? next : QByteArray()));
        });
        Session session(m_world->connection(QStringLiteral("gitlab")), m_world->client, m_world->secrets);
        gitlab::Client git(session);
        const auto tags = testing::wait(git.tags(7, {}));
        QVERIFY(tags);
        QCOMPARE(tags->size(), 249);
        QCOMPARE(m_world->server.seen().size(), 6);
    }

private:
    Endpoint endpoint() const
    {
        Endpoint made;
        made.name = QStringLiteral("src");
        made.baseUrl = m_world->server.baseUrl();
        return made;
    }
    Result<Answer> send(const Request &request) { return testing::wait(m_world->client.send(endpoint(), request, {})); }
    Result<Answer> get(const char *path) { return send({"GET", endpoint().url().path(path)}); }

    std::unique_ptr<Connected> m_world;
};

QTEST_GUILESS_MAIN(HttpFaultsTest)
#include "tst_httpfaults.moc"
