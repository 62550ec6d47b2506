// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertmetric.h"
#include "models/domain/plotpoints.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <limits>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId prom(u"prom"_s);
const SourceId other(u"prom-dc2"_s);
const SourceId am(u"am"_s);

QList<Connection> connections()
{
    return {{.id = am, .kind = u"alertmanager"_s, .url = u"http://am:9093"_s},
        {.id = prom, .kind = u"prometheus"_s, .url = u"http://prom:9090"_s},
        {.id = other, .kind = u"prometheus"_s, .url = u"http://prom-dc2:9090"_s}};
}

AlertRow row()
{
    AlertRow row{.name = u"HighErrorRate"_s};
    row.labels = {{u"alertname"_s, u"HighErrorRate"_s}, {u"severity"_s, u"page"_s}, {u"service"_s, u"cart"_s}};
    row.told = {{am, u"1"_s}};
    return row;
}

AlertRule rule(const SourceId &source, const QString &query, const Labels &labels = {})
{
    return {.source = source, .name = u"HighErrorRate"_s, .query = query, .labels = labels};
}

qsizetype pointsOf(const QList<QList<Sample>> &lines)
{
    qsizetype count = 0;
    for (const QList<Sample> &line : lines)
        count += line.size();
    return count;
}

} // namespace

/// Which numbers belong to an alert, and which of them are drawn.
class AlertMetricTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConditionIsTakenApartAtItsLastComparison_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("measured");
        QTest::addColumn<double>("threshold");
        const double none = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("plain") << u"up == 0"_s << u"up"_s << 0.0;
        QTest::newRow("ratio") << u"rate(a[5m]) / rate(b[5m]) > 0.02"_s << u"rate(a[5m]) / rate(b[5m])"_s << 0.02;
        QTest::newRow("in brackets") << u"(sum(x) > 5)"_s << u"sum(x)"_s << 5.0;
        QTest::newRow("measured in brackets") << u"(a + b) >= 5"_s << u"a + b"_s << 5.0;
        QTest::newRow("two brackets") << u"(a) / (b) > 1"_s << u"(a) / (b)"_s << 1.0;
        QTest::newRow("inner comparison")
            << u"count(up{job=\"x\"} == 0) > 3"_s << u"count(up{job=\"x\"} == 0)"_s << 3.0;
        QTest::newRow("matchers are none")
            << u"a{code=~\"5..\",x!=\"y\"} > 1e3"_s << u"a{code=~\"5..\",x!=\"y\"}"_s << 1000.0;
        QTest::newRow("quoted") << u"a{x=\"b > 7\"} < -2"_s << u"a{x=\"b > 7\"}"_s << -2.0;
        QTest::newRow("bool") << u"a > bool 7"_s << u"a"_s << 7.0;
        QTest::newRow("bool is a word") << u"a > boolean"_s << u"a"_s << none;
        QTest::newRow("product") << u"mem > 10 * 1024 * 1024"_s << u"mem"_s << 10485760.0;
        QTest::newRow("turned round") << u"0.5 < a"_s << u"a"_s << 0.5;
        QTest::newRow("joined") << u"a > 2 and on(x) b > 9"_s << u"a"_s << 2.0;
        QTest::newRow("joined brackets") << u"(a > 2) unless (b > 9)"_s << u"a"_s << 2.0;
        QTest::newRow("a name with or") << u"errors_or_so > 4"_s << u"errors_or_so"_s << 4.0;
        QTest::newRow("two measured") << u"a > on(instance) b"_s << u"a"_s << none;
        QTest::newRow("none") << u"absent(up{job=\"x\"})"_s << u"absent(up{job=\"x\"})"_s << none;
        QTest::newRow("comment") << u"a > 3 # > 9"_s << u"a"_s << none;
        QTest::newRow("unfinished") << u"a >"_s << u"a"_s << none;
        QTest::newRow("nothing left") << u"> 3"_s << u"> 3"_s << none;
        QTest::newRow("empty") << QString() << QString() << none;
        QTest::newRow("unbalanced") << u"((a > 3"_s << u"((a > 3"_s << none;
        QTest::newRow("quote without end") << u"a{x=\"\\\" > 3"_s << u"a{x=\"\\\" > 3"_s << none;
    }
    void aConditionIsTakenApartAtItsLastComparison()
    {
        QFETCH(QString, expression);
        QFETCH(double, threshold);
        const Condition condition = conditionOf(expression);
        QTEST(condition.measured, "measured");
        QCOMPARE(condition.threshold.has_value(), !std::isnan(threshold));
        if (condition.threshold)
            QCOMPARE(*condition.threshold, threshold);
    }

    void theAlertsRuleSaysWhatIsMeasured()
    {
        const auto metric = metricOf(row(), {rule(prom, u"errors > 0.02"_s)}, connections());
        QCOMPARE(metric, std::optional(AlertMetric{prom, u"errors"_s, 0.02}));
    }

    void ofRulesOfTheSameNameTheOneCountsWhoseLabelsTheAlertHas()
    {
        const QList<AlertRule> rules{rule(prom, u"slight > 1"_s, {{u"severity"_s, u"ticket"_s}}),
            rule(prom, u"severe > 2"_s, {{u"severity"_s, u"page"_s}, {u"team"_s, u"{{ $labels.team }}"_s}})};
        QCOMPARE(metricOf(row(), rules, connections())->expression, u"severe"_s);
    }

    void theRuleOfWhoTellsTheAlertComesFirst()
    {
        AlertRow told = row();
        told.told.append({other, u"2"_s});
        QCOMPARE(metricOf(told, {rule(prom, u"a"_s), rule(other, u"b"_s)}, connections())->source, other);
    }

    void whereNoRuleIsKnownTheLinkOfTheSourceSaysIt()
    {
        AlertRow linked = row();
        linked.threshold = u"> 90 %"_s;
        linked.link = u"http://prom-dc2:9090/graph?g0.expr=rate%28x%5B5m%5D%29+%2F+2&g0.tab=1"_s;
        QCOMPARE(metricOf(linked, {}, connections()), std::optional(AlertMetric{other, u"rate(x[5m]) / 2"_s, 90.0}));
        linked.link = u"http://unknown.example/graph?g0.expr=x"_s;
        QVERIFY(!metricOf(linked, {}, connections())); // two may be meant
        QCOMPARE(metricOf(linked, {}, connections().mid(0, 2))->source, prom);
    }

    void nobodyIsAskedWhatNobodyKnows()
    {
        QVERIFY(!metricOf(row(), {}, connections()));
        QVERIFY(!metricOf(row(), {rule(SourceId(u"grafana"_s), u"x"_s)}, connections()));
        QVERIFY(!metricOf(row(), {rule(prom, u"x"_s)}, {}));
        QVERIFY(!metricOf(row(), {rule(prom, u"x"_s.repeated(10'000))}, connections()));
    }

    void ofSeveralSeriesThoseOfTheAlertAreShown()
    {
        Metric metric;
        for (const QString &service : {u"cart"_s, u"search"_s})
            metric.series.append({{{u"service"_s, service}, {u"__name__"_s, u"errors"_s}, {u"code"_s, u"500"_s}}, {}});
        QCOMPARE(seriesOf(metric, row().labels).size(), 1);
        QCOMPARE(seriesOf(metric, {{u"service"_s, u"unknown"_s}}).size(), 2);
    }

    void aNumberIsReadWhereItIsOne_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isNumber");
        QTest::addColumn<double>("number");
        QTest::newRow("with sign") << u"> 90"_s << true << 90.0;
        QTest::newRow("with unit") << u"0.875 s"_s << true << 0.875;
        QTest::newRow("negative") << u"< -3"_s << true << -3.0;
        QTest::newRow("grouped") << u"over 10 000"_s << false << 0.0;
        QTest::newRow("words") << u"never"_s << false << 0.0;
        QTest::newRow("too large") << u"9e999"_s << false << 0.0;
    }
    void aNumberIsReadWhereItIsOne()
    {
        QFETCH(QString, text);
        QFETCH(bool, isNumber);
        QCOMPARE(numberIn(text).has_value(), isNumber);
        if (isNumber)
            QTEST(*numberIn(text), "number");
    }

    void noMoreThanTwoPointsAPixelAreDrawnAndNoPeakIsLost()
    {
        QRandomGenerator random(7);
        QList<Sample> samples;
        for (int i = 0; i < 100'000; ++i)
            samples.append({i * 1000LL, random.generateDouble()});
        samples[61'803].value = 50;
        samples[31'415].value = -50;
        const auto lines = plotLines(samples, {0, samples.last().at, 400}, 5000);
        QCOMPARE(lines.size(), 1);
        QVERIFY2(pointsOf(lines) <= 800, qPrintable(QString::number(pointsOf(lines))));
        QVERIFY(lines.first().contains(samples.at(61'803)));
        QVERIFY(lines.first().contains(samples.at(31'415)));
        for (qsizetype i = 1; i < lines.first().size(); ++i)
            QVERIFY(lines.first().at(i - 1).at < lines.first().at(i).at);
    }

    void aGapIsAGap()
    {
        const double nothing = std::numeric_limits<double>::quiet_NaN();
        const QList<Sample> samples{{0, 1}, {10, 2}, {20, nothing}, {30, 3}, {40, 4}, {100, 5}};
        const auto lines = plotLines(samples, {0, 100, 100}, 16);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(0), QList<Sample>({{0, 1}, {10, 2}}));
        QCOMPARE(lines.at(1), QList<Sample>({{30, 3}, {40, 4}}));
        QCOMPARE(lines.at(2), QList<Sample>({{100, 5}}));
    }

    /// Every second one is missing: still no more than two points for a column.
    void manyGapsDoNotMakeManyPoints()
    {
        QList<Sample> samples;
        for (int i = 0; i < 50'000; ++i)
            samples.append({i, i % 2 == 0 ? std::numeric_limits<double>::infinity() : i % 7});
        QVERIFY(pointsOf(plotLines(samples, {0, 50'000, 300}, 1)) <= 600);
    }

    void whatCannotBeDrawnIsNot()
    {
        const QList<Sample> samples{{5, 1}};
        QVERIFY(plotLines(samples, {0, 0, 100}, 1).isEmpty());
        QVERIFY(plotLines(samples, {0, 10, 0}, 1).isEmpty());
        QVERIFY(plotLines(samples, {6, 10, 100}, 1).isEmpty());
        QVERIFY(plotLines({}, {0, 10, 100}, 1).isEmpty());
    }

    void noMoreThanTwoPointsAPixelAreAskedFor_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<int>("pixels");
        for (const qint64 seconds : {60, 3600, 4431, 46 * 3600, 30 * 86400}) {
            for (const int pixels : {1, 330, 1900})
                QTest::addRow("%lld s on %d px", seconds, pixels) << seconds << pixels;
        }
    }
    void noMoreThanTwoPointsAPixelAreAskedFor()
    {
        QFETCH(qint64, seconds);
        QFETCH(int, pixels);
        const auto step = plotStep(std::chrono::seconds(seconds), pixels);
        QVERIFY(step >= 1s);
        QVERIFY(seconds / step.count() + 1 <= 2 * pixels);
    }

    void anAxisHasFewRoundNumbers()
    {
        QCOMPARE(axisTicks(0, 10, 5), QList<double>({0, 2.5, 5, 7.5, 10}));
        QCOMPARE(axisTicks(-3, 41'200, 5), QList<double>({0, 20'000, 40'000}));
        for (const auto &[low, high] : {std::pair(0.0, 1e-300), std::pair(-1e300, 1e300), std::pair(1.0, 1.0 + 1e-15)})
            QVERIFY(axisTicks(low, high, 5).size() <= 5);
        QVERIFY(axisTicks(1, 1, 5).isEmpty());
        QVERIFY(axisTicks(0, std::numeric_limits<double>::infinity(), 5).isEmpty());
        QVERIFY(axisTicks(-std::numeric_limits<double>::max(), std::numeric_limits<double>::max(), 5).isEmpty());
    }

    void theNearestSampleIsReadUnlessItIsTooFarAway()
    {
        const QList<Sample> samples{{10, 1}, {20, 2}, {100, 3}};
        QCOMPARE(nearestSample(samples, 14, 10)->value, 1.0);
        QCOMPARE(nearestSample(samples, 16, 10)->value, 2.0);
        QCOMPARE(nearestSample(samples, 0, 10)->value, 1.0);
        QVERIFY(!nearestSample(samples, 60, 10));
        QVERIFY(!nearestSample({}, 60, 10));
    }

    void theRangeOfValuesLeavesOutWhatIsNoNumber()
    {
        const Series series{{}, {{0, -5}, {10, std::numeric_limits<double>::infinity()}, {20, 7}, {30, 100}}};
        QCOMPARE(valueRange({series}, 0, 25), std::optional(std::pair(-5.0, 7.0)));
        QVERIFY(!valueRange({series}, 5, 15));
    }
};

QTEST_GUILESS_MAIN(AlertMetricTest)
#include "tst_alertmetric.moc"
