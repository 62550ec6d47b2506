// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/historystrip.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

using Kind = HistorySpan::Kind;

QDateTime at(qint64 second)
{
    return QDateTime::fromSecsSinceEpoch(1'700'000'000 + second, Qt::UTC);
}

AlertTrace trace(const QString &source, QList<AlertMoment> moments)
{
    return {{SourceId(source), u"a"_s}, u"HighErrorRate"_s, {}, std::move(moments)};
}

AlertMoment fires(qint64 second, Severity severity = Severity::Warning, bool acknowledged = false)
{
    return {at(second), AlertState::Firing, severity, acknowledged};
}

AlertMoment resolves(qint64 second)
{
    return {at(second), AlertState::Resolved, Severity::Warning};
}

ObservedSpan seen(const QString &source, qint64 begins, qint64 ends)
{
    return {SourceId(source), at(begins), at(ends)};
}

HistorySpan span(Kind kind, qint64 begins, qint64 ends, Severity severity = Severity::Info)
{
    return {kind, severity, at(begins), at(ends)};
}

} // namespace

class HistoryStripTest : public QObject
{
    Q_OBJECT

    static QList<HistorySpan> strip(
        const QList<AlertTrace> &traces, const QList<ObservedSpan> &observed, qint64 to = 100)
    {
        return historyStrip(traces, observed, at(0), at(to));
    }

private Q_SLOTS:
    void saysWhenItWasQuietAndWhenItFired()
    {
        const auto told = trace(u"am"_s,
            {fires(20), fires(30, Severity::Critical), fires(40, Severity::Critical, true), resolves(60),
                {at(80), AlertState::Pending, Severity::Warning}, {at(90), AlertState::Suppressed, Severity::Warning}});
        QCOMPARE(strip({told}, {seen(u"am"_s, -10, 200)}),
            (QList{span(Kind::Quiet, 0, 20), span(Kind::Firing, 20, 30, Severity::Warning),
                span(Kind::Firing, 30, 40, Severity::Critical), span(Kind::Acknowledged, 40, 60, Severity::Critical),
                span(Kind::Quiet, 60, 80), span(Kind::Pending, 80, 90, Severity::Warning),
                span(Kind::Suppressed, 90, 100, Severity::Warning)}));
    }

    void beginsWithHowItStoodBefore()
    {
        QCOMPARE(strip({trace(u"am"_s, {fires(-500), resolves(50)})}, {seen(u"am"_s, -1000, 100)}),
            (QList{span(Kind::Firing, 0, 50, Severity::Warning), span(Kind::Quiet, 50, 100)}));
    }

    static AlertDeed says(AlertDeed::Kind kind, qint64 second, QDateTime until = {})
    {
        return {.kind = kind, .alert = u"a"_s, .by = u"li@desk"_s, .at = at(second), .until = std::move(until)};
    }

    void whatWasSaidAtADeskCountsAsWhatTheSourceKnew()
    {
        using Deed = AlertDeed::Kind;
        const QList<HistorySpan> told{span(Kind::Quiet, 0, 1000), span(Kind::Firing, 1000, 2000, Severity::Critical),
            span(Kind::Acknowledged, 2000, 3000, Severity::Critical), span(Kind::Quiet, 3000, 4000),
            span(Kind::Firing, 4000, 5000, Severity::Warning)};
        QCOMPARE(withDeeds(told, {}), told);
        // What one says and what the other says is one stretch; the next time it fires it is nobody's again.
        QCOMPARE(withDeeds(told, {says(Deed::Acknowledged, 1500)}),
            (QList{span(Kind::Quiet, 0, 1000), span(Kind::Firing, 1000, 1500, Severity::Critical),
                span(Kind::Acknowledged, 1500, 3000, Severity::Critical), span(Kind::Quiet, 3000, 4000),
                span(Kind::Firing, 4000, 5000, Severity::Warning)}));
        // Given back, and for a time only.
        QCOMPARE(withDeeds({span(Kind::Firing, 1000, 2000)},
                     {says(Deed::Acknowledged, 1100), says(Deed::Commented, 1150), says(Deed::Unacknowledged, 1200),
                         says(Deed::HandedOver, 1300, at(1400))}),
            (QList{span(Kind::Firing, 1000, 1100), span(Kind::Acknowledged, 1100, 1200), span(Kind::Firing, 1200, 1300),
                span(Kind::Acknowledged, 1300, 1400), span(Kind::Firing, 1400, 2000)}));
    }

    void anAcknowledgementHoldsWhileNobodyLooksAndIsForgivenAMinute()
    {
        using Deed = AlertDeed::Kind;
        const QList<HistorySpan> told{
            span(Kind::Firing, 0, 100), span(Kind::Unobserved, 100, 200), span(Kind::Firing, 200, 300)};
        QCOMPARE(withDeeds(told, {says(Deed::Acknowledged, -50)}),
            (QList{span(Kind::Acknowledged, 0, 100), span(Kind::Unobserved, 100, 200),
                span(Kind::Acknowledged, 200, 300)}));
        const QList<HistorySpan> begins{span(Kind::Quiet, 0, 1000), span(Kind::Firing, 1000, 1100)};
        QCOMPARE(withDeeds(begins, {says(Deed::Acknowledged, 970)}).last().kind, Kind::Acknowledged);
        QCOMPARE(withDeeds(begins, {says(Deed::Acknowledged, 900)}).last().kind, Kind::Firing);
        QCOMPARE(summaryOf(withDeeds(told, {says(Deed::Acknowledged, -50)})).fired, summaryOf(told).fired);
    }

    void whatNobodySawIsNeverQuiet()
    {
        QCOMPARE(strip({}, {}), QList{span(Kind::Unobserved, 0, 100)});
        QCOMPARE(strip({trace(u"am"_s, {fires(20), resolves(60)})}, {seen(u"am"_s, 10, 30), seen(u"am"_s, 60, 90)}),
            (QList{span(Kind::Unobserved, 0, 10), span(Kind::Quiet, 10, 20),
                span(Kind::Firing, 20, 30, Severity::Warning), span(Kind::Unobserved, 30, 60),
                span(Kind::Quiet, 60, 90), span(Kind::Unobserved, 90, 100)}));
    }

    void ofSeveralSourcesTheWorstThatCouldBeSeenCounts()
    {
        const QList<AlertTrace> told{
            trace(u"am-a"_s, {fires(10, Severity::Critical)}), trace(u"am-b"_s, {fires(10), resolves(70)})};
        // The first one falls silent while it fires there: what the second one sees counts then.
        QCOMPARE(strip(told, {seen(u"am-a"_s, 0, 50), seen(u"am-b"_s, 0, 80)}),
            (QList{span(Kind::Quiet, 0, 10), span(Kind::Firing, 10, 50, Severity::Critical),
                span(Kind::Firing, 50, 70, Severity::Warning), span(Kind::Quiet, 70, 80),
                span(Kind::Unobserved, 80, 100)}));
    }

    void coversItsTimeWithoutGaps_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 20; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void coversItsTimeWithoutGaps()
    {
        QFETCH(int, seed);
        QRandomGenerator random{quint32(seed)};
        QList<AlertTrace> traces;
        QList<ObservedSpan> observed;
        for (const QString &source : {u"a"_s, u"b"_s, u"c"_s}) {
            QList<AlertMoment> moments;
            for (int t = -20; t < 120; t += 1 + random.bounded(20))
                moments.append(
                    {at(t), AlertState(random.bounded(4)), Severity(random.bounded(3)), random.bounded(2) == 1});
            traces.append(trace(source, moments));
            for (int t = -20; t < 120; t += 1 + random.bounded(30)) {
                const int ends = t + random.bounded(20);
                observed.append(seen(source, t, ends));
                t = ends;
            }
        }
        const auto spans = strip(traces, observed);
        QCOMPARE(spans.first().begins, at(0));
        QCOMPARE(spans.last().ends, at(100));
        for (qsizetype i = 1; i < spans.size(); ++i) {
            QCOMPARE(spans.at(i).begins, spans.at(i - 1).ends);
            QVERIFY(spans.at(i).kind != spans.at(i - 1).kind || spans.at(i).severity != spans.at(i - 1).severity);
        }
        for (const HistorySpan &one : spans) {
            const bool isSeen = std::ranges::any_of(
                observed, [&](const ObservedSpan &o) { return o.begins <= one.begins && o.ends > one.begins; });
            QCOMPARE(one.kind == Kind::Unobserved, !isSeen);
        }
    }

    void theNumbersCountWhatBeganAndNotWhatWentOnUnseen()
    {
        const auto spans
            = strip({trace(u"am"_s, {fires(10), fires(20, Severity::Critical, true), resolves(60), fires(70)})},
                {seen(u"am"_s, 0, 30), seen(u"am"_s, 40, 90)});
        QCOMPARE(summaryOf(spans),
            (HistorySummary{2, std::chrono::seconds(20 + 20 + 20), std::chrono::seconds(20), Severity::Critical}));
        QCOMPARE(summaryOf({}), HistorySummary());
    }
};

QTEST_GUILESS_MAIN(HistoryStripTest)
#include "tst_historystrip.moc"
