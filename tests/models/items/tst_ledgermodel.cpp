// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/ledgermodel.h"
#include "models/items/ledgertext.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

LedgerEntry entry(qint64 number, const QString &subject = {})
{
    LedgerEntry made;
    made.number = number;
    made.at = QDateTime::fromString(u"2026-03-01T12:00:00Z"_s, Qt::ISODate);
    made.actor = u"li@desk"_s;
    made.action = u"deploy.result"_s;
    made.subject = subject;
    made.outcome = number % 2 ? u"done"_s : u"failed"_s;
    return made;
}

/// Newest first, as the ledger answers.
QList<LedgerEntry> entries(qint64 newest, qint64 oldest)
{
    QList<LedgerEntry> made;
    for (qint64 number = newest; number >= oldest; --number)
        made.append(entry(number));
    return made;
}

} // namespace

class LedgerModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsAtTheTopWithoutTouchingWhatIsThere()
    {
        LedgerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.addNewest(entries(10, 6));
        const QPersistentModelIndex kept = model.index(0, 0);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.addNewest(entries(12, 8));
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(model.newest(), 12);
        QCOMPARE(kept.row(), 2);
        QCOMPARE(removed.size() + changed.size(), 0);
    }

    void asksForOlderEntriesOnceAndStopsAtTheFirst()
    {
        LedgerModel model;
        QSignalSpy wanted(&model, &LedgerModel::olderWanted);
        QVERIFY(!model.canFetchMore({}));
        model.addNewest(entries(10, 6));
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toLongLong(), 6);
        model.addOlder(entries(5, 1));
        QCOMPARE(model.rowCount(), 10);
        QVERIFY(model.isComplete());
        QVERIFY(!model.canFetchMore({}));
    }

    void asksAgainAfterAFailure()
    {
        LedgerModel model;
        model.addNewest(entries(10, 6));
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({}));
        model.olderFailed();
        QVERIFY(model.canFetchMore({}));
    }

    void anEmptyLedgerIsComplete()
    {
        LedgerModel model;
        model.addNewest({});
        QVERIFY(model.isComplete());
        model.addNewest(entries(2, 1));
        QVERIFY(model.isComplete());
        QCOMPARE(model.rowCount(), 2);
    }

    void aFilterFindsWordsInAnyColumn()
    {
        LedgerModel model;
        LedgerFilterModel filter;
        filter.setSourceModel(&model);
        model.addNewest({entry(3, u"shop 2.4.1 → staging"_s), entry(2, u"shop 2.4.0 → production"_s)});
        filter.setText(u"LI production"_s);
        QCOMPARE(filter.rowCount(), 1);
        filter.setText(u"failed"_s);
        QCOMPARE(filter.rowCount(), 1);
        filter.setText(u"nobody"_s);
        QCOMPARE(filter.rowCount(), 0);
        filter.setText({});
        QCOMPARE(filter.rowCount(), 2);
    }

    void unknownWordsPassThroughAndBrokenDetailIsShownAsItIs()
    {
        QCOMPARE(ledgerActionText(u"silence.create"_s), u"silence.create"_s);
        QCOMPARE(ledgerActionText(u"deploy.result"_s), u"Deployment ended"_s);
        QCOMPARE(ledgerOutcomeText({}), u"intent"_s);
        QCOMPARE(prettyDetail("{\"a\":1}"), u"{\n    \"a\": 1\n}"_s);
        QCOMPARE(prettyDetail("not json"), u"not json"_s);
    }
};

QTEST_GUILESS_MAIN(LedgerModelTest)
#include "tst_ledgermodel.moc"
