// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertcare.h"

#include <QTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

QDateTime at(int minutes)
{
    return noon.addSecs(minutes * 60);
}

AlertDeed deed(AlertDeed::Kind kind, int minute, const QString &by = u"li@desk"_s)
{
    return {.kind = kind, .alert = u"a"_s, .by = by, .note = u"on it"_s, .at = at(minute)};
}

/// Told by a source, acknowledged there by somebody.
Alert acknowledgedThere()
{
    Alert alert{.key = {SourceId(u"zabbix"_s), u"1"_s}, .acknowledged = true};
    alert.notes.append({AlertNote::Kind::Acknowledged, u"Zhang"_s, u"looking"_s, at(3)});
    return alert;
}

} // namespace

/// Who has an alert: folded from the ledger and from what the sources tell.
class AlertCareTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeedIsWholeAfterTheLedger_data()
    {
        QTest::addColumn<AlertDeed>("deed");
        using Kind = AlertDeed::Kind;
        for (const Kind kind :
            {Kind::Acknowledged, Kind::Unacknowledged, Kind::HandedOver, Kind::Commented, Kind::Closed})
            QTest::addRow("%d", int(kind)) << AlertDeed{kind,
                u"a\x1f"
                u"b"_s,
                u"li@desk"_s, u"wang"_s, u"\"quoted\" 重启\n"_s, at(1), at(9)};
        QTest::newRow("bare") << deed(Kind::Commented, 0);
    }
    void aDeedIsWholeAfterTheLedger()
    {
        QFETCH(AlertDeed, deed);
        const LedgerEntry entry = entryOf(deed, u"DiskFull db-01"_s, u"production"_s);
        QCOMPARE(entry.subject, u"DiskFull db-01"_s);
        QCOMPARE(entry.environment, u"production"_s);
        QCOMPARE(deedOf(entry), std::optional(deed));
    }

    void otherEntriesAreNoDeeds()
    {
        QVERIFY(!deedOf({.action = u"deploy.intent"_s, .reference = u"run-1"_s}));
        QVERIFY(!deedOf({.action = u"alert.acknowledged"_s}));
        QVERIFY(!deedOf({.action = u"alert.eaten"_s, .reference = u"a"_s}));
    }

    void theLastWordStands_data()
    {
        QTest::addColumn<QList<AlertDeed>>("deeds");
        QTest::addColumn<QString>("owner");
        using Kind = AlertDeed::Kind;
        AlertDeed handed = deed(Kind::HandedOver, 3);
        handed.to = u"wang"_s;
        QTest::newRow("nobody") << QList<AlertDeed>() << QString();
        QTest::newRow("a comment is no promise") << QList{deed(Kind::Commented, 1)} << QString();
        QTest::newRow("acknowledged") << QList{deed(Kind::Acknowledged, 1)} << u"li@desk"_s;
        QTest::newRow("by somebody else later")
            << QList{deed(Kind::Acknowledged, 1), deed(Kind::Acknowledged, 2, u"wu@wall"_s)} << u"wu@wall"_s;
        QTest::newRow("given back") << QList{deed(Kind::Acknowledged, 1), deed(Kind::Unacknowledged, 2)} << QString();
        QTest::newRow("handed over") << QList{deed(Kind::Acknowledged, 1), handed} << u"wang"_s;
    }
    void theLastWordStands()
    {
        QFETCH(QList<AlertDeed>, deeds);
        QFETCH(QString, owner);
        const AlertCare care = careOf(deeds, {}, at(0), at(5));
        QCOMPARE(care.acknowledgement ? care.acknowledgement->by : QString(), owner);
        QCOMPARE(care.notes.size(), deeds.size());
    }

    void itEndsWithItsTime()
    {
        AlertDeed until = deed(AlertDeed::Kind::Acknowledged, 1);
        until.until = at(10);
        QVERIFY(careOf({until}, {}, at(0), at(9)).acknowledgement);
        QVERIFY(!careOf({until}, {}, at(0), at(10)).acknowledgement);
    }

    /// What was promised of the last time is no promise about this one; but two clocks are never the same.
    void itEndsWhenTheAlertFiresAnew()
    {
        const QList<AlertDeed> deeds{deed(AlertDeed::Kind::Acknowledged, 10)};
        QVERIFY(careOf(deeds, {}, at(10).addSecs(59), at(20)).acknowledgement);
        QVERIFY(!careOf(deeds, {}, at(10).addSecs(61), at(20)).acknowledgement);
        QCOMPARE(careOf(deeds, {}, at(15), at(20)).notes.size(), 1); // it stays in its history
    }

    void aSourcesOwnWordCountsWhereNobodySpokeHere()
    {
        const AlertCare there = careOf({}, {acknowledgedThere()}, at(0), at(9));
        QVERIFY(there.acknowledgement);
        QCOMPARE(there.acknowledgement->by, u"Zhang"_s);
        QCOMPARE(there.acknowledgement->source, SourceId(u"zabbix"_s));
        const AlertCare both = careOf({deed(AlertDeed::Kind::Acknowledged, 5)}, {acknowledgedThere()}, at(0), at(9));
        QCOMPARE(both.acknowledgement->by, u"li@desk"_s);
        QCOMPARE(both.notes.size(), 2);
        QCOMPARE(both.notes.first().by, u"Zhang"_s); // oldest first
    }

    void whatComesBackFromASourceIsSaidOnce()
    {
        Alert echo = acknowledgedThere();
        echo.notes = {{AlertNote::Kind::Acknowledged, u"Admin"_s, saidBy(u"li@desk"_s, u"on it"_s), at(5)}};
        const AlertCare care = careOf({deed(AlertDeed::Kind::Acknowledged, 5)}, {echo}, at(0), at(9));
        QCOMPARE(care.notes.size(), 1);
        QCOMPARE(care.notes.first().by, u"li@desk"_s);
    }

    void deedsAreSortedByAlertAndTime()
    {
        QList<LedgerEntry> entries;
        for (const int minute : {3, 1, 2})
            entries.append(entryOf(deed(AlertDeed::Kind::Commented, minute), {}, {}));
        entries.append({.action = u"deploy.intent"_s, .reference = u"a"_s});
        const AlertDeeds deeds = deedsByAlert(entries);
        QCOMPARE(deeds.size(), 1);
        QCOMPARE(deeds[u"a"_s].size(), 3);
        QCOMPARE(deeds[u"a"_s].first().at, at(1));
        QCOMPARE(deeds[u"a"_s].last().at, at(3));
    }
};

QTEST_GUILESS_MAIN(AlertCareTest)
#include "tst_alertcare.moc"
