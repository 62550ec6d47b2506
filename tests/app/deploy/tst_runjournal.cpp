// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/runjournal.h"
#include "tests/app/features/deployfakes.h"
#include "tests/support/run.h"
#include "tests/support/sampledeploy.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const RunId runId(u"11111111-2222-3333-4444-555555555555"_s);
const HostId first(u"app-01"_s);
const HostId second(u"app-02"_s);
const ModuleId cart(u"cart"_s);
constexpr int Flood = RunJournal::LinesAtOnce * 3;

} // namespace

/// What is kept of a run's output.
class RunJournalTest : public QObject
{
    Q_OBJECT

private:
    MemoryLedger m_ledger; // at once: what a disk takes would make a flood an ordinary pace
    std::unique_ptr<RunJournal> m_journal;
    QList<DeployEvent> m_told;

    void print(const HostId &host, int lines)
    {
        for (int i = 0; i < lines; ++i)
            m_journal->output(host, cart, DeployStep::Up, u"line %1"_s.arg(i));
    }

    void endStep(const HostId &host)
    {
        QVERIFY(wait(m_journal->step(host, cart, DeployStep::Up, StepState::Done, {}, {})).has_value());
    }

    /// Lines that were told, and those that are said to be left out.
    static std::pair<int, int> countOf(const QList<DeployEvent> &events, const HostId &host)
    {
        int lines = 0;
        int leftOut = 0;
        for (const DeployEvent &event : events) {
            if (event.kind != DeployEvent::Kind::Output || event.host != host)
                continue;
            if (event.text.plain().startsWith(u"line "))
                ++lines;
            else
                leftOut += event.text.arguments.value(0).toInt();
        }
        return {lines, leftOut};
    }

private Q_SLOTS:
    void init()
    {
        m_told.clear();
        m_journal
            = std::make_unique<RunJournal>(runId, m_ledger, [this](const DeployEvent &event) { m_told.append(event); });
    }

    void everyLineIsKeptThatComesAtAnOrdinaryPace()
    {
        print(first, RunJournal::LinesAtOnce / 2);
        endStep(first);
        QCOMPARE(countOf(m_told, first), std::pair(RunJournal::LinesAtOnce / 2, 0));
    }

    void whatAFloodLeavesOutIsCountedForEachHostAndNothingGetsLost()
    {
        print(first, Flood);
        print(second, Flood);
        endStep(first);
        endStep(second);
        const auto [lines, leftOut] = countOf(m_told, first);
        QVERIFY2(lines >= RunJournal::LinesAtOnce && lines < Flood, qPrintable(QString::number(lines)));
        QCOMPARE(lines + leftOut, Flood);
        const auto [others, othersLeftOut] = countOf(m_told, second);
        QVERIFY(othersLeftOut > 0);
        QCOMPARE(others + othersLeftOut, Flood);
    }

    void theNumberStandsBeforeTheStepThatFollows()
    {
        print(first, Flood);
        endStep(first);
        QVERIFY(m_told.size() > 2);
        QCOMPARE(m_told.last().kind, DeployEvent::Kind::StepChanged);
        QVERIFY(m_told.at(m_told.size() - 2).text.plain().contains(u"left out"));
        for (qsizetype i = 1; i < m_told.size(); ++i)
            QCOMPARE(m_told.at(i).sequence, m_told.at(i - 1).sequence + 1); // no gap that looks like a loss
    }
};

QTEST_GUILESS_MAIN(RunJournalTest)
#include "tst_runjournal.moc"
