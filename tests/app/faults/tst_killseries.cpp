// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/lanereach.h"
#include "tests/app/faults/deployworld.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What a host held before a run began.
struct Before
{
    QByteArray compose;
    QString image;
};

bool isTorture()
{
    return qEnvironmentVariableIsSet("OPSDECK_TORTURE");
}

StepState stateOf(const DeployRun::Lane &lane, DeployStep step)
{
    return lane.steps.at(static_cast<size_t>(step));
}

bool isBegun(StepState state)
{
    return state != StepState::Waiting && state != StepState::Absent;
}

} // namespace

/// Something breaks at a random moment of a deployment of the real program to several hosts: the program itself, a
/// host, the registry, the network. Afterwards the ledger and the hosts agree, and the run can be ended well.
class KillSeriesTest : public QObject
{
    Q_OBJECT

private:
    using Break = std::function<void(Console &)>;

    std::unique_ptr<DeployWorld> m_world;
    QRandomGenerator m_random;
    quint32 m_seed = 0;
    qsizetype m_lines = 0; ///< that an undisturbed deployment says
    QList<Before> m_before;
    QString m_version;
    RunId m_lastRun; ///< before the one that is disturbed
    QMap<QString, int> m_where; ///< how the runs stood after the fault
    QStringList m_story; ///< of the case at hand, for whoever looks for the reason of a failure

    const QString &told(const QString &line)
    {
        m_story.append(line);
        return m_story.last();
    }

    /// Runs a command of the program to its end.
    int command(const QStringList &arguments, QJsonObject *result = nullptr)
    {
        Console console(m_world->home(), arguments);
        const int code = console.end();
        const QJsonObject error = console.line(u"error"_s);
        QString line = u"%1 → %2 %3 %4"_s.arg(arguments.first())
                           .arg(code)
                           .arg(console.line(u"result"_s)[u"outcome"_s].toString(),
                               console.line(u"result"_s)[u"failure"_s].toString());
        told(line + error[u"message"_s].toString() + u' ' + error[u"detail"_s].toString());
        if (result)
            *result = console.line(u"result"_s);
        return code;
    }

    void remember()
    {
        m_before.clear();
        for (const auto &machine : m_world->machines)
            m_before.append({machine->compose(), machine->image()});
    }

    DeployRun lastRun() const
    {
        const auto stores = m_world->open();
        return stores ? wait(stores->ledger().runs(1)).value().value(0) : DeployRun();
    }

    /// One lane against its host: what is done is so, what has not begun is as before, and nothing is half.
    void expectAgreement(const DeployRun &run, qsizetype i)
    {
        const Machine &machine = *m_world->machines.at(size_t(i));
        const DeployRun::Lane &lane = run.lanes.at(i);
        const HostChange &change = run.plan.changes.at(i);
        QCOMPARE(lane.host.text(), machine.name());
        QCOMPARE(change.composeBefore, m_before.at(i).compose);
        const QByteArray file = machine.compose();
        QVERIFY2(file == change.composeBefore || file == change.composeAfter, file);
        const QString image = machine.image();
        QVERIFY2(image == m_before.at(i).image || image == change.wanted.text(), qPrintable(image));
        if (stateOf(lane, DeployStep::Write) == StepState::Done)
            QCOMPARE(file, change.composeAfter);
        if (!isBegun(stateOf(lane, DeployStep::Write)))
            QCOMPARE(file, change.composeBefore);
        if (stateOf(lane, DeployStep::Up) == StepState::Done)
            QCOMPARE(image, change.wanted.text());
        if (!isBegun(stateOf(lane, DeployStep::Up)))
            QCOMPARE(image, m_before.at(i).image);
        for (size_t step = 1; step < lane.steps.size(); ++step)
            QVERIFY(!isBegun(lane.steps.at(step)) || lane.steps.at(step - 1) == StepState::Done
                || lane.steps.at(step - 1) == StepState::Absent);
    }

    void expectUntouched()
    {
        for (qsizetype i = 0; i < m_before.size(); ++i) {
            QCOMPARE(m_world->machines.at(size_t(i))->compose(), m_before.at(i).compose);
            QCOMPARE(m_world->machines.at(size_t(i))->image(), m_before.at(i).image);
        }
    }

    /// The run as the journal has it against what is on the hosts.
    void expectTruth(const DeployRun &run)
    {
        for (qsizetype i = 0; i < run.lanes.size() && !QTest::currentTestFailed(); ++i)
            expectAgreement(run, i);
        const auto stores = m_world->open();
        QVERIFY(stores);
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
    }

    /// `opsdeck status` tells of it, and never that somebody works on it where nobody does.
    void expectToBeTold(const DeployRun &run)
    {
        Console console(m_world->home(), {u"status"_s, m_world->workspace()});
        QCOMPARE(console.end(), 0);
        const QJsonObject line = console.line(u"run"_s); // the newest comes first
        QCOMPARE(line[u"run"_s].toString(), run.id.text());
        const QString state = line[u"state"_s].toString();
        QVERIFY2(state != u"running", "nobody works on it any more");
        told(u"status: "_s + state);
    }

    void expectAllNew(const DeployRun &run, const HostId &except = {})
    {
        for (qsizetype i = 0; i < run.lanes.size(); ++i) {
            if (run.lanes.at(i).host == except)
                continue;
            QCOMPARE(m_world->machines.at(size_t(i))->compose(), run.plan.changes.at(i).composeAfter);
            QCOMPARE(m_world->machines.at(size_t(i))->image(), run.plan.changes.at(i).wanted.text());
        }
    }

    /// Resume, and retry where that is refused, until it is done. The program may be killed once more in between.
    void goForward(const DeployRun &run, bool isKilledAgain)
    {
        if (isKilledAgain) {
            Console again(m_world->home(), m_world->about("retry", run.id));
            again.says(m_random.bounded(8), 10ms);
            again.kill();
            told(u"retry, killed"_s);
        }
        for (int tries = 0; tries < 4; ++tries) {
            QJsonObject result;
            const int resumed = command(m_world->about("resume", run.id), &result);
            if (resumed == 0)
                return expectAllNew(run);
            if (resumed != 3)
                continue;
            const int retried = command(m_world->about("retry", run.id), &result);
            if (retried == 0)
                return expectAllNew(run);
            QVERIFY2(retried == 1, "a retry is not refused where a resume was, for a failure");
        }
        QFAIL("neither resume nor retry came to an end");
    }

    void goForwardWithout(const DeployRun &run)
    {
        const auto broken = std::find_if(run.lanes.cbegin(), run.lanes.cend(), isBroken);
        if (broken == run.lanes.cend())
            return goForward(run, false);
        QCOMPARE(
            command(m_world->about("skip", run.id, {u"--host"_s, broken->host.text(), u"--reason"_s, u"ill"_s})), 0);
        QCOMPARE(command(m_world->about("resume", run.id)), 0);
        expectAllNew(run, broken->host);
        if (!QTest::currentTestFailed())
            expectAgreementOfSkipped(run, broken - run.lanes.cbegin());
    }

    void expectAgreementOfSkipped(const DeployRun &run, qsizetype i)
    {
        const QByteArray file = m_world->machines.at(size_t(i))->compose();
        QVERIFY(file == m_before.at(i).compose || file == run.plan.changes.at(i).composeAfter);
    }

    void goBack(const DeployRun &run)
    {
        const int code = command(m_world->about("rollback", run.id, {u"--reason"_s, u"a fault"_s}));
        QVERIFY2(code == 0 || code == 3, qPrintable(QString::number(code))); // 3: nothing had been changed
        expectUntouched();
        if (code == 3) // and then somebody has to end it
            QCOMPARE(command(m_world->about("cancel", run.id, {u"--reason"_s, u"a fault"_s})), 0);
    }

    void endWell(const DeployRun &found)
    {
        // A new process finds what the dead one left; asking for a plan is enough.
        command(QStringList{u"plan"_s} + m_world->deploy(m_version).mid(1));
        const DeployRun run = lastRun();
        QCOMPARE(run.id, found.id);
        ++m_where[nameOf(run.state)];
        if (run.state == RunState::Done)
            return expectAllNew(run);
        QVERIFY2(run.state == RunState::Paused || run.state == RunState::Interrupted, qPrintable(nameOf(run.state)));
        expectTruth(run);
        if (!QTest::currentTestFailed())
            expectToBeTold(run);
        if (QTest::currentTestFailed())
            return;
        switch (m_random.bounded(4)) {
        case 0:
            return goBack(run);
        case 1:
            return goForwardWithout(run);
        default:
            return goForward(
                run, m_random.bounded(3) == 0 && std::any_of(run.lanes.cbegin(), run.lanes.cend(), isBroken));
        }
    }

    void expectNothingOpen()
    {
        const auto stores = m_world->open();
        auto open = wait(stores->ledger().openRuns()).value();
        open.removeIf([this](const auto &each) { return each.first.id == m_lastRun; });
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
        for (const auto &[run, owner] : open)
            told(run.id.text() + u' ' + nameOf(run.state) + u' ' + owner);
        QCOMPARE(open.size(), 0);
    }

    /// One deployment with one fault, and its good end.
    void disturbOnce(const Break &fault, const std::function<void()> &mend)
    {
        m_story.clear();
        remember();
        m_lastRun = lastRun().id;
        m_version = m_world->push();
        {
            Console console(m_world->home(), m_world->deploy(m_version));
            const qsizetype after = m_random.bounded(int(m_lines) + 1);
            const auto more = std::chrono::milliseconds(m_random.bounded(after == 0 ? 1200 : 40));
            const bool isInTime = console.says(after, more);
            told(u"%1 after line %2 and %3 ms%4"_s.arg(m_version)
                     .arg(after)
                     .arg(more.count())
                     .arg(isInTime ? QString() : u": too late"_s));
            fault(console);
            told(u"exit %1 %2 %3"_s.arg(console.end())
                     .arg(console.line(u"result"_s)[u"failure"_s].toString(),
                         QString::fromUtf8(console.err().left(400))));
        }
        mend();
        const DeployRun run = lastRun();
        if (run.id == m_lastRun) { // it had not begun
            ++m_where[u"not begun"_s];
            expectUntouched();
            QCOMPARE(command(m_world->deploy(m_version)), 0);
            return expectAllNew(lastRun());
        }
        expectTruth(run);
        if (!QTest::currentTestFailed())
            endWell(run);
        if (!QTest::currentTestFailed())
            expectNothingOpen();
    }

    void disturb(
        int times, const Break &fault, const std::function<void()> &mend = [] {})
    {
        m_where.clear();
        for (int i = 0; i < times; ++i) {
            disturbOnce(fault, mend);
            if (QTest::currentTestFailed()) {
                qWarning().noquote() << "seed" << m_seed << "case" << i << "\n" << m_story.join(u'\n');
                return;
            }
        }
        qInfo() << QTest::currentTestFunction() << times << m_where;
    }

private Q_SLOTS:
    void initTestCase()
    {
        bool isGiven = false;
        m_seed = qEnvironmentVariable("OPSDECK_SEED").toUInt(&isGiven);
        if (!isGiven)
            m_seed = QRandomGenerator::system()->generate();
        m_random.seed(m_seed);
        qInfo() << "OPSDECK_SEED =" << m_seed;
        m_world = std::make_unique<DeployWorld>();
        for (int i = 0; i < 2; ++i) { // the second one replaces a file, as all that follow
            m_version = m_world->push();
            Console console(m_world->home(), m_world->deploy(m_version));
            QVERIFY2(console.end() == 0, console.err());
            m_lines = console.lines();
        }
        QVERIFY(m_lines > 20);
    }
    void cleanupTestCase() { m_world.reset(); }
    void init() { m_random.seed(m_seed); }

    /// Before any other command has looked after it.
    void statusKnowsThatNobodyWorksOnARunWhoseConsoleWasKilled()
    {
        m_version = m_world->push();
        {
            Console console(m_world->home(), m_world->deploy(m_version));
            QVERIFY2(console.says(4, 0ms), console.err()); // the plan and the first step
            console.kill();
        }
        const DeployRun run = lastRun();
        expectToBeTold(run);
        const bool isTold = !QTest::currentTestFailed();
        QCOMPARE(command(m_world->about("resume", run.id)) == 0 || command(m_world->about("retry", run.id)) <= 1, true);
        command(m_world->about("resume", run.id)); // others may wait for a word
        QVERIFY(isTold);
    }

    void theConsoleIsKilled()
    {
        disturb(isTorture() ? 25 : 4, [](Console &console) { console.kill(); });
    }

    void aHostGoesDownAndComesBack()
    {
        Machine *machine = nullptr;
        disturb(
            isTorture() ? 10 : 2,
            [&](Console &) {
                machine = m_world->machines.at(size_t(m_random.bounded(3))).get();
                machine->down();
                told(machine->name() + u" is down"_s);
            },
            [&] { machine->up(); });
    }

    void theRegistryGoesDownAndComesBack()
    {
        disturb(
            isTorture() ? 10 : 2,
            [&](Console &) {
                m_world->registry().stop();
                for (const auto &machine : m_world->machines)
                    machine->host().engine().failPull(m_world->digest(m_version), u"dial tcp: connection refused"_s);
            },
            [&] {
                QVERIFY(m_world->registry().start());
                for (const auto &machine : m_world->machines) { // forgets that pulls fail
                    machine->down();
                    machine->up();
                }
            });
    }

    void theNetworkIsCutAndComesBack()
    {
        int number = 0;
        disturb(
            isTorture() ? 10 : 2,
            [&](Console &) {
                if (number++ % 2 == 0)
                    m_world->network->resetAfter(0);
                else
                    m_world->network->stallAfter(0);
            },
            [&] {
                m_world->network->resetAfter(-1);
                m_world->network->stallAfter(-1);
            });
    }
};

QTEST_GUILESS_MAIN(KillSeriesTest)
#include "tst_killseries.moc"
