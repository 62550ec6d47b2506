// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertgrouping.h"
#include "tests/widgets/pages/noisysamples.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

QStringList titlesOf(const QList<AlertGroup> &groups)
{
    QStringList titles;
    for (const AlertGroup &group : groups)
        titles.append(group.kind == AlertGroup::Kind::Value ? group.title : group.key());
    return titles;
}

} // namespace

class AlertGroupingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWrittenAndReadAsText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("back");
        for (const char *text : {"system", "service", "host", "name", "owner", "label:team"})
            QTest::newRow(text) << str(text) << str(text);
        QTest::newRow("nothing") << QString() << u"system"_s;
        QTest::newRow("no label") << u"label:"_s << u"system"_s;
        QTest::newRow("nonsense") << u"colour"_s << u"system"_s;
        QTest::newRow("a label with a colon") << u"label:a:b"_s << u"label:a:b"_s;
    }
    void isWrittenAndReadAsText()
    {
        QFETCH(QString, text);
        QFETCH(QString, back);
        QCOMPARE(AlertGrouping::parse(text).text(), back);
    }

    void groupsHaveTheirValueInCommon_data()
    {
        QTest::addColumn<QString>("grouping");
        QTest::addColumn<QStringList>("titles");
        // What burns most stands first; then what cannot be seen.
        QTest::newRow("service") << u"service"_s
                                 << QStringList{u"checkout-app"_s, u"checkout-mq"_s, u"gw-03.dc2"_s, u"settlement"_s,
                                        u"unobserved"_s, u"order-router"_s, u"checkout-db"_s, u"portal"_s,
                                        u"blackbox"_s, u"reports"_s, u"quiet"_s};
        QTest::newRow("owner") << u"owner"_s
                               << QStringList{u"payments"_s, u"trading core"_s, u"clearing"_s, u"unobserved"_s,
                                      u"web"_s, QString(), u"data"_s, u"quiet"_s};
        QTest::newRow("label") << u"label:environment"_s << QStringList{u"production"_s, u"unobserved"_s, u"quiet"_s};
        QTest::newRow("no such label") << u"label:rack"_s << QStringList{QString(), u"unobserved"_s, u"quiet"_s};
    }
    void groupsHaveTheirValueInCommon()
    {
        QFETCH(QString, grouping);
        QFETCH(QStringList, titles);
        const AlertWall wall = alertWall(sampleWallInput());
        QCOMPARE(titlesOf(groupsOf(wall, AlertGrouping::parse(grouping))), titles);
    }

    void aHostIsOneWhateverThePort()
    {
        AlertWallInput input = noisyCompany();
        input.alerts = {alert("prometheus", "A", "portal", Severity::Info, "", "", 5),
            alert("prometheus", "B", "portal", Severity::Info, "", "", 5)};
        input.alerts[0].labels.insert(u"instance"_s, u"10.0.0.1:9100"_s);
        input.alerts[1].labels.insert(u"instance"_s, u"10.0.0.1:8080"_s);
        QList<AlertGroup> groups = groupsOf(alertWall(input), {AlertGrouping::By::Host, {}});
        groups.removeIf([](const AlertGroup &group) { return group.kind != AlertGroup::Kind::Value; });
        QCOMPARE(groups.size(), 1);
        QCOMPARE(groups.first().title, u"10.0.0.1"_s);
        QCOMPARE(groups.first().rows.size(), 2);
    }

    /// Whatever they are grouped by: all alerts are there once, and what cannot be seen is told.
    void noAlertIsLostOrToldTwice()
    {
        QRandomGenerator random(7);
        const QStringList groupings{u"system"_s, u"service"_s, u"host"_s, u"name"_s, u"owner"_s, u"label:pod"_s};
        for (int round = 0; round < 100; ++round) {
            const AlertWall wall = alertWall(noisyMoment(random));
            for (const QString &grouping : groupings) {
                QStringList keys;
                SeverityCounts counts;
                QSet<QString> groupKeys;
                qsizetype unobserved = 0;
                for (const AlertGroup &group : groupsOf(wall, AlertGrouping::parse(grouping))) {
                    groupKeys.insert(group.key());
                    for (const AlertRow &row : group.rows)
                        keys.append(row.key);
                    counts.critical += group.counts.critical;
                    counts.warning += group.counts.warning;
                    counts.info += group.counts.info;
                    counts.suppressed += group.counts.suppressed;
                    if (group.kind == AlertGroup::Kind::Unobserved)
                        unobserved += group.systems.size();
                    else if (group.kind == AlertGroup::Kind::System)
                        unobserved += isBlind(group.freshness) ? 1 : 0;
                }
                QCOMPARE(counts, wall.counts);
                QCOMPARE(unobserved, wall.unobserved);
                QCOMPARE(keys.size(), wall.rows.size());
                QCOMPARE(QSet<QString>(keys.cbegin(), keys.cend()).size(), keys.size());
                QCOMPARE(groupKeys.size(), groupsOf(wall, AlertGrouping::parse(grouping)).size());
            }
        }
    }

    void aGroupThatOnlySilentSourcesTellCannotBeObserved()
    {
        const auto groups = groupsOf(alertWall(sampleWallInput()), {AlertGrouping::By::Name, {}});
        for (const AlertGroup &group : groups) {
            if (group.kind == AlertGroup::Kind::Value)
                QCOMPARE(isBlind(group.freshness), group.title == u"BatchLate");
        }
    }

    void theLabelsThatAlertsHaveCanBeChosen()
    {
        QCOMPARE(labelsOf(alertWall(sampleWallInput())), (QStringList{u"alertname"_s, u"environment"_s, u"service"_s}));
    }
};

QTEST_GUILESS_MAIN(AlertGroupingTest)
#include "tst_alertgrouping.moc"
