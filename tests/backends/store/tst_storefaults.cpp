// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/files.h"
#include "tests/backends/store/faultvfs.h"
#include "tests/backends/store/samples.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

const RunId run(u"run"_s);

bool isTorture()
{
    return qEnvironmentVariableIsSet("OPSDECK_TORTURE");
}

StoreSettings quiet()
{
    return {.quickCheckAfter = 1h, .fullCheckAfter = 1h, .idleAfter = 1h};
}

/// What a program does: commits, appends, journals, reads, and at the end closes.
struct Script
{
    int committed = 0; ///< the last cursor that was acknowledged
    QList<qint64> appended; ///< numbers of entries that were acknowledged
    QList<qint64> journalled;

    void play(const QString &folder)
    {
        const auto stores = openStores(folder, quiet());
        if (!stores) {
            QVERIFY(!stores.error().detail.isEmpty());
            return;
        }
        Ledger &ledger = (*stores)->ledger();
        (void)wait(ledger.beginRun(run, DeployPlan(), u"me"_s, at(0)));
        for (int i = 1; i <= 4; ++i) {
            Snapshot<Alert> alerts{{alertOf(lab, QString::number(i), QString(3000, u'x'))}};
            if (wait((*stores)->cache().commit(recordOf(lab), batchOf(QByteArray::number(i), alerts))))
                committed = i;
            if (const auto entry = wait(ledger.append({.at = at(i), .subject = QString(2000, u's')})))
                appended.append(entry->number);
            (void)wait(ledger.journal(
                {.run = run, .sequence = 10 * i, .at = at(i), .kind = DeployEvent::Kind::Output, .text = u"line"_s}));
            if (wait(ledger.journal({.run = run, .sequence = 10 * i + 1, .at = at(i)})))
                journalled.append(10 * i + 1);
            (void)wait((*stores)->cache().alerts());
        }
    }

    /// Everything that was acknowledged is there, and both files are sound.
    void verify(const QString &folder) const
    {
        auto stores = mustOpen(folder);
        const StoreReport report = stores->care().report();
        QCOMPARE(report.writing, StoreReport::Writing::Possible);
        QVERIFY(!report.salvage && report.cacheSetAside.isEmpty());
        const int cursor = wait(stores->cache().cursor(lab))->toInt();
        QVERIFY2(cursor >= committed, qPrintable(u"%1 < %2"_s.arg(cursor).arg(committed)));
        if (cursor > 0)
            QCOMPARE(wait(stores->cache().alerts())->first().key.fingerprint, QString::number(cursor));
        verifyLedger(stores->ledger());
        stores.reset();
        for (const QString &name : {u"/cache.db"_s, u"/ledger.db"_s}) {
            store::Database db(folder + name, store::Database::Mode::Read, store::Database::Durability::Full);
            store::checkIntegrity(db, store::Depth::Full);
        }
    }

    void verifyLedger(Ledger &ledger) const
    {
        QCOMPARE(*wait(ledger.verifyChain()), 0);
        const auto entries = *wait(ledger.entries(0, 1000));
        QVERIFY(appended.isEmpty() || entries.first().number >= appended.last());
        QSet<qint64> sequences;
        const auto events = *wait(ledger.events(run));
        for (const DeployEvent &event : events)
            sequences.insert(event.sequence);
        for (const qint64 sequence : journalled)
            QVERIFY(sequences.contains(sequence));
    }
};

void copyFolder(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    QDir().mkpath(to);
    for (const QString &name : QDir(from).entryList(QDir::Files))
        QVERIFY(QFile::copy(from + u'/' + name, to + u'/' + name));
}

} // namespace

class StoreFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"opsdeck.store*=false"_s); }

    void r2EveryWriteThatFailsIsAnErrorAndLosesNothing_data()
    {
        QTest::addColumn<bool>("andAllAfter");
        QTest::newRow("one call fails") << false;
        QTest::newRow("and all after it") << true;
    }
    void r2EveryWriteThatFailsIsAnErrorAndLosesNothing()
    {
        QFETCH(bool, andAllAfter);
        const QTemporaryDir dir;
        const QString before = dir.filePath(u"before"_s), folder = dir.filePath(u"store"_s);
        QVERIFY(wait(mustOpen(before)->ledger().append({.at = at(0)})));
        FaultVfs disk;
        copyFolder(before, folder);
        disk.failAt(0, false);
        Script undisturbed;
        undisturbed.play(folder);
        const int calls = disk.calls();
        QCOMPARE(undisturbed.appended.size(), 4);
        undisturbed.verify(folder);

        const int step = isTorture() ? 1 : std::max(1, calls / 16);
        int failed = 0;
        for (int n = 1 + QRandomGenerator::global()->bounded(step); n <= calls; n += step) {
            copyFolder(before, folder);
            disk.failAt(n, andAllAfter);
            Script script;
            script.play(folder);
            failed += disk.hasFailed() ? 1 : 0;
            disk.failAt(0, false);
            script.verify(folder);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(u"at call %1 of %2"_s.arg(n).arg(calls)));
        }
        qInfo("%d calls, %d points of failure tried", calls, failed);
        QVERIFY(failed >= 8);
    }

    void r3WhatWasAcknowledgedSurvivesAPowerCut()
    {
        const QTemporaryDir dir;
        const QString folder = dir.filePath(u"store"_s);
        FaultVfs disk;
        disk.record(folder);
        auto stores = mustOpen(folder);
        QVERIFY(wait(stores->ledger().beginRun(run, DeployPlan(), u"me"_s, at(0))));
        Script script;
        const int cuts = isTorture() ? 300 : 12;
        for (int cut = 0; cut < cuts; ++cut) {
            QList<QFuture<Result<void>>> events;
            QFuture<Result<LedgerEntry>> entry;
            for (int i = 1; i <= 6; ++i) {
                const qint64 sequence = cut * 10 + i;
                Snapshot<Alert> alerts{{alertOf(lab, QString::number(sequence), QString(9000, u'x'))}};
                (void)stores->cache().commit(recordOf(lab), batchOf(QByteArray::number(sequence), alerts));
                entry = stores->ledger().append({.at = at(sequence), .subject = QString(300, u's')});
                events.append(stores->ledger().journal({.run = run, .sequence = sequence, .at = at(sequence)}));
            }
            // At a random moment: some are acknowledged, some are under way.
            const int some = QRandomGenerator::global()->bounded(6);
            QVERIFY(wait(events.at(some)));
            for (int i = 0; i <= some; ++i)
                script.journalled.append(cut * 10 + i + 1);
            const QString after = dir.filePath(u"after-%1"_s.arg(cut));
            disk.cutPower(after, QRandomGenerator::global()->generate());
            {
                const auto again = mustOpen(after);
                QVERIFY(!again->care().report().salvage);
                script.verifyLedger(again->ledger());
                const int cursor = wait(again->cache().cursor(lab))->toInt();
                const auto alerts = *wait(again->cache().alerts());
                QCOMPARE(alerts.size(), cursor > 0 ? 1 : 0);
                if (cursor > 0)
                    QCOMPARE(alerts.first().key.fingerprint, QString::number(cursor));
            }
            QDir(after).removeRecursively();
            QVERIFY(wait(entry) && wait(events.last()));
            for (int i = some + 1; i < 6; ++i)
                script.journalled.append(cut * 10 + i + 1);
            script.appended = {wait(entry)->number};
            if (QTest::currentTestFailed())
                return;
        }
    }
};

QTEST_GUILESS_MAIN(StoreFaultsTest)
#include "tst_storefaults.moc"
