// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/prometheus/client.h"
#include "backends/prometheus/parse.h"
#include "tests/backends/http/connected.h"
#include "tests/support/run.h"

#include <cmath>

using namespace opsdeck;
using namespace opsdeck::prometheus;
using namespace std::chrono_literals;

namespace {

QByteArray success(const QByteArray &data)
{
    return R"({"status":"success","data":)" + data + '}';
}

const QByteArray Alerts = success(R"({"alerts":[
    {"labels":{"alertname":"Down","severity":"critical"},"annotations":{"summary":"cart is down"},"state":"firing",
     "activeAt":"2026-11-20T10:00:00.123456789Z","value":"1e+00"},
    {"labels":{"alertname":"Slow"},"annotations":{},"state":"pending","activeAt":"2026-11-20T10:00:00Z","value":"0.5"}]})");

const QByteArray Rules = success(R"({"groups":[{"name":"g","file":"f","interval":15,"rules":[
    {"type":"alerting","name":"Down","query":"up == 0","health":"ok","labels":{"severity":"critical"},"duration":60},
    {"type":"recording","name":"r:up","query":"up","health":"err","lastError":"bad"}]},{"name":"empty"}]})");

const SourceId Prom(QStringLiteral("prom"));

} // namespace

class PrometheusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAlertsFiringAndPending()
    {
        const auto alerts = parseAlerts(Alerts, Prom, QStringLiteral("http://prom:9090/alerts"));
        QCOMPARE(alerts->size(), 2);
        const auto down
            = std::find_if(alerts->cbegin(), alerts->cend(), [](const Alert &a) { return a.name == u"Down"; });
        QCOMPARE(down->state, AlertState::Firing);
        QCOMPARE(down->severity, Severity::Critical);
        QCOMPARE(down->summary, QStringLiteral("cart is down"));
        QCOMPARE(down->value, QStringLiteral("1"));
        QCOMPARE(down->key.fingerprint, fingerprintOf(down->labels));
        QCOMPARE(down->startsAt.toString(Qt::ISODateWithMs), QStringLiteral("2026-11-20T10:00:00.123Z"));
        QCOMPARE(down->link, QStringLiteral("http://prom:9090/alerts"));
        const auto slow
            = std::find_if(alerts->cbegin(), alerts->cend(), [](const Alert &a) { return a.name == u"Slow"; });
        QCOMPARE(slow->state, AlertState::Pending);
    }

    void readsRulesOfAllGroups()
    {
        const auto rules = parseRules(Rules, Prom);
        QCOMPARE(rules->size(), 2);
        QCOMPARE(rules->first(),
            (AlertRule{Prom, QStringLiteral("g"), QStringLiteral("Down"), QStringLiteral("up == 0"),
                QStringLiteral("ok"), {}, {{QStringLiteral("severity"), QStringLiteral("critical")}}, true}));
        QVERIFY(!rules->last().alerting);
        QCOMPARE(rules->last().lastError, QStringLiteral("bad"));
    }

    void readsVectorsMatricesAndScalars()
    {
        const auto vector = parseMetric(success(R"({"resultType":"vector","result":[
            {"metric":{"job":"a"},"value":[1795168800.5,"1e+06"]},{"metric":{},"value":[1795168800,"-Inf"]}]})"),
            Prom);
        QCOMPARE(vector->series.size(), 2);
        QCOMPARE(vector->series[0].labels.value(QStringLiteral("job")), QStringLiteral("a"));
        QCOMPARE(vector->series[0].samples, (QList<Sample>{{1795168800500, 1e6}}));
        QVERIFY(std::isinf(vector->series[1].samples[0].value));

        const auto matrix = parseMetric(success(R"({"resultType":"matrix","result":[
            {"metric":{},"values":[[1,"1"],[2,"NaN"],[3,"+Inf"]]}]})"),
            Prom);
        QCOMPARE(matrix->series[0].samples.size(), 3);
        QCOMPARE(matrix->series[0].samples[0], (Sample{1000, 1}));
        QVERIFY(std::isnan(matrix->series[0].samples[1].value));

        const auto scalar = parseMetric(success(R"({"resultType":"scalar","result":[5,"2.5"]})"), Prom);
        QCOMPARE(scalar->series[0].samples, (QList<Sample>{{5000, 2.5}}));
    }

    void passesWarningsOnAndSaysWhatIsLeftOut()
    {
        const auto metric = parseMetric(
            R"({"status":"success","warnings":["w"],"infos":["i"],"data":{"resultType":"vector","result":[
                {"metric":{"a":"b"},"histogram":[1,{"count":"1"}]},{"metric":{},"histogram":[1,{}]}]}})",
            Prom);
        QCOMPARE(metric->warnings,
            (QStringList{
                QStringLiteral("w"), QStringLiteral("i"), QStringLiteral("Native histograms are not shown.")}));
        QCOMPARE(metric->series.size(), 2);
    }

    void refusesHostileMetrics_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const QByteArray &body) { QTest::newRow(name) << body; };
        row("array", "[]");
        row("alertmanager", R"({"cluster":{},"versionInfo":{"version":"0.25"}})");
        row("error", R"({"status":"error","errorType":"execution","error":"too many"})");
        row("no data", R"({"status":"success"})");
        row("string", success(R"({"resultType":"string","result":[1,"x"]})"));
        row("unknown type", success(R"({"resultType":"tensor","result":[]})"));
        row("number as value", success(R"({"resultType":"scalar","result":[1,2]})"));
        row("word as value", success(R"({"resultType":"scalar","result":[1,"many"]})"));
        row("trailing", success(R"({"resultType":"scalar","result":[1,"1x"]})"));
        row("too few", success(R"({"resultType":"scalar","result":[1]})"));
        row("time", success(R"({"resultType":"scalar","result":["1","1"]})"));
        row("time out of range", success(R"({"resultType":"scalar","result":[1e300,"1"]})"));
        row("pair", success(R"({"resultType":"matrix","result":[{"metric":{},"values":[1,"1"]}]})"));
        row("labels", success(R"({"resultType":"vector","result":[{"metric":[],"value":[1,"1"]}]})"));
    }
    void refusesHostileMetrics()
    {
        QFETCH(QByteArray, body);
        const auto metric = parseMetric(body, Prom);
        QVERIFY(!metric);
        QCOMPARE(metric.error().kind, Error::Kind::BadAnswer);
    }

    void readsValues_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        for (const char *text : {"0", "-1.5", "1e+06", "NaN", "+Inf", "-Inf", "Inf"})
            QTest::newRow(text) << QByteArray(text) << true;
        for (const char *text : {"", "nan", "infinity", "+1", " 1", "0x10", "1,5", "1e999"})
            QTest::newRow(text) << QByteArray(text) << false;
    }
    void readsValues()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        QCOMPARE(parseValue(text.toStdString()).has_value(), good);
    }

    void raisesTheStepUntilTheServerAcceptsIt_data()
    {
        QTest::addColumn<int>("range");
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("step");
        QTest::newRow("short") << 3600 << 15 << 15;
        QTest::newRow("exactly") << 150'000 << 15 << 15;
        QTest::newRow("a second more") << 150'001 << 15 << 16;
        QTest::newRow("a month") << 30 * 86'400 << 15 << 260;
        QTest::newRow("zero") << 0 << 0 << 1;
        QTest::newRow("backwards") << -5 << -5 << 1;
    }
    void raisesTheStepUntilTheServerAcceptsIt()
    {
        QFETCH(int, range);
        QFETCH(int, asked);
        QFETCH(int, step);
        QCOMPARE(stepFor(std::chrono::seconds(range), std::chrono::seconds(asked)).count(), step);
    }

    void asksARangeWithEncodedTextAndStep()
    {
        testing::Connected prom;
        prom.serve({{"/api/v1/query_range", success(R"({"resultType":"matrix","result":[]})")}});
        PrometheusClient client(prom.connection(QStringLiteral("prometheus")), prom.client, prom.secrets);
        const auto from = QDateTime::fromMSecsSinceEpoch(1'000'500, Qt::UTC);
        QVERIFY(testing::wait(client.queryRange(QStringLiteral("a{b=\"c\"} + 1"), from, from.addDays(30), 15s, {})));
        QCOMPARE(prom.server.seen().first().target,
            QByteArray(
                "/api/v1/query_range?query=a%7Bb%3D%22c%22%7D%20%2B%201&start=1000.500&end=2593000.500&step=260"));
    }

    void sendsLongQueriesInTheBody()
    {
        testing::Connected prom;
        prom.serve({{"/api/v1/query", success(R"({"resultType":"vector","result":[]})")}});
        PrometheusClient client(prom.connection(QStringLiteral("prometheus")), prom.client, prom.secrets);
        QVERIFY(testing::wait(client.query(QString(3000, u'a'), {}, {})));
        const auto &seen = prom.server.seen().first();
        QCOMPARE(seen.method, QByteArray("POST"));
        QCOMPARE(seen.body, "query=" + QByteArray(3000, 'a'));
        QCOMPARE(seen.header("content-type"), QByteArray("application/x-www-form-urlencoded"));
    }

    void passesTheServersOwnWordsOn()
    {
        testing::Connected prom;
        prom.server.answer({testing::FaultServer::status(
            400, R"({"status":"error","errorType":"bad_data","error":"invalid parameter \"query\""})")});
        PrometheusClient client(prom.connection(QStringLiteral("prometheus")), prom.client, prom.secrets);
        const auto metric = testing::wait(client.query(QStringLiteral("("), {}, {}));
        QCOMPARE(metric.error().detail, QStringLiteral("invalid parameter \"query\""));
        QCOMPARE(metric.error().status, 400);
    }

    void fetchesAlertsAndRules()
    {
        testing::Connected prom;
        prom.serve({{"/api/v1/alerts", Alerts}, {"/api/v1/rules", Rules},
            {"/api/v1/status/buildinfo", success(R"({"version":"2.42.0"})")}});
        const auto source = prom.source(prom.connection(QStringLiteral("prometheus")));
        QCOMPARE(testing::wait(source->probe({}))->version, QStringLiteral("2.42.0"));
        const auto batch = testing::wait(source->fetch({}, {}));
        QCOMPARE(std::get<Snapshot<Alert>>(batch->rows[0]).rows.size(), 2);
        QCOMPARE(std::get<Snapshot<AlertRule>>(batch->rows[1]).rows.size(), 2);
    }

    void recognisesAnAlertmanagerAtItsAddress()
    {
        testing::Connected prom;
        prom.serve({{"/api/v2/status", R"({"versionInfo":{"version":"0.25"}})"}});
        const auto source = prom.source(prom.connection(QStringLiteral("prometheus")));
        QVERIFY(testing::wait(source->probe({})).error().detail.contains(QStringLiteral("Alertmanager")));
    }
};

QTEST_GUILESS_MAIN(PrometheusTest)
#include "tst_prometheus.moc"
