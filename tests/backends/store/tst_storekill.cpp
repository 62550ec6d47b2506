// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/database.h"
#include "tests/backends/store/samples.h"

#include <QProcess>
#include <QRandomGenerator>

#include <cstdio>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

constexpr int RowsAStep = 20;
const RunId run(u"run"_s);

/// Step n: pipelines that pile up, one alert that is replaced, and n as the cursor.
SyncBatch stepOf(int n)
{
    Upsert<Pipeline> pipelines;
    for (int i = 0; i < RowsAStep; ++i)
        pipelines.rows.append({.source = lab, .project = 1, .id = qint64(n) * RowsAStep + i, .ref = QString(50, u'r')});
    return batchOf(QByteArray::number(n), pipelines, Snapshot<Alert>{{alertOf(lab, QString::number(n))}});
}

/// The child: syncs and journals until it is killed, and says what was acknowledged.
int commitForEver(const QString &folder)
{
    const auto stores = mustOpen(folder);
    DeployPlan plan;
    if (wait(stores->ledger().openRuns())->isEmpty() && !wait(stores->ledger().beginRun(run, plan, u"me"_s, at(0))))
        return 1;
    // The two files have a writer each: either may have been a step ahead when it was killed.
    const auto events = *wait(stores->ledger().events(run));
    const int known = events.isEmpty() ? 0 : int(events.last().sequence);
    for (int n = std::max(known, wait(stores->cache().cursor(lab))->toInt()) + 1;; ++n) {
        const auto committed = stores->cache().commit(recordOf(lab), stepOf(n));
        const auto appended = stores->ledger().append({.at = at(n), .subject = QString::number(n)});
        const auto journalled = stores->ledger().journal({.run = run, .sequence = n, .at = at(n)});
        if (!wait(committed) || !wait(appended) || !wait(journalled))
            return 1;
        std::printf("%d\n", n);
        std::fflush(stdout);
    }
}

std::string integrity(const QString &file)
{
    SQLite::Database db(file.toStdString());
    return db.execAndGet("PRAGMA integrity_check").getString();
}

} // namespace

class StoreKillTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    /// Runs the child until it acknowledged some steps, kills it, and answers the last one that it had told.
    int killAfter(int steps)
    {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(), {u"--commit-for-ever"_s, m_dir.filePath(u"store"_s)});
        QByteArray told;
        const bool enough = QTest::qWaitFor(
            [&] {
                told += child.readAllStandardOutput();
                return told.count('\n') >= steps;
            },
            30'000);
        child.kill();
        child.waitForFinished();
        told += child.readAllStandardOutput();
        const auto lines = told.left(told.lastIndexOf('\n')).split('\n');
        return enough && child.exitStatus() == QProcess::CrashExit ? lines.last().toInt() : -1;
    }

    static int rounds() { return qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 500 : 12; }

private Q_SLOTS:
    void r1NothingAcknowledgedIsLostAndNothingIsHalfWhenKilled()
    {
        int atLeast = 0;
        for (int round = 0; round < rounds(); ++round) {
            const int told = killAfter(1 + QRandomGenerator::global()->bounded(25));
            QVERIFY(told > atLeast);
            atLeast = told;

            const auto stores = mustOpen(m_dir.filePath(u"store"_s));
            const int cursor = wait(stores->cache().cursor(lab))->toInt();
            QVERIFY2(cursor >= told, qPrintable(u"%1 after %2"_s.arg(cursor).arg(told)));
            const auto alerts = *wait(stores->cache().alerts());
            QCOMPARE(alerts.size(), 1);
            QCOMPARE(alerts.first().key.fingerprint, QString::number(cursor));
            const auto newest = *wait(stores->cache().pipelines(lab, 1, RowsAStep));
            QCOMPARE(newest.first().id, qint64(cursor) * RowsAStep + RowsAStep - 1);
            QCOMPARE(newest.last().id, qint64(cursor) * RowsAStep);

            QVERIFY(wait(stores->ledger().entries(0, 1))->first().subject.toInt() >= told);
            QCOMPARE(*wait(stores->ledger().verifyChain()), 0);
            QVERIFY(wait(stores->ledger().events(run))->last().sequence >= told);
            const auto open = *wait(stores->ledger().openRuns());
            QCOMPARE(open.size(), 1);
            QCOMPARE(open.first().second, u"me"_s);
            QCOMPARE(stores->care().report().writing, StoreReport::Writing::Possible);
            QCOMPARE(integrity(m_dir.filePath(u"store/cache.db"_s)), std::string("ok"));
            QCOMPARE(integrity(m_dir.filePath(u"store/ledger.db"_s)), std::string("ok"));
        }
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--commit-for-ever"_s)
        return commitForEver(arguments.value(2));
    StoreKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_storekill.moc"
