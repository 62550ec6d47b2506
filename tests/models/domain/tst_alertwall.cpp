// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertfilter.h"
#include "tests/widgets/pages/samples.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const AlertGroup *groupOf(const AlertWall &wall, AlertGroup::Kind kind)
{
    const auto it = std::find_if(
        wall.groups.cbegin(), wall.groups.cend(), [kind](const AlertGroup &group) { return group.kind == kind; });
    return it == wall.groups.cend() ? nullptr : &*it;
}

const AlertGroup *groupOf(const AlertWall &wall, const QString &title)
{
    const auto it = std::find_if(
        wall.groups.cbegin(), wall.groups.cend(), [&](const AlertGroup &group) { return group.title == title; });
    return it == wall.groups.cend() ? nullptr : &*it;
}

QStringList names(const AlertWall &wall)
{
    QStringList all;
    for (const AlertGroup &group : wall.groups) {
        for (const AlertRow &row : group.rows)
            all.append(row.name);
    }
    all.sort();
    return all;
}

AlertWallInput onlySources(QList<SourceRecord> sources)
{
    AlertWallInput input{.sources = std::move(sources)};
    input.now = sampleNow();
    input.catalog = sampleCatalog();
    return input;
}

SourceRecord failing(SourceRecord record, Error::Kind kind, bool everAnswered)
{
    record.lastError = Error{kind, record.id.text(), {}, 0, {}};
    if (!everAnswered)
        record.lastSuccess = QDateTime();
    return record;
}

const AlertRow *rowNamed(const AlertWall &wall, const QString &name)
{
    for (const AlertGroup &group : wall.groups) {
        for (const AlertRow &row : group.rows) {
            if (row.name == name)
                return &row;
        }
    }
    return nullptr;
}

} // namespace

class AlertWallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByBusinessSystemWorstFirst()
    {
        const AlertWall wall = alertWall(sampleWallInput());
        QStringList titles;
        for (const AlertGroup &group : wall.groups)
            titles.append(group.title.isEmpty() ? group.key() : group.title);
        QCOMPARE(titles,
            (QStringList{u"checkout"_s, u"trading-gateway"_s, u"settlement"_s, u"member-portal"_s, u"reporting"_s,
                u"unmapped"_s, u"quiet"_s}));
        const AlertGroup *checkout = groupOf(wall, u"checkout"_s);
        QCOMPARE(checkout->counts, (SeverityCounts{2, 1, 0, 0}));
        QCOMPARE(checkout->worst, Severity::Critical);
        QCOMPARE(checkout->owner, u"payments"_s);
        QCOMPARE(checkout->version, u"2.4.1"_s);
    }

    void countsAddUpToTheTotal()
    {
        const AlertWall wall = alertWall(sampleWallInput());
        SeverityCounts sum;
        qsizetype rows = 0;
        for (const AlertGroup &group : wall.groups) {
            sum.critical += group.counts.critical;
            sum.warning += group.counts.warning;
            sum.info += group.counts.info;
            sum.suppressed += group.counts.suppressed;
            rows += group.rows.size();
            QCOMPARE(group.counts.total(), group.rows.size());
        }
        QCOMPARE(sum, wall.counts);
        QCOMPARE(wall.counts.total(), rows);
        QCOMPARE(wall.counts, (SeverityCounts{3, 5, 2, 1}));
        QCOMPARE(wall.told, 12);
        QCOMPARE(rows, 11);
    }

    void aRowThatDidNotChangeIsThatOfTheWallBefore()
    {
        AlertWallInput input = sampleWallInput();
        const AlertWall before = alertWall(input);
        for (Alert &alert : input.alerts) {
            if (alert.name == u"HighErrorRate")
                alert.value = u"9.9 %"_s;
        }
        const AlertWall after = alertWall(input, before);
        QCOMPARE(after, alertWall(input));
        QVERIFY(rowNamed(after, u"HighErrorRate"_s) != rowNamed(before, u"HighErrorRate"_s));
        for (const QString &name : {u"SlowQueries"_s, u"ReportSlow"_s, u"Watchdog"_s})
            QCOMPARE(rowNamed(after, name), rowNamed(before, name)); // the very same
    }

    void theOrderInWhichAlertsWereToldDoesNotMatter()
    {
        AlertWallInput input = sampleWallInput();
        const AlertWall wall = alertWall(input);
        std::reverse(input.alerts.begin(), input.alerts.end());
        QCOMPARE(alertWall(input), wall);
    }

    void blindIsNotGreen_data()
    {
        QTest::addColumn<SourceRecord>("record");
        QTest::addColumn<Freshness>("freshness");
        QTest::addColumn<bool>("green");
        const SourceRecord live = source("am", "alertmanager", 5);
        QTest::newRow("live") << live << Freshness::Live << true;
        QTest::newRow("silent by the clock") << source("am", "alertmanager", 61) << Freshness::Stale << false;
        QTest::newRow("last attempt failed") << failing(live, Error::Kind::Network, true) << Freshness::Stale << false;
        QTest::newRow("never answered") << failing(live, Error::Kind::Timeout, false) << Freshness::Unreachable
                                        << false;
        QTest::newRow("denied") << failing(live, Error::Kind::Forbidden, true) << Freshness::Unauthorised << false;
        QTest::newRow("never asked") << SourceRecord{.id = live.id, .kind = live.kind} << Freshness::Never << false;
    }
    void blindIsNotGreen()
    {
        QFETCH(SourceRecord, record);
        QFETCH(bool, green);
        const AlertWall wall = alertWall(onlySources({record}));
        QCOMPARE(wall.groups.size(), 1);
        const AlertGroup &group = wall.groups.first();
        QCOMPARE(group.kind, green ? AlertGroup::Kind::Quiet : AlertGroup::Kind::Unobserved);
        QTEST(group.freshness, "freshness");
        QCOMPARE(group.systems.size(), 8);
        QCOMPARE(wall.unobserved, green ? 0 : 8);
        QCOMPARE(group.silentSources.size(), green ? 0 : 1);
    }

    void withoutAnySourceNothingIsGreen()
    {
        const AlertWall wall = alertWall(onlySources({}));
        QCOMPARE(groupOf(wall, AlertGroup::Kind::Quiet), nullptr);
        QCOMPARE(wall.unobserved, wall.systems);
    }

    void aConnectionThatWasNeverTriedIsBlind()
    {
        AlertWallInput input = onlySources({source("am", "alertmanager", 5), source("gitlab", "gitlab", 5)});
        input.connections = {
            {.id = SourceId(u"prom"_s), .kind = u"prometheus"_s}, {.id = SourceId(u"gitlab"_s), .kind = u"gitlab"_s}};
        const AlertWall wall = alertWall(input);
        QCOMPARE(groupOf(wall, AlertGroup::Kind::Quiet), nullptr);
        QCOMPARE(wall.sources.size(), 2);
        QCOMPARE(wall.groups.first().silentSources, QList<SourceId>{SourceId(u"prom"_s)});
    }

    void oneSilentSourceAmongLiveOnesIsEnoughToBeBlind()
    {
        const AlertWall wall
            = alertWall(onlySources({source("prom", "prometheus", 5), source("zabbix", "zabbix", 3600)}));
        QCOMPARE(groupOf(wall, AlertGroup::Kind::Quiet), nullptr);
        const AlertGroup *blind = groupOf(wall, AlertGroup::Kind::Unobserved);
        QVERIFY(blind);
        QCOMPARE(blind->blindSince, sampleNow().addSecs(-3600));
    }

    void aSilentSourceBlindsOnlyWhatItsRulesWatch()
    {
        const AlertWall wall = alertWall(sampleWallInput());
        QCOMPARE(wall.unobserved, 1);
        const AlertGroup *settlement = groupOf(wall, u"settlement"_s);
        QCOMPARE(settlement->freshness, Freshness::Stale);
        QCOMPARE(settlement->blindSince, sampleNow().addSecs(-22 * 60));
        QVERIFY(settlement->rows.first()->blind);
        QCOMPARE(groupOf(wall, u"checkout"_s)->freshness, Freshness::Live);
        QCOMPARE(
            groupOf(wall, AlertGroup::Kind::Quiet)->systems, (QStringList{u"notify"_s, u"pricing"_s, u"search"_s}));
    }

    void aRuleWithoutAServiceMeansThatTheSourceMayWatchEverything()
    {
        AlertWallInput input = sampleWallInput();
        input.rules.append({.source = SourceId(u"zabbix-dc2"_s), .name = u"anything"_s});
        const AlertWall wall = alertWall(input);
        QCOMPARE(wall.unobserved, wall.systems);
        QCOMPARE(groupOf(wall, AlertGroup::Kind::Quiet), nullptr);
    }

    void noAlertVanishesWhenASourceGoesStale_data()
    {
        QTest::addColumn<QString>("which");
        for (const char *id : {"prometheus", "alertmanager", "zabbix-dc2"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void noAlertVanishesWhenASourceGoesStale()
    {
        QFETCH(QString, which);
        AlertWallInput input = sampleWallInput();
        const AlertWall before = alertWall(input);
        for (SourceRecord &record : input.sources) {
            if (record.id.text() == which)
                record = failing(record, Error::Kind::Network, true);
        }
        const AlertWall after = alertWall(input);
        QCOMPARE(names(after), names(before));
        QCOMPARE(after.counts, before.counts);
    }

    void theSameAlertOfSeveralSourcesIsOneRow()
    {
        const AlertWall wall = alertWall(sampleWallInput());
        const AlertRow *row = rowNamed(wall, u"HighErrorRate"_s);
        QCOMPARE(row->sources.size(), 2);
        QCOMPARE(row->startsAt, sampleNow().addSecs(-12 * 60));
        QCOMPARE(row->component, entityId(EntityKind::Component, u"checkout-app"_s));
    }

    void merging_data()
    {
        QTest::addColumn<QString>("secondSource");
        QTest::addColumn<Labels>("first");
        QTest::addColumn<Labels>("second");
        QTest::addColumn<int>("rows");
        const Labels plain{{u"service"_s, u"cart"_s}};
        const auto with = [&](const QString &key, const QString &value) {
            Labels labels = plain;
            labels.insert(key, value);
            return labels;
        };
        QTest::newRow("alike") << "b" << plain << plain << 1;
        QTest::newRow("one source twice") << "a" << plain << with(u"device"_s, u"sda"_s) << 2;
        QTest::newRow("instances") << "b" << with(u"instance"_s, u"x"_s) << with(u"instance"_s, u"y"_s) << 2;
        QTest::newRow("environments") << "b" << with(u"env"_s, u"prod"_s) << with(u"environment"_s, u"test"_s) << 2;
        QTest::newRow("one names the environment") << "b" << with(u"env"_s, u"prod"_s) << plain << 1;
        QTest::newRow("services") << "b" << plain << Labels{{u"service"_s, u"pay"_s}} << 2;
    }
    void merging()
    {
        QFETCH(QString, secondSource);
        QFETCH(Labels, first);
        QFETCH(Labels, second);
        AlertWallInput input = onlySources({});
        input.alerts = {{.key = {SourceId(u"a"_s), u"1"_s}, .name = u"Down"_s, .labels = first},
            {.key = {SourceId(secondSource), u"2"_s}, .name = u"Down"_s, .labels = second}};
        const AlertWall wall = alertWall(input);
        QTEST(wall.counts.total(), "rows");
        QSet<QString> keys;
        for (const AlertRow &row : wall.groups.first().rows)
            keys.insert(row.key);
        QTEST(static_cast<int>(keys.size()), "rows");
    }

    void suppression_data()
    {
        QTest::addColumn<QString>("secondKind");
        QTest::addColumn<AlertState>("second");
        QTest::addColumn<bool>("suppressed");
        QTest::newRow("silenced, Prometheus knows of no silence") << "prometheus" << AlertState::Firing << true;
        QTest::newRow("a second Alertmanager still fires") << "alertmanager" << AlertState::Firing << false;
        QTest::newRow("silenced in both") << "alertmanager" << AlertState::Suppressed << true;
    }
    void suppression()
    {
        QFETCH(QString, secondKind);
        QFETCH(AlertState, second);
        SourceRecord other = source("other", "", 5);
        other.kind = secondKind;
        AlertWallInput input = onlySources({source("am", "alertmanager", 5), other});
        input.alerts = {{.key = {SourceId(u"am"_s), u"1"_s}, .state = AlertState::Suppressed, .name = u"Down"_s},
            {.key = {SourceId(u"other"_s), u"1"_s},
                .severity = Severity::Critical,
                .state = second,
                .name = u"Down"_s}};
        const AlertWall wall = alertWall(input);
        const AlertRow &row = wall.groups.first().rows.first();
        QTEST(row.suppressed, "suppressed");
        QCOMPARE(row.severity, Severity::Critical);
        QCOMPARE(wall.counts.critical, row.suppressed ? 0 : 1);
    }

    void alertsOutsideTheCatalogAreShownUnmapped()
    {
        const AlertWall wall = alertWall(sampleWallInput());
        const AlertGroup *unmapped = groupOf(wall, AlertGroup::Kind::Unmapped);
        QCOMPARE(unmapped->rows.size(), 1);
        QCOMPARE(unmapped->rows.first()->name, u"Watchdog"_s);
    }

    void whatAnAlertIsAbout_data()
    {
        QTest::addColumn<Labels>("labels");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("systemName");
        QTest::newRow("service") << Labels{{u"service"_s, u"checkout-app"_s}} << "checkout-app"
                                 << "checkout";
        QTest::newRow("component") << Labels{{u"component"_s, u"reports"_s}} << "reports"
                                   << "reporting";
        QTest::newRow("job") << Labels{{u"job"_s, u"portal"_s}} << "portal"
                             << "member-portal";
        QTest::newRow("unknown service, known job")
            << Labels{{u"service"_s, u"x"_s}, {u"job"_s, u"portal"_s}} << "portal"
            << "member-portal";
        QTest::newRow("system") << Labels{{u"job"_s, u"node"_s}, {u"system"_s, u"search"_s}} << "node"
                                << "search";
        QTest::newRow("unknown system") << Labels{{u"system"_s, u"nothing"_s}} << ""
                                        << "";
        QTest::newRow("nothing") << Labels{} << ""
                                 << "";
    }
    void whatAnAlertIsAbout()
    {
        QFETCH(Labels, labels);
        QFETCH(QString, systemName);
        AlertWallInput input = onlySources({source("am", "alertmanager", 5)});
        input.alerts = {{.key = {SourceId(u"am"_s), u"1"_s}, .name = u"Down"_s, .labels = labels}};
        const AlertWall wall = alertWall(input);
        const AlertGroup &home = wall.groups.first();
        QCOMPARE(home.kind, systemName.isEmpty() ? AlertGroup::Kind::Unmapped : AlertGroup::Kind::System);
        QCOMPARE(home.title, systemName);
        QTEST(home.rows.first()->service, "service");
    }

    void linksThatAreNotWebAddressesAreDropped()
    {
        AlertWallInput input = onlySources({});
        input.alerts = {{.key = {SourceId(u"a"_s), u"1"_s}, .name = u"Down"_s, .link = u"javascript:alert(1)"_s}};
        QCOMPARE(alertWall(input).groups.first().rows.first()->link, QString());
    }

    void resolvedAlertsAreNoAlerts()
    {
        AlertWallInput input = onlySources({source("am", "alertmanager", 5)});
        input.alerts = {{.key = {SourceId(u"am"_s), u"1"_s}, .state = AlertState::Resolved, .name = u"Down"_s}};
        QCOMPARE(alertWall(input).counts.total(), 0);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const QStringList critical{u"HighErrorRate"_s, u"HostDown"_s, u"QueueBacklog"_s};
        QTest::newRow("severity") << "severity:critical" << critical;
        QTest::newRow("severity, half typed") << "severity:crit" << critical;
        QTest::newRow("or worse") << "severity>=critical" << critical;
        QTest::newRow("service") << "service:CHECKOUT-MQ" << QStringList{u"QueueBacklog"_s};
        QTest::newRow("source") << "source:zabbix" << QStringList{u"BatchLate"_s};
        QTest::newRow("name") << "diskfill" << QStringList{u"DiskFillingUp"_s};
        QTest::newRow("group title") << "reporting" << QStringList{u"ReportSlow"_s};
        QTest::newRow("label") << "alertname:queue" << QStringList{u"QueueBacklog"_s};
        QTest::newRow("two terms") << "severity:warning trading" << QStringList{u"DiskFillingUp"_s, u"OrderLatency"_s};
        QTest::newRow("no such thing") << "service:nothing" << QStringList{};
        QTest::newRow("address, not a field") << "10.0.0.1:9100" << QStringList{};
        QTest::newRow("owner") << "owner:zhang" << QStringList{u"BatchLate"_s};
        QTest::newRow("acknowledged") << "is:acked" << QStringList{u"BatchLate"_s};
        QTest::newRow("not acknowledged") << "is:unacked severity:critical" << critical;
        QTest::newRow("silenced, half typed") << "is:sil" << QStringList{u"ErrorBudget"_s};
        QTest::newRow("no such state") << "is:eaten" << QStringList{};
        QTest::newRow("within a time") << "since:10m" << QStringList{u"QueueBacklog"_s, u"SlowQueries"_s};
        QTest::newRow("a time, half typed") << "since:1 severity:critical" << critical;
        QTest::newRow("words that belong together") << "\"of day batch\"" << QStringList{u"BatchLate"_s};
        QTest::newRow("in a field") << "alertname:\"Queue\"" << QStringList{u"QueueBacklog"_s};
        QTest::newRow("all but") << "-severity:warning -severity:info" << critical;
        QTest::newRow("all but a word") << "severity:critical -checkout" << QStringList{u"HostDown"_s};
    }
    void filters()
    {
        QFETCH(QString, text);
        AlertWallInput input = sampleWallInput();
        for (Alert &alert : input.alerts) {
            if (alert.name == u"BatchLate") {
                alert.acknowledged = true;
                alert.notes = {{AlertNote::Kind::Acknowledged, u"Zhang Wei"_s, {}, sampleNow()}};
            }
        }
        const AlertWall wall = alertWall(input);
        const AlertFilter filter = AlertFilter::parse(text, sampleNow());
        QStringList hits;
        for (const AlertGroup &group : wall.groups) {
            for (const AlertRow &row : group.rows) {
                if (filter.matches(row, group.title))
                    hits.append(row.name);
            }
        }
        hits.sort();
        QTEST(hits, "expected");
    }

    void anEmptyFilterLetsEverythingThrough()
    {
        QVERIFY(AlertFilter::parse(u"   "_s).isEmpty());
        QVERIFY(AlertFilter::parse(u"severity:"_s).matches(AlertRow{}, {}));
    }
};

QTEST_GUILESS_MAIN(AlertWallTest)
#include "tst_alertwall.moc"
