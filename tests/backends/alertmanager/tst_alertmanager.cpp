// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/alertmanager/parse.h"
#include "tests/backends/http/connected.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::alertmanager;

namespace {

const QByteArray Status
    = R"({"cluster":{"status":"ready","peers":[]},"versionInfo":{"version":"0.25.0"},"uptime":"x"})";

const QByteArray Firing
    = R"({"fingerprint":"f1","labels":{"alertname":"HighErrorRate","severity":"page","service":"cart"},
    "annotations":{"summary":"Errors\n  above 5 %","description":"long"},"receivers":[{"name":"ops"}],
    "startsAt":"2026-11-20T10:00:00.123Z","endsAt":"2026-11-20T10:05:00Z","updatedAt":"2026-11-20T10:01:00Z",
    "generatorURL":"http://prom:9090/graph?g0.expr=up","status":{"state":"active","silencedBy":[],"inhibitedBy":[]}})";

const QByteArray Silenced
    = R"({"fingerprint":"f2","labels":{"alertname":"Disk"},"annotations":{"description":"Disk full"},
    "startsAt":"2026-11-20T10:00:00Z","updatedAt":"2026-11-20T10:00:00Z","generatorURL":"javascript:alert",
    "status":{"state":"suppressed","silencedBy":["s1"],"inhibitedBy":[],"mutedBy":[]}})";

const QByteArray SilenceRow = R"({"id":"s1","status":{"state":"active"},"createdBy":"li","comment":"works",
    "startsAt":"2026-11-20T10:00:00Z","endsAt":"2026-11-20T12:00:00Z","updatedAt":"2026-11-20T10:00:00Z",
    "matchers":[{"name":"alertname","value":"Disk","isRegex":false},{"name":"env","value":"prod.*","isRegex":true,"isEqual":false}]})";

const SourceId Am(QStringLiteral("am"));

} // namespace

class AlertmanagerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAlerts()
    {
        const auto alerts = parseAlerts('[' + Firing + ',' + Silenced + ']', Am);
        QCOMPARE(alerts->size(), 2);
        const Alert &firing = alerts->first();
        QCOMPARE(firing.key, (AlertKey{Am, QStringLiteral("f1")}));
        QCOMPARE(firing.name, QStringLiteral("HighErrorRate"));
        QCOMPARE(firing.severity, Severity::Critical);
        QCOMPARE(firing.severityText, QStringLiteral("page"));
        QCOMPARE(firing.summary, QStringLiteral("Errors above 5 %"));
        QCOMPARE(firing.state, AlertState::Firing);
        QCOMPARE(firing.startsAt.toString(Qt::ISODateWithMs), QStringLiteral("2026-11-20T10:00:00.123Z"));
        QCOMPARE(firing.link, QStringLiteral("http://prom:9090/graph?g0.expr=up"));
        QCOMPARE(firing.labels.value(QStringLiteral("service")), QStringLiteral("cart"));
    }

    void believesTheStatusNotThePresence()
    {
        const Alert silenced = parseAlerts('[' + Silenced + ']', Am)->first();
        QCOMPARE(silenced.state, AlertState::Suppressed);
        QCOMPARE(silenced.silencedBy, QStringList{QStringLiteral("s1")});
        QCOMPARE(silenced.severity, Severity::Warning);
        QCOMPARE(silenced.summary, QStringLiteral("Disk full"));
        QCOMPARE(silenced.link, QString());
    }

    void listsAnAlertOfSeveralGroupsOnce()
    {
        QCOMPARE(parseAlerts('[' + Firing + ',' + Firing + ',' + Silenced + ']', Am)->size(), 2);
    }

    void letsUnknownStatesAndFieldsThrough()
    {
        const auto alerts = parseAlerts(
            R"([{"new":1,"labels":{"a":"b"},"startsAt":"2026-11-20T10:00:00Z","status":{"state":"melting"}}])", Am);
        QCOMPARE(alerts->first().state, AlertState::Firing);
        QCOMPARE(alerts->first().key.fingerprint, fingerprintOf({{QStringLiteral("a"), QStringLiteral("b")}}));
    }

    void readsSilences()
    {
        const auto silences = parseSilences('[' + SilenceRow + ']', Am);
        QCOMPARE(silences->size(), 1);
        const Silence &silence = silences->first();
        QCOMPARE(silence.id, QStringLiteral("s1"));
        QCOMPARE(silence.state, QStringLiteral("active"));
        QCOMPARE(silence.matchers.size(), 2);
        QVERIFY(silence.matchers[0].isEqual);
        QCOMPARE(silence.matchers[1], (Silence::Matcher{QStringLiteral("env"), QStringLiteral("prod.*"), true, false}));
        QCOMPARE(silence.endsAt.toString(Qt::ISODate), QStringLiteral("2026-11-20T12:00:00Z"));
    }

    void refusesAnswersThatAreNotItsOwn_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &body, const char *words) {
            QTest::newRow(name) << body << QString::fromUtf8(words);
        };
        row("prometheus", R"({"status":"success","data":{"alerts":[]}})", "Prometheus");
        row("object", "{}", "list");
        row("text", "\"x\"", "list");
        row("html", "<html>", "<html>");
        row("null row", "[null]", "[]: expected an object");
        row("labels", R"([{"labels":[],"startsAt":"2026-11-20T10:00:00Z"}])", "[].labels");
        row("number as label", R"([{"labels":{"a":{}},"startsAt":"2026-11-20T10:00:00Z"}])", "[].labels");
        row("no start", R"([{"labels":{}}])", "[].startsAt");
        row("fingerprint", R"([{"labels":{},"fingerprint":5,"startsAt":"2026-11-20T10:00:00Z"}])", "[].fingerprint");
        row("silenced by", R"([{"labels":{},"startsAt":"2026-11-20T10:00:00Z","status":{"silencedBy":"x"}}])",
            "silencedBy");
    }
    void refusesAnswersThatAreNotItsOwn()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        const auto alerts = parseAlerts(body, Am);
        QVERIFY(!alerts);
        QCOMPARE(alerts.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(alerts.error().origin, QStringLiteral("am"));
        QVERIFY2(alerts.error().detail.contains(words), qPrintable(alerts.error().detail));
    }

    void refusesSilencesWithBrokenMatchers()
    {
        QByteArray broken = SilenceRow;
        broken.replace("\"isRegex\":true", "\"isRegex\":\"true\"");
        QVERIFY(parseSilences('[' + broken + ']', Am).error().detail.contains(QStringLiteral("matchers[].isRegex")));
    }

    void tellsWhoItIs()
    {
        testing::Connected am;
        am.serve({{"/api/v2/status", Status}});
        const auto source = am.source(am.connection(QStringLiteral("alertmanager")));
        QCOMPARE(testing::wait(source->probe({})).value(),
            (SourceIdentity{QStringLiteral("Alertmanager"), QStringLiteral("0.25.0")}));
    }

    void tellsWhomItSharesItsSilencesWith()
    {
        const auto clusterIn = [](const QByteArray &cluster) {
            return parseCluster(R"({"versionInfo":{"version":"0.25.0"},"cluster":)" + cluster + '}', Am);
        };
        const auto pair = clusterIn(R"({"name":"01A","status":"settling",
            "peers":[{"name":"01B","address":"10.0.0.2:9094"},{"name":"01A","address":"10.0.0.1:9094"}]})");
        const QString a = QStringLiteral("01A");
        const QString b = QStringLiteral("01B");
        QCOMPARE(pair.value(), (SilenceCluster{a, {b, a}}));
        QVERIFY(pair->sharesWith({b, {}})); // seen by one is enough
        QVERIFY((SilenceCluster{b, {b}}.sharesWith(*pair)));
        QVERIFY(!pair->sharesWith({QStringLiteral("01C"), {QStringLiteral("01C")}}));
        QVERIFY(!pair->sharesWith({}));
        QCOMPARE(clusterIn(R"({"status":"disabled","peers":[]})").value(), SilenceCluster());
        QVERIFY(!SilenceCluster().sharesWith({}));
        QCOMPARE(clusterIn("null").value(), SilenceCluster());
        QCOMPARE(
            clusterIn(R"({"name":"01A","status":"ready","peers":[{"name":5}]})").error().kind, Error::Kind::BadAnswer);
    }

    void recognisesAPrometheusAtItsAddress()
    {
        testing::Connected am;
        am.serve({{"/api/v1/status/buildinfo", R"({"status":"success","data":{"version":"2.42.0"}})"}});
        const auto source = am.source(am.connection(QStringLiteral("alertmanager")));
        const auto answer = testing::wait(source->probe({}));
        QCOMPARE(answer.error().kind, Error::Kind::BadAnswer);
        QVERIFY(answer.error().detail.contains(QStringLiteral("Prometheus")));
    }

    void fetchesAlertsThenSilences()
    {
        testing::Connected am;
        am.serve({{"/api/v2/alerts", '[' + Firing + ']'}, {"/api/v2/silences", '[' + SilenceRow + ']'}});
        const auto source = am.source(am.connection(QStringLiteral("alertmanager")));
        const auto batch = testing::wait(source->fetch({}, {}));
        QCOMPARE(batch->rows.size(), 2);
        QCOMPARE(std::get<Snapshot<Alert>>(batch->rows[0]).rows.first().key.source, SourceId(QStringLiteral("src")));
        QCOMPARE(std::get<Snapshot<Silence>>(batch->rows[1]).rows.size(), 1);
        QVERIFY(!batch->more);
        QCOMPARE(am.server.mostAtOnce(), 1);
    }

    void givesNoHalfBatchWhenSilencesFail()
    {
        testing::Connected am;
        am.serve({{"/api/v2/alerts", "[]"}});
        const auto source = am.source(am.connection(QStringLiteral("alertmanager")));
        QCOMPARE(testing::wait(source->fetch({}, {})).error().kind, Error::Kind::NotFound);
    }

    void readsItsSecretAgainAfterARefusalButInsistsOnlyWithANewOne()
    {
        testing::Connected am;
        am.server.answerWith([](const testing::FaultServer::Seen &request) {
            const bool good = request.header("authorization") == "Bearer new";
            return good ? testing::FaultServer::ok(Status) : testing::FaultServer::status(401, "no");
        });
        auto connection = am.connection(QStringLiteral("alertmanager"));
        connection.secret = QStringLiteral("env:OPSDECK_TEST_TOKEN");
        const auto source = am.source(connection);
        qputenv("OPSDECK_TEST_TOKEN", "old");
        QCOMPARE(testing::wait(source->probe({})).error().kind, Error::Kind::Unauthorised);
        QCOMPARE(am.server.seen().size(), 1);
        qputenv("OPSDECK_TEST_TOKEN", "new");
        QVERIFY(testing::wait(source->probe({})));
        qunsetenv("OPSDECK_TEST_TOKEN");
    }

    void logsInWithUserAndSecret()
    {
        testing::Connected am;
        am.serve({{"/api/v2/status", Status}});
        auto connection = am.connection(QStringLiteral("alertmanager"));
        connection.user = QStringLiteral("ops");
        connection.secret = QStringLiteral("env:OPSDECK_TEST_TOKEN");
        qputenv("OPSDECK_TEST_TOKEN", "pw");
        QVERIFY(testing::wait(am.source(connection)->probe({})));
        QCOMPARE(am.server.seen().first().header("authorization"), "Basic " + QByteArray("ops:pw").toBase64());
        qunsetenv("OPSDECK_TEST_TOKEN");
    }

    void saysWhichSecretIsMissingBeforeAnythingIsSent()
    {
        testing::Connected am;
        auto connection = am.connection(QStringLiteral("alertmanager"));
        connection.secret = QStringLiteral("env:OPSDECK_TEST_NOT_SET");
        QCOMPARE(testing::wait(am.source(connection)->probe({})).error().kind, Error::Kind::Usage);
        QCOMPARE(am.server.connections(), 0);
    }

    void knowsTheKindsOfAWorkspace()
    {
        testing::Connected any;
        for (const QString &kind : sourceKinds()) {
            const bool polled = any.source(any.connection(kind)) != nullptr;
            QCOMPARE(polled, kind != u"registry");
        }
        QVERIFY(!any.source(any.connection(QStringLiteral("nagios"))));
    }
};

QTEST_GUILESS_MAIN(AlertmanagerTest)
#include "tst_alertmanager.moc"
