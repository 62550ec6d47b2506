// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/session.h"
#include "tests/backends/http/connected.h"
#include "tests/support/run.h"

#include <time.h>

using namespace opsdeck;
using namespace opsdeck::http;
using namespace std::chrono_literals;
using testing::Connected;
using testing::FaultServer;

namespace {

const QByteArray canary("s3cr/t canary");

QStringList *logged = nullptr;

void keepLog(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    if (qstrcmp(context.category, "opsdeck.http") == 0)
        logged->append(text);
}

qint64 cpuMicroseconds()
{
    timespec spent{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return spent.tv_sec * 1'000'000 + spent.tv_nsec / 1000;
}

const QByteArray alerts = R"([{"fingerprint":"a1","labels":{"alertname":"A"},"annotations":{},
    "startsAt":"2026-11-20T10:00:00Z","endsAt":"2026-11-20T11:00:00Z","updatedAt":"2026-11-20T10:00:00Z",
    "receivers":[{"name":"r"}],"status":{"state":"active","silencedBy":[],"inhibitedBy":[]}}])";

} // namespace

class HttpSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<Connected>();
        qputenv("OPSDECK_SECRET_CANARY", canary);
    }

    void cleanup()
    {
        qunsetenv("OPSDECK_SECRET_CANARY");
        m_world.reset();
    }

    void g6_givesNoRowsWhereAnAlertmanagerHasNothingNew()
    {
        m_world->serve({{"/api/v2/alerts", alerts}, {"/api/v2/silences", "[]"}});
        const auto source = m_world->source(m_world->connection(QStringLiteral("alertmanager")));
        const auto first = testing::wait(source->fetch({}, {}));
        QVERIFY2(first, first ? "" : qPrintable(first.error().detail));
        QCOMPARE(first->rows.size(), 2);
        const auto second = testing::wait(source->fetch(first->cursor, {}));
        QCOMPARE(second->rows.size(), 0);
        QCOMPARE(second->cursor, first->cursor);
        m_world->serve({{"/api/v2/alerts", "[]"}, {"/api/v2/silences", "[]"}});
        const auto third = testing::wait(source->fetch(second->cursor, {}));
        QCOMPARE(third->rows.size(), 1);
        QVERIFY(std::holds_alternative<Snapshot<Alert>>(third->rows.first()));
    }

    void g6_givesNoRowsWhereAPrometheusHasNothingNew()
    {
        m_world->serve({{"/api/v1/alerts", R"({"status":"success","data":{"alerts":[]}})"},
            {"/api/v1/rules", R"({"status":"success","data":{"groups":[]}})"}});
        const auto source = m_world->source(m_world->connection(QStringLiteral("prometheus")));
        const auto first = testing::wait(source->fetch({}, {}));
        QCOMPARE(first->rows.size(), 2);
        QCOMPARE(testing::wait(source->fetch(first->cursor, {}))->rows.size(), 0);
        QCOMPARE(testing::wait(source->fetch("a cursor of another version", {}))->rows.size(), 2);
    }

    void g6_givesNoRulesWhereAPrometheusHasOnlyEvaluatedThemAgain()
    {
        const auto rules = [](const QByteArray &health, const QByteArray &evaluated) {
            QByteArray body = R"({"status":"success","data":{"groups":[{"name":"g","rules":[
                {"name":"A","query":"up","health":"HEALTH","labels":{"a":"b"},"lastEvaluation":"WHEN"}]}]}})";
            return body.replace("HEALTH", health).replace("WHEN", evaluated);
        };
        const QByteArray none = R"({"status":"success","data":{"alerts":[]}})";
        m_world->serve({{"/api/v1/alerts", none}, {"/api/v1/rules", rules("ok", "2026-01-01T00:00:00Z")}});
        const auto source = m_world->source(m_world->connection(QStringLiteral("prometheus")));
        const auto first = testing::wait(source->fetch({}, {}));
        QCOMPARE(first->rows.size(), 2);
        m_world->serve({{"/api/v1/alerts", none}, {"/api/v1/rules", rules("ok", "2026-01-01T00:01:00Z")}});
        const auto second = testing::wait(source->fetch(first->cursor, {}));
        QCOMPARE(second->rows.size(), 0);
        QCOMPARE(testing::wait(source->fetch(second->cursor, {}))->cursor, second->cursor);
        m_world->serve({{"/api/v1/alerts", none}, {"/api/v1/rules", rules("err", "2026-01-01T00:02:00Z")}});
        const auto third = testing::wait(source->fetch(second->cursor, {}));
        QCOMPARE(third->rows.size(), 1);
        QVERIFY(std::holds_alternative<Snapshot<AlertRule>>(third->rows.first()));
    }

    void g6_costsLittleWhereNothingIsNew()
    {
        m_world->serve({{"/api/v2/alerts", alerts}, {"/api/v2/silences", '[' + QByteArray(100'000, ' ') + ']'}});
        const auto source = m_world->source(m_world->connection(QStringLiteral("alertmanager")));
        const auto first = testing::wait(source->fetch({}, {}));
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 20; ++i) {
            const auto before = cpuMicroseconds();
            QVERIFY(testing::wait(source->fetch(first->cursor, {}))->rows.isEmpty());
            best = std::min(best, cpuMicroseconds() - before);
        }
        qInfo("%lld µs of CPU, the test's own server included", static_cast<long long>(best));
        QVERIFY(best < 10'000); // with sanitizers; the bench holds the real bar
    }

    void parsesALargeAnswerOffTheThreadThatTalksToTheOthers_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<bool>("here");
        QTest::newRow("small") << LargeBody - 1 << true;
        QTest::newRow("large") << LargeBody << false;
    }
    void parsesALargeAnswerOffTheThreadThatTalksToTheOthers()
    {
        QFETCH(qsizetype, size);
        const auto where = [](const QByteArray &) { return Result<QThread *>(QThread::currentThread()); };
        const auto thread = testing::wait(parsed(QByteArray(size, 'x'), where, {}));
        QTEST(*thread == QThread::currentThread(), "here");
    }

    void aParserThatRunsOutOfMemoryIsABadAnswer()
    {
        const auto fails = [](const QByteArray &) -> Result<int> { throw std::bad_alloc(); };
        QCOMPARE(testing::wait(parsed(QByteArray(LargeBody, 'x'), fails, {})).error().kind, Error::Kind::BadAnswer);
    }

    void recognisesALargeAnswerToo()
    {
        const QByteArray many = '[' + alerts.mid(1, alerts.size() - 2) + QByteArray(2 * LargeBody, ' ') + ']';
        m_world->serve({{"/api/v2/alerts", many}, {"/api/v2/silences", "[]"}});
        const auto source = m_world->source(m_world->connection(QStringLiteral("alertmanager")));
        const auto first = testing::wait(source->fetch({}, {}));
        QCOMPARE(first->rows.size(), 2);
        QVERIFY(testing::wait(source->fetch(first->cursor, {}))->rows.isEmpty());
        m_world->serve({{"/api/v2/alerts", '{' + many}, {"/api/v2/silences", "[]"}});
        QCOMPARE(testing::wait(source->fetch(first->cursor, {})).error().kind, Error::Kind::BadAnswer);
        QVERIFY(!source->vitals().rawAnswer.isEmpty());
    }

    void asksOnConditionsThatTheServerGave()
    {
        m_world->server.answerWith([](const FaultServer::Seen &request) {
            return request.header("if-none-match") == "\"v1\"" ? QByteArray("HTTP/1.1 304 Not Modified\r\n\r\n")
                                                               : FaultServer::ok("body", "ETag: \"v1\"\r\n");
        });
        auto session = makeSession();
        const Url url = session.url().path("x");
        const auto first = testing::wait(session.getIfNew(url, {}, {}));
        QVERIFY(!first->unchanged);
        const auto second = testing::wait(session.getIfNew(url, first->memory, {}));
        QVERIFY(second->unchanged);
        QCOMPARE(second->status, 304);
        QCOMPARE(second->memory, first->memory);
        // What was remembered about one address says nothing about another.
        QVERIFY(!testing::wait(session.getIfNew(session.url().path("y"), first->memory, {}))->unchanged);
    }

    void keepsTheRawAnswerOfAFailureWithoutSecrets()
    {
        const QByteArray login = QByteArray("me:" + canary).toBase64();
        const QByteArray body = "you sent " + canary + " and " + canary.toPercentEncoding() + " and " + login;
        m_world->server.answer(
            {FaultServer::status(500, body + QByteArray(50'000, '.'), "X-Echo: " + canary + "\r\n")});
        auto session = makeSession();
        const auto answer = testing::wait(session.get(session.url().path("x"), {}));
        QVERIFY(answer.error().detail.startsWith(QStringLiteral("you sent *** and *** and ")));
        const QByteArray raw = session.vitals().rawAnswer;
        QVERIFY(raw.startsWith("HTTP 500\n"));
        QVERIFY(raw.contains("x-echo: ***\n"));
        QCOMPARE(raw.size(), Session::MaxRawAnswer);
        for (const QByteArray &form : {canary, canary.toPercentEncoding(), login}) {
            QVERIFY(!raw.contains(form));
            QVERIFY(!answer.error().detail.contains(QString::fromUtf8(form)));
        }
    }

    void keepsTheRawAnswerThatAParserRefused()
    {
        m_world->serve({{"/api/v2/alerts", R"({"token":"abc", "not": "a list"})"}, {"/api/v2/silences", "[]"}});
        const auto source = m_world->source(m_world->connection(QStringLiteral("alertmanager")));
        QVERIFY(source->vitals().rawAnswer.isEmpty());
        QVERIFY(!testing::wait(source->fetch({}, {})));
        QVERIFY(source->vitals().rawAnswer.contains(R"({"token":"***", "not": "a list"})"));
        QVERIFY(source->vitals().rawAnswerAt.isValid());
    }

    void tellsHowTheSourceIsDoing()
    {
        m_world->server.answer({FaultServer::ok("x",
            "Date: Fri, 20 Nov 2020 10:00:00 GMT\r\nRateLimit-Limit: 600\r\nRateLimit-Remaining: 599\r\n"
            "RateLimit-Reset: 60\r\n")});
        auto session = makeSession();
        QVERIFY(!session.vitals().headroom);
        QVERIFY(testing::wait(session.get(session.url().path("x"), {})));
        QCOMPARE(session.vitals().headroom->limit, 600);
        QCOMPARE(session.vitals().headroom->remaining, 599);
        QVERIFY(session.vitals().skew < -24h * 365);
    }

    void logsALineAnExchangeWithoutSecretsOnlyWhenAsked()
    {
        QStringList lines;
        logged = &lines;
        const auto before = qInstallMessageHandler(&keepLog);
        m_world->server.answer({FaultServer::ok("four")});
        auto session = makeSession();
        const Url url = session.url()
                            .path("x")
                            .query("private_token", QStringLiteral("abc"))
                            .query("q", QString::fromUtf8(canary));
        QVERIFY(testing::wait(session.get(url, {})));
        QCOMPARE(lines.size(), 0);
        QLoggingCategory::setFilterRules(QStringLiteral("opsdeck.http.debug=true"));
        QVERIFY(testing::wait(session.get(url, {})));
        QLoggingCategory::setFilterRules({});
        qInstallMessageHandler(before);
        const QString expected = QStringLiteral("GET %1 /x?private_token=***&q=*** 200 4 B ")
                                     .arg(QString::fromUtf8(session.url().origin()));
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines.first().startsWith(expected), qPrintable(lines.first()));
        QVERIFY(lines.first().endsWith(QStringLiteral(" ms src")));
    }

    void asksForCompressionOnlyWhereItPays()
    {
        m_world->server.answer({FaultServer::ok("x")});
        auto session = makeSession();
        QVERIFY(testing::wait(session.get(session.url().path("x"), {})));
        QCOMPARE(m_world->server.seen().last().header("accept-encoding"), QByteArray());
        // Through a proxy nobody knows how far it is.
        auto far = m_world->connection(QStringLiteral("alertmanager"));
        far.proxy = far.url;
        far.url = QStringLiteral("http://am.invalid");
        Session distant(far, m_world->client, m_world->secrets);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(testing::wait(distant.get(distant.url().path("x"), {})));
            QVERIFY(m_world->server.seen().last().header("accept-encoding").contains("gzip"));
        }
    }

private:
    Session makeSession()
    {
        auto connection = m_world->connection(QStringLiteral("alertmanager"));
        connection.user = QStringLiteral("me");
        connection.secret = QStringLiteral("canary");
        return {connection, m_world->client, m_world->secrets};
    }

    std::unique_ptr<Connected> m_world;
};

QTEST_GUILESS_MAIN(HttpSessionTest)
#include "tst_httpsession.moc"
