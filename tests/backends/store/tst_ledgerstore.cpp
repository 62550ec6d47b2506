// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/database.h"
#include "tests/backends/store/samples.h"

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

const RunId run(u"6f1c"_s);
const QString owner = u"4711 123456 desk-07"_s;

LedgerEntry intent(int number)
{
    return {.at = at(number),
        .actor = u"li@desk-07"_s,
        .action = u"deploy.intent"_s,
        .subject = oddText() + QString::number(number),
        .environment = u"staging"_s,
        .reference = run.text(),
        .detail = QByteArray("{\"n\":1}\0\xff", 9)};
}

DeployPlan planOf(const QStringList &hosts)
{
    DeployPlan plan{.product = ProductId(u"shop"_s), .version = u"2.4.1"_s, .createdAt = at(0)};
    for (const QString &name : hosts) {
        HostChange change;
        change.host = HostId(name);
        change.part = ModuleId(u"cart"_s);
        change.wanted = ImageRef{.registry = u"127.0.0.1:5000"_s, .repository = u"shop/cart"_s}.pinned(digest('a'));
        change.composeAfter = "services: {}\n";
        plan.changes.append(change);
    }
    return plan;
}

DeployEvent step(qint64 sequence, const QString &host, DeployStep step, StepState state, const QString &text = {})
{
    return {.run = run,
        .sequence = sequence,
        .at = at(sequence),
        .host = HostId(host),
        .part = ModuleId(u"cart"_s),
        .step = step,
        .stepState = state,
        .text = text};
}

DeployEvent line(qint64 sequence, const QString &text)
{
    DeployEvent event = step(sequence, u"one"_s, DeployStep::Pull, StepState::Waiting, text);
    event.kind = DeployEvent::Kind::Output;
    return event;
}

DeployEvent end(qint64 sequence, RunState state)
{
    return {.run = run,
        .sequence = sequence,
        .at = at(sequence),
        .kind = DeployEvent::Kind::RunEnded,
        .runState = state,
        .text = Phrase("not healthy after %1 s", {u"120, or \"so\""_s})};
}

} // namespace

class LedgerStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Stores> m_stores;

    Ledger &ledger() { return m_stores->ledger(); }
    QString file() const { return m_dir->filePath(u"store/ledger.db"_s); }

    /// As somebody who goes at the file with a tool. What SQLite says, or nothing.
    QString tamper(const std::string &sql)
    {
        SQLite::Database db(file().toStdString(), SQLite::OPEN_READWRITE, 5000);
        return db.tryExec(sql) == SQLite::OK ? QString() : QString::fromUtf8(db.getErrorMsg());
    }

    void fill(int entries)
    {
        QFuture<Result<LedgerEntry>> last;
        for (int i = 1; i <= entries; ++i)
            last = ledger().append(intent(i));
        QVERIFY(wait(last));
    }

private Q_SLOTS:
    void whatIsAboutOneTopicIsFoundAmongAllElse()
    {
        for (const QString &action :
            {u"alert.acknowledged"_s, u"deploy.intent"_s, u"alert.commented"_s, u"alerts.x"_s, u"alert"_s, u"al.x"_s}) {
            LedgerEntry entry = intent(int(wait(ledger().entries(0, 100))->size()));
            entry.action = action;
            QVERIFY(wait(ledger().append(entry)));
        }
        const auto all = wait(ledger().entriesAbout(u"alert"_s, at(0)));
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->first().action, u"alert.acknowledged"_s);
        QCOMPARE(all->last().action, u"alert.commented"_s);
        QCOMPARE(wait(ledger().entriesAbout(u"alert"_s, at(1)))->size(), 1);
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_stores = mustOpen(m_dir->filePath(u"store"_s));
    }
    void cleanup() { m_stores.reset(); }

    void entriesAreNumberedChainedAndComeBackAsWritten()
    {
        const auto first = *wait(ledger().append(intent(1)));
        const auto second = *wait(ledger().append(intent(2)));
        QCOMPARE(first.number, 1);
        QCOMPARE(first.previousHash, QString(64, u'0'));
        QCOMPARE(second.number, 2);
        QCOMPARE(second.previousHash, first.hash);
        QCOMPARE(second.hash, chainHash(intent(2), first.hash));
        QCOMPARE(*wait(ledger().entries(0, 10)), (QList<LedgerEntry>{second, first}));
        QCOMPARE(second.subject, intent(2).subject);
        QCOMPARE(second.detail, intent(2).detail);
    }

    void entriesAreReadPageByPage()
    {
        fill(5);
        const auto newest = *wait(ledger().entries(0, 2));
        QCOMPARE(newest.first().number, 5);
        const auto older = *wait(ledger().entries(newest.last().number, 10));
        QCOMPARE(older.size(), 3);
        QCOMPARE(older.first().number, 3);
    }

    void anEntryWithoutATimeIsRefused()
    {
        LedgerEntry entry = intent(1);
        entry.at = {};
        QCOMPARE(wait(ledger().append(entry)).error().kind, Error::Kind::Storage);
        QCOMPARE(wait(ledger().append(intent(1)))->number, 1);
    }

    void theFileRefusesToBeRewritten_data()
    {
        QTest::addColumn<QByteArray>("sql");
        for (const char *sql : {"UPDATE ledger_entry SET actor = 'wang'", "DELETE FROM ledger_entry",
                 "INSERT OR REPLACE INTO ledger_entry SELECT 1, at, 'wang', action, subject, environment, outcome, "
                 "reference, detail, previous_hash, hash FROM ledger_entry WHERE number = 1",
                 "UPDATE deploy_run SET plan = '{}'", "DELETE FROM deploy_run",
                 "REPLACE INTO deploy_run SELECT id, '{}', plan_hash, owner, started_at FROM deploy_run",
                 "UPDATE deploy_event SET text = ''", "DELETE FROM deploy_event",
                 "REPLACE INTO deploy_event SELECT run, sequence, at, kind, host, part, step, step_state, run_state, "
                 "'', '[]' FROM deploy_event"})
            QTest::newRow(sql) << QByteArray(sql);
    }
    void theFileRefusesToBeRewritten()
    {
        QFETCH(QByteArray, sql);
        fill(2);
        QVERIFY(wait(ledger().beginRun(run, planOf({u"one"_s}), owner, at(0))));
        QVERIFY(wait(ledger().journal(end(1, RunState::Done))));
        const QString refusal = tamper(sql.toStdString());
        QVERIFY2(refusal.contains(u"cannot be"_s) || refusal.contains(u"only"_s), qPrintable(refusal));
        QCOMPARE(wait(ledger().entries(0, 9))->size(), 2);
        QCOMPARE(*wait(ledger().verifyChain()), 0);
        QCOMPARE(wait(ledger().runs(9))->size(), 1);
    }

    void anAlteredEntryIsFoundWhereverItStands()
    {
        fill(2050);
        QCOMPARE(*wait(ledger().verifyChain()), 0);
        QCOMPARE(tamper("DROP TRIGGER ledger_entry_stays"), QString());
        for (const int number : {1, 2, 999, 1000, 1001, 2000, 2050}) {
            const std::string where = " WHERE number = " + std::to_string(number);
            QCOMPARE(tamper("UPDATE ledger_entry SET actor = 'wang'" + where), QString());
            QCOMPARE(*wait(ledger().verifyChain()), qint64(number));
            QCOMPARE(tamper("UPDATE ledger_entry SET actor = 'li@desk-07'" + where), QString());
        }
        QCOMPARE(*wait(ledger().verifyChain()), 0);
    }

    void aMissingEntryIsFound_data()
    {
        QTest::addColumn<QByteArray>("which");
        QTest::addColumn<int>("found");
        QTest::newRow("the first") << QByteArray("= 1") << 2;
        QTest::newRow("in between") << QByteArray("= 7") << 8;
        QTest::newRow("a whole beginning") << QByteArray("< 5") << 5;
    }
    void aMissingEntryIsFound()
    {
        QFETCH(QByteArray, which);
        fill(10);
        QCOMPARE(
            tamper("DROP TRIGGER ledger_entry_remains; DELETE FROM ledger_entry WHERE number " + which.toStdString()),
            QString());
        QTEST(int(*wait(ledger().verifyChain())), "found");
    }

    void anEmptyChainIsWhole() { QCOMPARE(*wait(ledger().verifyChain()), 0); }

    void entriesKeepTheirOrderWhenTheClockGoesBack()
    {
        for (const qint64 second : {100, 50, 75}) {
            LedgerEntry entry = intent(1);
            entry.at = at(second);
            QVERIFY(wait(ledger().append(entry)));
        }
        const auto entries = *wait(ledger().entries(0, 10));
        QCOMPARE(entries.first().number, 3);
        QCOMPARE(entries.first().at, at(75));
        QCOMPARE(entries.last().at, at(100));
        QCOMPARE(*wait(ledger().verifyChain()), 0);
    }

    void aRunIsFoldedFromItsJournal()
    {
        const DeployPlan plan = planOf({u"one"_s, u"two"_s});
        QVERIFY(wait(ledger().beginRun(run, plan, owner, at(0))));
        DeployRun expected = startRun(run, plan, at(0));
        const QList<DeployEvent> events{step(1, u"one"_s, DeployStep::Pull, StepState::Running), line(2, oddText()),
            step(3, u"one"_s, DeployStep::Pull, StepState::Done),
            step(4, u"two"_s, DeployStep::Pull, StepState::Failed, u"no space"_s), end(5, RunState::Failed)};
        for (const DeployEvent &event : events) {
            QVERIFY(wait(ledger().journal(event)));
            apply(expected, event);
        }
        QCOMPARE(*wait(ledger().runs(5)), QList<DeployRun>{expected});
        QCOMPARE(*wait(ledger().events(run)), events);
        QVERIFY(wait(ledger().openRuns())->isEmpty());
    }

    void theNewestRunsComeFirst()
    {
        for (int i = 1; i <= 3; ++i)
            QVERIFY(wait(ledger().beginRun(RunId(QString::number(i)), planOf({u"one"_s}), owner, at(i))));
        const auto runs = *wait(ledger().runs(2));
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(0).id.text(), u"3"_s);
        QCOMPARE(runs.at(1).id.text(), u"2"_s);
    }

    void aRunWithoutAnEndIsOpenAlsoAfterARestart()
    {
        QVERIFY(wait(ledger().beginRun(run, planOf({u"one"_s}), owner, at(0))));
        QVERIFY(wait(ledger().journal(step(1, u"one"_s, DeployStep::Up, StepState::Running))));
        QVERIFY(wait(ledger().journal(line(2, u"Recreating cart"_s))));
        m_stores.reset();
        m_stores = mustOpen(m_dir->filePath(u"store"_s));
        const auto open = *wait(ledger().openRuns());
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.first().first.id, run);
        QCOMPARE(open.first().first.lanes.first().steps[size_t(DeployStep::Up)], StepState::Running);
        QCOMPARE(open.first().second, owner);
        QCOMPARE(wait(ledger().events(run))->last().text, u"Recreating cart"_s);
    }

    void linesOfOutputAreGroupedAndSeenByTheNextRead()
    {
        QVERIFY(wait(ledger().beginRun(run, planOf({u"one"_s}), owner, at(0))));
        int notices = 0;
        connect(&ledger(), &Ledger::changed, this, [&](const ChangeNotice &notice) {
            QCOMPARE(notice.kinds, QSet<RowKind>{RowKind::Runs});
            ++notices;
        });
        QCoreApplication::processEvents();
        notices = 0;
        for (int i = 1; i <= 100; ++i)
            QVERIFY(wait(ledger().journal(line(i, QString::number(i)))));
        QCOMPARE(wait(ledger().events(run))->size(), 100);
        QTRY_VERIFY(notices >= 1);
        QVERIFY2(notices < 20, qPrintable(QString::number(notices)));
    }

    void aLineThatNothingFollowsIsWrittenBeforeLong()
    {
        QVERIFY(wait(ledger().beginRun(run, planOf({u"one"_s}), owner, at(0))));
        QVERIFY(wait(ledger().journal(line(1, u"waiting for health"_s))));
        store::Database db(file(), store::Database::Mode::Read, store::Database::Durability::Full);
        const auto lines = [&db] { return db.handle().execAndGet("SELECT count(*) FROM deploy_event").getInt(); };
        QTRY_COMPARE_WITH_TIMEOUT(lines(), 1, 2000);
    }

    void whatCannotBeJournalledIsAnError()
    {
        QVERIFY(!wait(ledger().journal(end(1, RunState::Done))));
        QVERIFY(wait(ledger().beginRun(run, planOf({u"one"_s}), owner, at(0))));
        QVERIFY(!wait(ledger().beginRun(run, planOf({u"two"_s}), owner, at(1))));
        QVERIFY(wait(ledger().journal(step(1, u"one"_s, DeployStep::Pull, StepState::Running))));
        const auto twice = wait(ledger().journal(step(1, u"one"_s, DeployStep::Pull, StepState::Done)));
        QCOMPARE(twice.error().kind, Error::Kind::Storage);
        QCOMPARE(twice.error().origin, file());
        QVERIFY2(twice.error().detail.contains(u"only once"_s), qPrintable(twice.error().detail));
        QVERIFY(wait(ledger().journal(end(2, RunState::Failed))));
    }

    void aPlanThatCannotBeReadBackDoesNotBegin()
    {
        DeployPlan plan = planOf({u"one"_s});
        plan.changes.first().wanted = {};
        QCOMPARE(wait(ledger().beginRun(run, plan, owner, at(0))).error().kind, Error::Kind::Storage);
        QVERIFY(wait(ledger().openRuns())->isEmpty());
    }

    void anAlteredPlanIsNotGoneOnWith()
    {
        QVERIFY(wait(ledger().beginRun(run, planOf({u"one"_s}), owner, at(0))));
        QCOMPARE(tamper("DROP TRIGGER deploy_run_stays; UPDATE deploy_run SET plan = replace(plan, 'one', 'two')"),
            QString());
        QCOMPARE(wait(ledger().openRuns()).error().kind, Error::Kind::Storage);
        QVERIFY(wait(ledger().runs(1)).error().detail.contains(run.text()));
    }

    void appendingIsToldOnce()
    {
        QList<ChangeNotice> notices;
        connect(&ledger(), &Ledger::changed, this, [&](const ChangeNotice &notice) { notices.append(notice); });
        fill(1);
        QTRY_COMPARE(notices.size(), 1);
        QCOMPARE(notices.first().kinds, QSet<RowKind>{RowKind::Ledger});
    }
};

QTEST_GUILESS_MAIN(LedgerStoreTest)
#include "tst_ledgerstore.moc"
