// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/http/simserver.h"
#include "tests/sim/tests/ask.h"

#include <QTcpSocket>

using namespace opsdeck::sim;
using namespace std::chrono_literals;

namespace {

/// Remembers the last request and answers with ten bytes.
class Echo : public SimServer
{
public:
    using SimServer::SimServer;
    HttpRequest last;

protected:
    HttpAnswer answer(const HttpRequest &request) override
    {
        last = request;
        return HttpAnswer::text("0123456789");
    }
};

} // namespace

class SimHttpTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SimClock> m_clock;
    std::unique_ptr<Echo> m_server;
    Asker m_asker;

    Told ask(const QByteArray &target) { return m_asker.get(m_server->url() + target); }

private slots:
    void init()
    {
        m_server.reset();
        m_clock = std::make_unique<SimClock>();
        m_server = std::make_unique<Echo>(*m_clock);
        QVERIFY(m_server->start());
    }

    void keepsTheRawTargetAsItCameOverTheWire()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_server->port());
        socket.write("GET /api/a%2Fb/c%252Fd/./x?q=1%2B2+3&scope%5B%5D=a HTTP/1.1\r\nHost: x\r\nX-Seen: Yes\r\n\r\n");
        QTRY_VERIFY(socket.bytesAvailable() > 0);

        QCOMPARE(m_server->last.path, "/api/a%2Fb/c%252Fd/./x");
        QCOMPARE(m_server->last.segments(), (QByteArrayList{"api", "a%2Fb", "c%252Fd", ".", "x"}));
        QCOMPARE(m_server->last.parameter("q"), QStringLiteral("1+2 3"));
        QCOMPARE(m_server->last.parameter("scope[]"), QStringLiteral("a"));
        QCOMPARE(m_server->last.header("x-seen"), "Yes");
    }

    void handsOverTheBodyAndTheMethod()
    {
        m_asker.send("POST", m_server->url() + "/x", {{"Content-Type", "application/json"}}, QByteArray(200'000, 'b'));
        QCOMPARE(m_server->last.method, "POST");
        QCOMPARE(m_server->last.body.size(), 200'000);
    }

    void answersHeadWithoutABody()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_server->port());
        socket.write("HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n");
        QByteArray answer;
        QTRY_VERIFY((answer += socket.readAll()).contains("\r\n\r\n"));
        QVERIFY(answer.contains("Content-Length: 10\r\n"));
        QVERIFY(answer.endsWith("\r\n\r\n"));
    }

    void tellsItsOwnTime()
    {
        m_clock->freezeAt(QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC));
        QCOMPARE(ask("/").headers.value("date"), "Fri, 20 Nov 2026 08:00:00 GMT");
    }

    void theLongestRouteThatFitsSpoilsTheAnswer()
    {
        m_server->faults().set("", Fault::withStatus(500));
        m_server->faults().set("/api/projects/7", Fault::withStatus(403));
        QCOMPARE(ask("/api/projects/7/pipelines").status, 403);
        QCOMPARE(ask("/api/other").status, 500);
        m_server->faults().clear();
        QCOMPARE(ask("/api/other").status, 200);
    }

    void aRouteMayNameTheMethod()
    {
        m_server->faults().set("POST /x", Fault::withStatus(503));
        QCOMPARE(ask("/x").status, 200);
        QCOMPARE(m_asker.send("POST", m_server->url() + "/x").status, 503);
    }

    void aFaultMayHappenOnlySoOften()
    {
        Fault twice = Fault::withStatus(502);
        twice.times = 2;
        m_server->faults().set("/", twice);
        QCOMPARE(ask("/").status, 502);
        QCOMPARE(ask("/").status, 502);
        QCOMPARE(ask("/").status, 200);
    }

    void dropsAConnectionWithoutAWord()
    {
        m_server->faults().set("/", Fault::dropped());
        const Told told = ask("/");
        QCOMPARE(told.status, 0);
        QCOMPARE(told.error, QNetworkReply::RemoteHostClosedError);
    }

    void cutsTheBodyShortOfItsPromise()
    {
        m_server->faults().set("/", Fault::truncated(4));
        const Told told = ask("/");
        QCOMPARE(told.error, QNetworkReply::RemoteHostClosedError);
        QVERIFY(told.body.size() <= 4);
    }

    void dripsTheWholeBody()
    {
        m_server->faults().set("/", Fault::dripping(3, 1ms));
        QCOMPARE(ask("/").body, "0123456789");
    }

    void delaysButAnswers()
    {
        m_server->faults().set("/", Fault::delayed(60ms));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(ask("/").status, 200);
        QVERIFY(timer.elapsed() >= 60);
    }

    void survivesAClientThatLeavesDuringADelay()
    {
        m_server->faults().set("/slow", Fault::delayed(30ms));
        {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_server->port());
            socket.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            QTRY_COMPARE(m_server->faults().count("/slow"), 1);
            socket.abort();
        }
        QCOMPARE(ask("/").status, 200);
    }

    void speaksLikeAProxy()
    {
        m_server->faults().set("/", Fault::proxyPage());
        const Told told = ask("/");
        QCOMPARE(told.status, 502);
        QCOMPARE(told.headers.value("content-type"), "text/html");
        QVERIFY(told.body.startsWith("<html>"));
    }

    void refusesMoreThanTheRateAndForgivesInTheNextWindow()
    {
        m_clock->freezeAt(QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC));
        m_server->faults().limitRate(2, 60s);
        QCOMPARE(ask("/").headers.value("ratelimit-remaining"), "1");
        QCOMPARE(ask("/").status, 200);

        const Told refused = ask("/");
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.body, "Retry later\n");
        QCOMPARE(refused.headers.value("retry-after"), "60");
        QCOMPARE(refused.headers.value("ratelimit-remaining"), "0");
        QCOMPARE(refused.headers.value("ratelimit-resettime"), "Fri, 20 Nov 2026 08:01:00 GMT");

        m_clock->advance(61s);
        QCOMPARE(ask("/").status, 200);
    }

    void countsWhatWasAsked()
    {
        ask("/a?x=1");
        ask("/a?x=2");
        ask("/b");
        QCOMPARE(m_server->faults().count(), 3);
        QCOMPARE(m_server->faults().count("/a"), 2);
        QCOMPARE(m_server->faults().count("/a?x=2"), 1);
        QCOMPARE(m_server->faults().requests().last(), "GET /b");
    }

    void comesBackOnTheSamePort()
    {
        const quint16 port = m_server->port();
        m_server->stop();
        QCOMPARE(ask("/").error, QNetworkReply::ConnectionRefusedError);
        QVERIFY(m_server->start());
        QCOMPARE(m_server->port(), port);
        QCOMPARE(ask("/").status, 200);
    }
};

QTEST_GUILESS_MAIN(SimHttpTest)
#include "tst_sim_http.moc"
