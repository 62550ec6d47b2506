// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertfilter.h"
#include "models/domain/alertsymptoms.h"
#include "tests/widgets/pages/noisysamples.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

using Fold = RowNoise::Fold;

Alert burning(const char *name, const char *service, const char *instance, Severity severity, int minutes)
{
    Alert one = alert("prometheus", name, service, severity, "burns", "", minutes);
    one.key.fingerprint += str(instance);
    one.labels.insert(u"instance"_s, str(instance));
    return one;
}

/// One pod after the other.
QList<Alert> crowd(int count, int secondsApart, Severity severity = Severity::Warning)
{
    QList<Alert> alerts;
    for (int i = 0; i < count; ++i) {
        Alert one = burning("PodRestarts", "checkout-app", qPrintable(u"pod-%1"_s.arg(i)), severity, 0);
        one.startsAt = sampleNow().addSecs(-3600 + i * secondsApart);
        alerts.append(one);
    }
    return alerts;
}

AlertWall wallOf(const QList<Alert> &alerts)
{
    AlertWallInput input = noisyCompany();
    input.alerts = alerts;
    return alertWall(input);
}

int foldedAs(const AlertWall &wall, Fold fold)
{
    return int(std::count_if(
        wall.rows.cbegin(), wall.rows.cend(), [fold](const AlertRow &row) { return row.noise->fold == fold; }));
}

const AlertRow &rowOf(const AlertWall &wall, const QString &name)
{
    const auto row
        = std::find_if(wall.rows.cbegin(), wall.rows.cend(), [&](const AlertRow &one) { return one.name == name; });
    Q_ASSERT(row != wall.rows.cend());
    return *row;
}

} // namespace

class AlertFoldingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyAlikeWithinAShortTimeAreAStorm_data()
    {
        QTest::addColumn<QList<Alert>>("alerts");
        QTest::addColumn<int>("folded");
        QTest::newRow("ten within five minutes") << crowd(10, 30) << 10;
        QTest::newRow("nine") << crowd(9, 30) << 0;
        QTest::newRow("ten, just within") << crowd(10, 33) << 10;
        QTest::newRow("ten, just over") << crowd(10, 34) << 0;
        QTest::newRow("many, slowly") << crowd(100, 60) << 0;
        QTest::newRow("ten and a late one") << crowd(10, 30) + crowd(21, 60).last(1) << 10;
        QTest::newRow("critical ones") << crowd(50, 1, Severity::Critical) << 0;
        QTest::newRow("critical ones among them") << crowd(12, 1) + crowd(15, 1, Severity::Critical).last(3) << 12;
    }
    void manyAlikeWithinAShortTimeAreAStorm()
    {
        QFETCH(QList<Alert>, alerts);
        QFETCH(int, folded);
        const AlertWall wall = wallOf(alerts);
        QCOMPARE(wall.rows.size(), alerts.size());
        QCOMPARE(foldedAs(wall, Fold::Storm), folded);
        QSet<QString> folds;
        for (const AlertRow &row : wall.rows) {
            if (row.noise->isFolded())
                folds.insert(row.noise->under);
        }
        QCOMPARE(folds.size(), folded > 0 ? 1 : 0);
    }

    void alikeMeansOneNameInOneSystem()
    {
        QList<Alert> alerts = crowd(16, 1);
        for (int i = 0; i < 8; ++i)
            alerts[i].labels.insert(u"service"_s, u"order-router"_s);
        QCOMPARE(foldedAs(wallOf(alerts), Fold::Storm), 0);
        for (int i = 0; i < 8; ++i)
            alerts[i].labels.insert(u"service"_s, u"checkout-mq"_s); // of checkout too
        QCOMPARE(foldedAs(wallOf(alerts), Fold::Storm), 16);
        for (int i = 0; i < 8; ++i)
            alerts[i].name = u"SomethingElse"_s;
        QCOMPARE(foldedAs(wallOf(alerts), Fold::Storm), 0);
    }

    void thePolicySaysWhatAStormIs()
    {
        AlertWallInput input = noisyCompany();
        input.alerts = crowd(4, 30);
        input.noise.storm = 3;
        QCOMPARE(foldedAs(alertWall(input), Fold::Storm), 4);
        input.noise.storm = 0;
        QCOMPARE(foldedAs(alertWall(input), Fold::Storm), 0);
    }

    void aNameSaysThatSomethingIsDown_data()
    {
        QTest::addColumn<bool>("says");
        for (const char *name : {"HostDown", "InstanceDown", "host_down", "Host down", "NodeUnreachable", "TLSDown",
                 "down", "主机宕机", "Host is UNAVAILABLE"})
            QTest::newRow(name) << true;
        for (const char *name : {"Slowdown", "DownloadFailed", "ShutdownPending", "", "HighErrorRate", "Countdown"})
            QTest::newRow(name) << false;
    }
    void aNameSaysThatSomethingIsDown()
    {
        QFETCH(bool, says);
        QCOMPARE(saysDown(QString::fromUtf8(QTest::currentDataTag()), NoisePolicy().causes), says);
    }

    void whatFollowsFromSomethingThatIsDownIsFoldedBelowIt_data()
    {
        QTest::addColumn<Alert>("cause");
        QTest::addColumn<Alert>("other");
        QTest::addColumn<Fold>("fold");
        const Alert host = burning("HostDown", "", "app-01:9100", Severity::Critical, 10);
        const Alert database = burning("ServiceDown", "checkout-db", "", Severity::Critical, 10);
        using S = Severity;
        const auto row = [](const char *name, const Alert &cause, const Alert &other, Fold fold) {
            QTest::newRow(name) << cause << other << fold;
        };
        row("placed on the host", host, burning("Slow", "checkout-app", "", S::Warning, 9), Fold::Symptom);
        row("on the host itself", host, burning("DiskFull", "", "app-01", S::Warning, 9), Fold::Symptom);
        row("by the host's address", host, burning("DiskFull", "", "10.0.0.1:9100", S::Info, 9), Fold::Symptom);
        row("depends on what is placed there", host, burning("Slow", "portal", "", S::Warning, 9), Fold::Symptom);
        row("placed elsewhere", host, burning("Slow", "checkout-db", "", S::Warning, 9), Fold::None);
        row("placed there too, says another host", host, burning("Slow", "order-router", "app-02", S::Warning, 9),
            Fold::None);
        row("placed there too", host, burning("Slow", "order-router", "app-01", S::Warning, 9), Fold::Symptom);
        row("began shortly before", host, burning("Slow", "checkout-app", "", S::Warning, 14), Fold::Symptom);
        row("began long before", host, burning("Slow", "checkout-app", "", S::Warning, 16), Fold::None);
        row("depends on it", database, burning("Slow", "checkout-app", "", S::Warning, 9), Fold::Symptom);
        row("depends on what depends on it", database, burning("Slow", "portal", "", S::Warning, 9), Fold::Symptom);
        row("is it", database, burning("Slow", "checkout-db", "", S::Warning, 9), Fold::Symptom);
        row("does not depend on it", database, burning("Slow", "order-router", "", S::Warning, 9), Fold::None);
        row("is critical", database, burning("Slow", "checkout-app", "", S::Critical, 9), Fold::None);
        Alert staging = burning("Slow", "checkout-app", "", S::Warning, 9);
        staging.labels.insert(u"environment"_s, u"staging"_s);
        row("of another environment", database, staging, Fold::None);
        Alert silenced = database;
        silenced.state = AlertState::Suppressed;
        row("the cause is silenced", silenced, burning("Slow", "portal", "", S::Warning, 9), Fold::None);
        Alert warning = database;
        warning.severity = S::Warning;
        row("the cause is no critical one", warning, burning("Slow", "portal", "", S::Warning, 9), Fold::None);
    }
    void whatFollowsFromSomethingThatIsDownIsFoldedBelowIt()
    {
        QFETCH(Alert, cause);
        QFETCH(Alert, other);
        QFETCH(Fold, fold);
        const AlertWall wall = wallOf({cause, other});
        const AlertRow &row = rowOf(wall, other.name);
        QCOMPARE(row.noise->fold, fold);
        if (fold == Fold::Symptom)
            QCOMPARE(row.noise->under, rowOf(wall, cause.name).key);
        QVERIFY(rowOf(wall, cause.name).noise.isDefault());
    }

    void aCriticalSymptomStaysARowAndIsMarked()
    {
        const AlertWall wall = wallOf({burning("HostDown", "", "app-01", Severity::Critical, 10),
            burning("ServiceDown", "checkout-app", "", Severity::Critical, 9),
            burning("Slow", "portal", "", Severity::Warning, 8)});
        const AlertRow &service = rowOf(wall, u"ServiceDown"_s);
        QVERIFY(service.noise->isSymptom() && !service.noise->isFolded());
        QCOMPARE(service.noise->cause, u"HostDown app-01"_s);
        QCOMPARE(rowOf(wall, u"Slow"_s).noise->under, rowOf(wall, u"HostDown"_s).key); // what began it all
        QVERIFY(!rowOf(wall, u"HostDown"_s).noise->isSymptom());
    }

    void thingsThatDependOnEachOtherAreNoCircleOfCauses()
    {
        AlertWallInput input = noisyCompany();
        QList<Entity> entities = input.catalog.entities();
        for (Entity &entity : entities) {
            if (entity.name == u"checkout-db"_s)
                entity.dependsOn = {entityId(EntityKind::Component, u"portal"_s)};
        }
        input.catalog = Catalog(entities);
        input.alerts = {burning("ADown", "checkout-db", "", Severity::Critical, 10),
            burning("BDown", "portal", "", Severity::Critical, 9), burning("Slow", "portal", "", Severity::Info, 9)};
        const AlertWall wall = alertWall(input);
        QVERIFY(!rowOf(wall, u"ADown"_s).noise->isSymptom());
        QVERIFY(rowOf(wall, u"BDown"_s).noise->isSymptom());
        QCOMPARE(rowOf(wall, u"Slow"_s).noise->under, rowOf(wall, u"ADown"_s).key);
    }

    void whatComesAndGoesOftenIsFlapping_data()
    {
        QTest::addColumn<int>("changes");
        QTest::addColumn<Severity>("severity");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<bool>("isFlapping");
        QTest::addColumn<Fold>("fold");
        QTest::newRow("six changes, there") << 6 << Severity::Warning << true << true << Fold::Flapping;
        QTest::newRow("five changes, there") << 5 << Severity::Warning << true << false << Fold::None;
        QTest::newRow("critical, there") << 8 << Severity::Critical << true << true << Fold::None;
        QTest::newRow("gone at the moment") << 7 << Severity::Info << false << true << Fold::Flapping;
    }
    void whatComesAndGoesOftenIsFlapping()
    {
        QFETCH(int, changes);
        QFETCH(Severity, severity);
        QFETCH(bool, isThere);
        QFETCH(bool, isFlapping);
        QFETCH(Fold, fold);
        AlertWallInput input = noisyCompany();
        const Alert one = burning("Unsteady", "checkout-app", "", severity, 1);
        input.timeline.traces = {traceOf(one, changes, isThere)};
        if (isThere)
            input.alerts = {one};
        const AlertWall wall = alertWall(input);
        QCOMPARE(wall.counts.total(), isThere ? 1 : 0);
        QCOMPARE(wall.resting.size(), isThere ? 0 : 1);
        const AlertRow row = isThere ? wall.rows.first() : wall.resting.first();
        QCOMPARE(row.noise->isFlapping(), isFlapping);
        QCOMPARE(row.noise->fold, fold);
        QCOMPARE(row.noise->isResting, !isThere);
        if (!isThere) { // the same row when it comes again
            input.alerts = {one};
            QCOMPARE(alertWall(input).rows.first()->key, row.key);
            QVERIFY(alertWall(input).resting.isEmpty());
        }
    }

    void aCriticalAlertThatIsGoneIsGone()
    {
        AlertWallInput input = noisyCompany();
        input.timeline.traces = {traceOf(burning("Unsteady", "portal", "", Severity::Critical, 1), 9, false)};
        QVERIFY(alertWall(input).resting.isEmpty());
    }

    void whatFlappedLongAgoIsSteadyNow()
    {
        AlertWallInput input = noisyCompany();
        input.alerts = {burning("Unsteady", "portal", "", Severity::Warning, 1)};
        AlertTrace trace = traceOf(input.alerts.first(), 20, true);
        for (AlertMoment &moment : trace.moments)
            moment.at = moment.at.addSecs(-3600);
        input.timeline.traces = {trace};
        QVERIFY(!alertWall(input).rows.first()->noise->isFlapping());
    }

    void aWindowOfMaintenanceSuppressesWhatItsMatchersHit()
    {
        AlertWallInput input = noisyCompany();
        input.alerts = {burning("Slow", "portal", "", Severity::Critical, 5),
            burning("Slow", "checkout-app", "", Severity::Warning, 5)};
        MaintenanceWindow window{.matchers = {{.name = u"service"_s, .value = u"portal"_s}}, .comment = u"move"_s};
        window.from = sampleNow().addSecs(-60);
        window.until = sampleNow().addSecs(60);
        input.maintenance = {window};
        const AlertWall wall = alertWall(input);
        QCOMPARE(wall.counts, (SeverityCounts{.warning = 1, .suppressed = 1}));
        const AlertRow &row = wall.rows.last();
        QVERIFY(row.suppressed);
        QCOMPARE(row.maintenance->comment, u"move"_s);
        QCOMPARE(row.maintenance->until, window.until);
        input.now = window.until;
        QCOMPARE(alertWall(input).counts.suppressed, 0);
    }

    void aSourceThatSpeaksOfMaintenanceIsBelieved()
    {
        AlertWallInput input = noisyCompany();
        input.alerts = {alert("zabbix-dc2", "Slow", "portal", Severity::Warning, "", "", 5)};
        input.alerts.first().state = AlertState::Suppressed;
        input.alerts.first().silencedBy = {u"maintenance 7"_s};
        QCOMPARE(alertWall(input).rows.first()->maintenance->source, SourceId(u"zabbix-dc2"_s));
        QVERIFY(AlertFilter::parse(u"is:maintenance"_s).matches(alertWall(input).rows.first(), {}));
    }

    void aWeeklyWindowIsOnByTheClockOfItsZone_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("end"); ///< empty = it is not on
        // Saturdays and Sundays 23:00 to 02:00 in Shanghai, which is 15:00 to 18:00 UTC.
        QTest::newRow("before") << u"2026-11-14T14:59:59Z"_s << QString();
        QTest::newRow("it begins") << u"2026-11-14T15:00:00Z"_s << u"2026-11-14T18:00:00Z"_s;
        QTest::newRow("after midnight there") << u"2026-11-14T17:59:59Z"_s << u"2026-11-14T18:00:00Z"_s;
        QTest::newRow("it ends") << u"2026-11-14T18:00:00Z"_s << QString();
        QTest::newRow("Sunday") << u"2026-11-15T16:00:00Z"_s << u"2026-11-15T18:00:00Z"_s;
        QTest::newRow("Monday") << u"2026-11-16T16:00:00Z"_s << QString();
    }
    void aWeeklyWindowIsOnByTheClockOfItsZone()
    {
        QFETCH(QString, now);
        QFETCH(QString, end);
        MaintenanceWindow window{.comment = u"backup"_s, .days = {Qt::Saturday, Qt::Sunday}};
        window.begins = QTime(23, 0);
        window.ends = QTime(2, 0);
        window.zone = QTimeZone("Asia/Shanghai");
        const auto at = window.endAt(QDateTime::fromString(now, Qt::ISODate));
        QCOMPARE(at ? at->toString(Qt::ISODate) : QString(), end);
        const QDateTime next = window.nextChange(QDateTime::fromString(now, Qt::ISODate));
        QVERIFY(next > QDateTime::fromString(now, Qt::ISODate));
    }

    void theFilterKnowsNoise()
    {
        AlertWallInput input = noisyCompany();
        input.alerts = crowd(10, 1)
            + QList<Alert>{burning("HostDown", "", "app-02", Severity::Critical, 9),
                burning("Slow", "checkout-db", "", Severity::Warning, 5),
                burning("Odd", "reports", "", Severity::Critical, 5)};
        input.timeline.traces = {traceOf(input.alerts.last(), 8, true)};
        const AlertWall wall = alertWall(input);
        const auto hits = [&](const QString &text) {
            const auto filter = AlertFilter::parse(text);
            return std::count_if(
                wall.rows.cbegin(), wall.rows.cend(), [&](const AlertRow &row) { return filter.matches(row, {}); });
        };
        QCOMPARE(hits(u"is:folded"_s), 11);
        QCOMPARE(hits(u"is:symptom"_s), 1);
        QCOMPARE(hits(u"is:flapping"_s), 1);
        QCOMPARE(hits(u"-is:folded"_s), 2);
    }

    void rowsThatBecomeNoiseAreOtherRowsAndAllElseIsReused()
    {
        AlertWallInput input = noisyCompany();
        input.alerts = crowd(9, 1) + QList<Alert>{burning("Slow", "reports", "", Severity::Warning, 5)};
        const AlertWall before = alertWall(input);
        input.alerts.prepend(crowd(10, 1).last());
        const AlertWall after = alertWall(input, before);
        QCOMPARE(after, alertWall(input));
        QCOMPARE(&rowOf(after, u"Slow"_s), &rowOf(before, u"Slow"_s));
        QCOMPARE(foldedAs(after, Fold::Storm), 10);
        QCOMPARE(foldedAs(before, Fold::Storm), 0);
        const AlertWall again = alertWall(input, after);
        for (qsizetype i = 0; i < again.rows.size(); ++i)
            QCOMPARE(&*again.rows.at(i), &*after.rows.at(i));
    }
};

QTEST_GUILESS_MAIN(AlertFoldingTest)
#include "tst_alertfolding.moc"
