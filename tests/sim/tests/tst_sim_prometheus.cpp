// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/prometheussim.h"
#include "tests/sim/tests/ask.h"

using namespace opsdeck::sim;
using namespace Qt::StringLiterals;

class SimPrometheusTest : public QObject
{
    Q_OBJECT

private:
    SimClock m_clock;
    std::unique_ptr<PrometheusSim> m_sim;
    Asker m_asker;
    const QDateTime m_now{QDate(2026, 11, 20), QTime(8, 0), Qt::UTC};

    Told query(const QByteArray &text, const QByteArray &more = {})
    {
        return m_asker.get(m_sim->url() + "/api/v1/query?query=" + text.toPercentEncoding() + more);
    }
    Told range(const QByteArray &text, qint64 seconds, const QByteArray &step)
    {
        const qint64 end = m_now.toSecsSinceEpoch();
        return m_asker.get(m_sim->url() + "/api/v1/query_range?query=" + text.toPercentEncoding()
            + "&start=" + QByteArray::number(end - seconds) + "&end=" + QByteArray::number(end) + "&step=" + step);
    }
    static QJsonArray result(const Told &told) { return told.object()[u"data"_s][u"result"_s].toArray(); }

private slots:
    void init()
    {
        m_clock.freezeAt(m_now);
        m_sim = std::make_unique<PrometheusSim>(m_clock);
        QVERIFY(m_sim->start());
        m_sim->loads()
            = {{u"checkout"_s, u"checkout"_s, u"production"_s, 100, 0.002, 0.1, m_now.addSecs(-900), 0.073, 1.8},
                {u"cart"_s, u"checkout"_s, u"production"_s, 50}, {u"checkout"_s, u"checkout"_s, u"staging"_s, 5}};
    }

    void tellsItsVersion()
    {
        const Told told = m_asker.get(m_sim->url() + "/api/v1/status/buildinfo");
        QCOMPARE(told.object()[u"status"_s].toString(), u"success"_s);
        QCOMPARE(told.object()[u"data"_s][u"version"_s].toString(), u"2.42.0"_s);
    }

    void aQueryNamesItsSeriesByMatchersAndGrouping()
    {
        QCOMPARE(result(query("http_requests_total{environment=\"production\"}")).size(), 2);
        QCOMPARE(result(query("rate(http_requests_total{service=~\"c.*\",code!=\"500\"}[5m])")).size(), 3);
        const QJsonArray bySystem = result(query("sum by (system) (rate(http_requests_total[5m]))"));
        QCOMPARE(bySystem.size(), 1);
        QCOMPARE(bySystem[0][u"metric"_s].toObject(), (QJsonObject{{u"system"_s, u"checkout"_s}}));
        QCOMPARE(result(query("no_such_metric")).size(), 0);
    }

    void samplesAreSecondsAndText()
    {
        const QJsonArray value = result(query("up{service=\"cart\"}"))[0][u"value"_s].toArray();
        QCOMPARE(value[0].toDouble(), double(m_now.toSecsSinceEpoch()));
        QCOMPARE(value[1].toString(), u"1"_s);
        QCOMPARE(query("42").object()[u"data"_s][u"resultType"_s].toString(), u"scalar"_s);
    }

    void theErrorRatioRisesWithTheIncident()
    {
        const QByteArray text = "sum(rate(http_requests_total{service=\"checkout\",environment=\"production\",code=~"
                                "\"5..\"}[5m])) / sum(rate(http_requests_total[5m]))";
        const QJsonArray values = result(range(text, 3600, "60"))[0][u"values"_s].toArray();
        QCOMPARE(values.size(), 61);
        QVERIFY(values.first().toArray()[1].toString().toDouble() < 0.01);
        QVERIFY(values.last().toArray()[1].toString().toDouble() > 0.05);
    }

    void askingTwiceGivesTheSameCurve()
    {
        const QByteArray text = "http_request_duration_seconds{service=\"checkout\"}";
        QCOMPARE(range(text, 600, "15s").body, range(text, 600, "15s").body);
    }

    void aQueryMayBePosted()
    {
        const Told told = m_asker.send("POST", m_sim->url() + "/api/v1/query",
            {{"Content-Type", "application/x-www-form-urlencoded"}}, "query=up%7Bservice%3D%22cart%22%7D");
        QCOMPARE(result(told).size(), 1);
    }

    void badQueriesAreToldApart_data()
    {
        QTest::addColumn<QByteArray>("target");
        const QByteArray times = "&start=1000&end=2000";
        QTest::newRow("no query") << QByteArray("query?query=");
        QTest::newRow("open bracket") << QByteArray("query?query=sum%28up");
        QTest::newRow("bad time") << QByteArray("query?query=up&time=yesterday");
        QTest::newRow("step of zero") << "query_range?query=up&step=0" + times;
        QTest::newRow("backwards") << QByteArray("query_range?query=up&step=1&start=2000&end=1000");
        QTest::newRow("too many points") << QByteArray("query_range?query=up&step=1&start=0&end=11001");
    }

    void badQueriesAreToldApart()
    {
        QFETCH(QByteArray, target);
        const Told told = m_asker.get(m_sim->url() + "/api/v1/" + target);
        QCOMPARE(told.status, 400);
        QCOMPARE(told.object()[u"status"_s].toString(), u"error"_s);
        QCOMPARE(told.object()[u"errorType"_s].toString(), u"bad_data"_s);
    }

    void rulesAreGroupedAndKnowTheirAlerts()
    {
        PrometheusSim::RuleRow rule{u"checkout"_s, u"HighErrorRate"_s, u"x > 1"_s};
        PrometheusSim::RuleRow recording{u"records"_s, u"a:b"_s, u"sum(x)"_s};
        recording.alerting = false;
        m_sim->rules() = {rule, recording};
        m_sim->alerts() = {{{{u"alertname"_s, u"HighErrorRate"_s}}, {}, u"firing"_s, m_now, 0.073}};
        const auto groups = [&](const QByteArray &query) {
            return m_asker.get(m_sim->url() + "/api/v1/rules" + query).object()[u"data"_s][u"groups"_s].toArray();
        };
        QCOMPARE(groups({}).size(), 2);
        QCOMPARE(groups("?type=alert").size(), 1);
        QCOMPARE(groups("?type=alert")[0][u"rules"_s][0][u"state"_s].toString(), u"firing"_s);
        QCOMPARE(groups("?type=alert")[0][u"rules"_s][0][u"alerts"_s].toArray().size(), 1);
        QCOMPARE(groups("?exclude_alerts=true")[0][u"rules"_s][0][u"alerts"_s].toArray().size(), 0);
        QCOMPARE(m_asker.get(m_sim->url() + "/api/v1/rules?type=odd").status, 400);

        const QJsonValue alert = m_asker.get(m_sim->url() + "/api/v1/alerts").object()[u"data"_s][u"alerts"_s][0];
        QCOMPARE(alert[u"value"_s].toString(), u"7.300000e-02"_s);
        QCOMPARE(alert[u"activeAt"_s].toString(), u"2026-11-20T08:00:00.000Z"_s);
    }

    void answersPlainTextWhileItIsNotReady()
    {
        m_sim->setReady(false);
        const Told told = query("up");
        QCOMPARE(told.status, 503);
        QCOMPARE(told.body, "Service Unavailable");
    }
};

QTEST_GUILESS_MAIN(SimPrometheusTest)
#include "tst_sim_prometheus.moc"
