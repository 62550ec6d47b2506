// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertstats.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 Hour = 3600;

/// Monday, 2024-01-01 00:00 UTC, and so many seconds.
QDateTime at(qint64 second)
{
    return QDateTime(QDate(2024, 1, 1), QTime(0, 0), Qt::UTC).addSecs(second);
}

AlertMoment fires(qint64 second, Severity severity = Severity::Warning, bool acknowledged = false)
{
    return {at(second), AlertState::Firing, severity, acknowledged};
}

AlertMoment resolves(qint64 second)
{
    return {at(second), AlertState::Resolved, Severity::Warning};
}

AlertTrace trace(const QString &source, const QString &name, const QString &service, QList<AlertMoment> moments)
{
    return {{SourceId(source), name + service}, name, {{u"service"_s, service}, {u"instance"_s, u"web-01"_s}},
        std::move(moments)};
}

Catalog catalog()
{
    Entity team{.id = entityId(EntityKind::Group, u"payments"_s), .kind = EntityKind::Group, .name = u"payments"_s};
    team.title = u"Payments"_s;
    Entity cart{.id = entityId(EntityKind::Component, u"cart"_s), .name = u"cart"_s, .owner = team.id};
    return Catalog({team, cart});
}

AlertStatsInput input(QList<AlertTrace> traces, QList<ObservedSpan> observed = {})
{
    AlertStatsInput given{.timeline = {std::move(traces), std::move(observed)}, .from = at(0), .to = at(24 * Hour)};
    if (given.timeline.observed.isEmpty())
        given.timeline.observed = {{SourceId(u"am"_s), at(-Hour), at(25 * Hour)}};
    given.catalog = catalog();
    return given;
}

} // namespace

class AlertStatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatFiredByNameServiceOwnerAndSource()
    {
        const AlertStats stats = alertStats(input({
            trace(u"am"_s, u"Slow"_s, u"cart"_s, {fires(100), resolves(200), fires(300), resolves(400)}),
            trace(u"am"_s, u"Down"_s, u"cart"_s, {fires(500, Severity::Critical)}),
            trace(u"am"_s, u"Odd"_s, u"else"_s, {fires(600), resolves(700)}),
        }));
        QCOMPARE(stats.fired.size(), 4);
        QCOMPARE(stats.offenders.size(), 3);
        QCOMPARE(stats.offenders.first().title, u"Slow"_s);
        QCOMPARE(stats.offenders.first().fired, 2);
        QCOMPARE(stats.offenders.first().alerts, 1);
        QCOMPARE(stats.offenders.first().firing, 200s);
        QCOMPARE(stats.services.first().title, u"cart"_s);
        QCOMPARE(stats.services.first().fired, 3);
        QCOMPARE(stats.services.first().critical, 1);
        QCOMPARE(stats.owners.first().title, u"Payments"_s);
        QCOMPARE(stats.owners.last().title, QString()); // nobody has it
        QCOMPARE(stats.sources.first().fired, 4);
        QCOMPARE(stats.standing.size(), 1);
        QCOMPARE(stats.episodes.at(stats.standing.first()).name, u"Down"_s);
    }

    void everyNumberOpensAsManyRows()
    {
        const AlertStats stats = alertStats(input({
            trace(u"am"_s, u"Slow"_s, u"cart"_s, {fires(-900), resolves(200), fires(300), resolves(400)}),
            trace(u"am"_s, u"Odd"_s, u"else"_s, {fires(600), resolves(700)}),
        }));
        for (const auto &tallies : {stats.offenders, stats.services, stats.owners, stats.sources}) {
            int fired = 0;
            for (const AlertTally &tally : tallies) {
                fired += tally.fired;
                QCOMPARE(std::ranges::count_if(
                             tally.episodes, [&](qsizetype i) { return stats.episodes.at(i).begins >= stats.from; }),
                    tally.fired);
            }
            QCOMPARE(fired, stats.fired.size());
        }
    }

    void whatAPairOfSourcesTellsHappenedOnce()
    {
        const AlertStats stats
            = alertStats(input({trace(u"am-a"_s, u"Slow"_s, u"cart"_s, {fires(100), resolves(200)}),
                                   trace(u"am-b"_s, u"Slow"_s, u"cart"_s, {fires(110), resolves(220)})},
                {{SourceId(u"am-a"_s), at(-1), at(24 * Hour)}, {SourceId(u"am-b"_s), at(-1), at(24 * Hour)}}));
        QCOMPARE(stats.fired.size(), 1);
        QCOMPARE(stats.episodes.first().begins, at(100));
        QCOMPARE(stats.episodes.first().ends, at(220));
        QCOMPARE(stats.episodes.first().sources.size(), 2);
        QCOMPARE(stats.sources.size(), 2);
    }

    void timesAreTakenOnlyWhereBothEndsWereSeenAndTheRestIsCounted()
    {
        const AlertStats stats = alertStats(input(
            {
                trace(u"am"_s, u"Seen"_s, u"a"_s, {fires(100), resolves(160)}),
                trace(u"am"_s, u"Slower"_s, u"a"_s, {fires(100), resolves(400)}),
                trace(u"am"_s, u"StoodBefore"_s, u"a"_s, {fires(-5000), resolves(500)}),
                trace(u"am"_s, u"EndedUnseen"_s, u"a"_s, {fires(800), resolves(3000)}),
                trace(u"am"_s, u"BeganUnseen"_s, u"a"_s, {fires(3000), resolves(3100)}),
            },
            {{SourceId(u"am"_s), at(-Hour), at(1000)}, {SourceId(u"am"_s), at(3000), at(24 * Hour)}}));
        QCOMPARE(stats.resolving.delays, (QList<std::chrono::milliseconds>{60s, 300s}));
        QCOMPARE(stats.resolving.leftOut.size(), 3);
        QCOMPARE(stats.resolving.quantile(0.5), 60s);
        QCOMPARE(stats.resolving.quantile(0.9), 300s);
        QCOMPARE(stats.episodes.at(stats.resolving.episodes.last()).name, u"Slower"_s);
        QCOMPARE(stats.unobserved, 2000s);
        QCOMPARE(AlertDelays().quantile(0.5), 0s);
    }

    void anAcknowledgementCountsWhereverItWasSaid()
    {
        AlertStatsInput given = input({
            trace(u"am"_s, u"There"_s, u"cart"_s, {fires(100), fires(130, Severity::Warning, true), resolves(500)}),
            trace(u"am"_s, u"Here"_s, u"cart"_s, {fires(1000), resolves(2000), fires(3000), resolves(4000)}),
            trace(u"am"_s, u"Nobody"_s, u"cart"_s, {fires(100), resolves(500)}),
        });
        const QString key = QStringList{u"Here"_s, u"cart"_s, u"web-01"_s, QString()}.join(QChar(0x1f));
        given.deeds[key] = {{AlertDeed::Kind::Commented, key, u"li"_s, {}, {}, at(1010), {}},
            {AlertDeed::Kind::Acknowledged, key, u"li"_s, {}, {}, at(1600), {}},
            {AlertDeed::Kind::Acknowledged, key, u"li"_s, {}, {}, at(2500), {}}};
        const AlertStats stats = alertStats(given);
        QCOMPARE(stats.acknowledging.delays, (QList<std::chrono::milliseconds>{30s, 600s}));
    }

    void whatFiresAgainAndAgainWithinAnHourFlaps()
    {
        QList<AlertMoment> often, rarely;
        for (int i = 0; i < 5; ++i) {
            often += {fires(i * 600), resolves(i * 600 + 60)};
            rarely += {fires(i * 2 * Hour), resolves(i * 2 * Hour + 60)};
        }
        const AlertStats stats = alertStats(
            input({trace(u"am"_s, u"Flaps"_s, u"a"_s, often), trace(u"am"_s, u"Daily"_s, u"a"_s, rarely)}));
        QCOMPARE(stats.flapping.size(), 1);
        QCOMPARE(stats.flapping.first().title, u"Flaps"_s);
        QCOMPARE(stats.flapping.first().fired, 5);
    }

    void hoursAreThoseOfThePersonAndUnseenOnesAreNotQuiet()
    {
        AlertStatsInput given = input({trace(u"am"_s, u"Slow"_s, u"a"_s, {fires(5 * Hour + 60), resolves(6 * Hour)})},
            {{SourceId(u"am"_s), at(4 * Hour), at(6 * Hour + 60)}});
        given.zone = QTimeZone(8 * Hour);
        const AlertStats stats = alertStats(given);
        QCOMPARE(stats.hours[0][13].fired, 1);
        QCOMPARE(stats.hours[0][13].episodes.size(), 1);
        QVERIFY(stats.hours[0][12].observed && stats.hours[0][13].observed && stats.hours[0][14].observed);
        QVERIFY(!stats.hours[0][11].observed && !stats.hours[0][15].observed && !stats.hours[3][13].observed);
    }

    void whatWasOnlySuppressedDidNotFire()
    {
        const AlertStats stats = alertStats(input(
            {trace(u"am"_s, u"Slow"_s, u"a"_s, {{at(100), AlertState::Suppressed, Severity::Warning}, resolves(200)}),
                trace(u"am"_s, u"Muted"_s, u"a"_s,
                    {fires(100), {at(150), AlertState::Suppressed, Severity::Warning}, resolves(200)})}));
        QCOMPARE(stats.fired.size(), 1);
        QCOMPARE(stats.episodes.first().ends, at(200)); // a silence does not end it
    }

    void noiseIsWhatIsToldAgainstWhatIsSeen()
    {
        AlertStatsInput given{.from = at(0), .to = at(Hour)};
        const auto row = [](RowNoise::Fold fold, const QString &under) {
            AlertRow made{.key = under};
            made.noise = RowNoise{.fold = fold, .under = under};
            return made;
        };
        using Fold = RowNoise::Fold;
        given.wall.rows = {row(Fold::None, {}), row(Fold::Storm, u"a"_s), row(Fold::Storm, u"a"_s),
            row(Fold::Flapping, u"b"_s), row(Fold::Symptom, u"host"_s)};
        given.wall.told = 9;
        QCOMPARE(alertStats(given).told, 9);
        QCOMPARE(alertStats(given).shown, 3);
    }

    void anEmptyTimeIsNoDivisionByZero()
    {
        const AlertStats stats = alertStats({.from = at(0), .to = at(Hour)});
        QVERIFY(stats.episodes.isEmpty() && stats.offenders.isEmpty());
        QCOMPARE(stats.unobserved, 1h);
    }
};

QTEST_GUILESS_MAIN(AlertStatsTest)
#include "tst_alertstats.moc"
