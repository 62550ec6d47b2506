// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gates.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const SourceId prometheus(u"prometheus/main"_s);

/// Answers each question with the next of its answers, the last one again and again.
class ScriptedMetrics : public Metrics
{
public:
    QList<Result<QList<double>>> answers;
    QList<MetricQuery> asked;

    QCoro::Task<Result<Metric>> range(MetricQuery query, std::stop_token) override
    {
        const auto answer = answers.at(std::min(asked.size(), answers.size() - 1));
        asked.append(query);
        if (!answer)
            co_return tl::unexpected(answer.error());
        Metric metric;
        for (const double value : *answer) {
            Series series;
            series.samples = {{1, -1e9}, {2, value}}; // only the newest counts
            metric.series.append(series);
        }
        co_return metric;
    }
};

RolloutGate errorRate()
{
    RolloutGate gate;
    gate.name = u"errors"_s;
    gate.query = u"rate{host=\"{host}\"}"_s;
    gate.source = prometheus;
    gate.atMost = 0.02;
    gate.timeout = std::chrono::seconds(0);
    return gate;
}

} // namespace

/// What has to hold before the next host is touched.
class GatesTest : public QObject
{
    Q_OBJECT

private:
    ScriptedMetrics m_metrics;

    Result<Phrase> pass(const RolloutGate &gate, std::stop_token stop = {})
    {
        HostChange change;
        change.host = HostId(u"app-01"_s);
        GateTools tools;
        tools.metrics = [this](const SourceId &id) { return id == prometheus ? &m_metrics : nullptr; };
        return wait(passGate(gate, change, nullptr, tools, RunStops{stop, stop}));
    }

private Q_SLOTS:
    void init() { m_metrics = {}; }

    void holdsWhileEveryNumberIsWithinTheBounds()
    {
        m_metrics.answers = {QList{0.01, 0.02}};
        QVERIFY(pass(errorRate()));
        QCOMPARE(m_metrics.asked.first().expression, u"rate{host=\"app-01\"}"_s);
    }

    void oneNumberBeyondTheBoundIsEnough()
    {
        m_metrics.answers = {QList{0.01, 0.021}};
        const auto passed = pass(errorRate());
        QVERIFY(!passed);
        QCOMPARE(passed.error().kind, Error::Kind::Refused);
        const QString said = passed.error().said().plain();
        QVERIFY2(
            said.contains(u"errors"_s) && said.contains(u"0.021"_s) && said.contains(u"≤ 0.02"_s), qPrintable(said));
    }

    void silenceIsNoConsent_data()
    {
        QTest::addColumn<QList<double>>("numbers");
        QTest::newRow("no series") << QList<double>();
        QTest::newRow("not a number") << QList{std::numeric_limits<double>::quiet_NaN()};
    }
    void silenceIsNoConsent()
    {
        QFETCH(QList<double>, numbers);
        m_metrics.answers = {numbers};
        QVERIFY(!pass(errorRate()));
    }

    void aBoundFromBelow()
    {
        RolloutGate gate = errorRate();
        gate.atMost.reset();
        gate.atLeast = 3;
        m_metrics.answers = {QList{3.0}};
        QVERIFY(pass(gate));
        m_metrics.answers = {QList{2.9}};
        QVERIFY(!pass(gate));
    }

    void aNumberThatBreaksDuringTheHoldTimeStops()
    {
        RolloutGate gate = errorRate();
        gate.hold = std::chrono::seconds(30);
        m_metrics.answers = {QList{0.0}, QList{0.5}};
        const auto passed = pass(gate);
        QVERIFY(!passed);
        QVERIFY(passed.error().said().plain().contains(u"no more"_s));
        QCOMPARE(m_metrics.asked.size(), 2);
    }

    void aSourceThatComesBackIsWaitedFor()
    {
        RolloutGate gate = errorRate();
        gate.timeout = std::chrono::seconds(30);
        m_metrics.answers = {failure(Error::Kind::Network, prometheus.text()), QList{0.0}};
        QVERIFY(pass(gate));
    }

    void aSourceThatNobodyKnowsIsToldAtOnce()
    {
        RolloutGate gate = errorRate();
        gate.source = SourceId(u"elsewhere"_s);
        gate.timeout = std::chrono::seconds(30);
        const auto passed = pass(gate);
        QVERIFY(!passed);
        QCOMPARE(passed.error().kind, Error::Kind::Usage);
    }
};

QTEST_GUILESS_MAIN(GatesTest)
#include "tst_gates.moc"
