// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/processowner.h"
#include "tests/app/faults/deployworld.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Two processes of the real program, each with files of its own, share one workspace with a folder for leases and
/// deploy to the same environment.
class TwoConsolesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DeployWorld> m_world;

    /// Whoever deploys waits for the health of the containers until it is let go.
    void letNobodyBecomeHealthy(bool isHeld)
    {
        for (const auto &machine : m_world->machines)
            machine->host().engine().setHealthDelay(isHeld ? 24h : 0h);
    }

    QStringList imagesThatRun() const
    {
        QStringList images;
        for (const auto &machine : m_world->machines)
            images.append(machine->image());
        return images;
    }

    static qsizetype runsIn(Stores &stores) { return wait(stores.ledger().runs(100)).value().size(); }

    /// Refused, in words that say who has it and what for; its own ledger knows of no run.
    void expectRefusal(const Console &console, const char *home, const QString &holdersVersion, qsizetype runsBefore)
    {
        const QString message = console.line(u"error"_s)[u"message"_s].toString();
        QVERIFY2(message.contains(currentActor()), qPrintable(message));
        QVERIFY2(message.contains(u"staging"_s), qPrintable(message));
        QVERIFY2(message.contains(u"shop "_s + holdersVersion), qPrintable(message));
        const auto stores = m_world->open(home);
        QVERIFY(stores);
        QCOMPARE(runsIn(*stores), runsBefore);
    }

    qsizetype runsOf(const char *home) const
    {
        const auto stores = m_world->open(home);
        return stores ? runsIn(*stores) : 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<DeployWorld>();
        m_world->writeWorkspace(", leases: ../leases");
        Console first(m_world->home("desk"), m_world->deploy(m_world->push()));
        QVERIFY2(first.end() == 0, first.err());
        Console second(m_world->home("wall"), m_world->deploy(m_world->push()));
        QVERIFY2(second.end() == 0, second.err()); // what is given back can be had
    }
    void cleanupTestCase() { m_world.reset(); }

    void whoComesSecondIsToldWhoWorksThereAndWhatFor()
    {
        const QString one = m_world->push();
        const QString two = m_world->push();
        const qsizetype runs = runsOf("wall");
        letNobodyBecomeHealthy(true);
        Console first(m_world->home("desk"), m_world->deploy(one));
        QVERIFY2(first.saysOfType(u"event"_s), first.err()); // it has the lease
        Console second(m_world->home("wall"), m_world->deploy(two));
        QCOMPARE(second.end(), 3);
        letNobodyBecomeHealthy(false);
        expectRefusal(second, "wall", one, runs);
        QVERIFY2(first.end() == 0, first.err());
        for (const QString &image : imagesThatRun())
            QVERIFY2(image.contains(m_world->digest(one)), qPrintable(image));

        Console again(m_world->home("wall"), m_world->deploy(two));
        QVERIFY2(again.end() == 0, again.err());
    }

    void ofTwoAtOnceExactlyOneGetsIt()
    {
        const int rounds = qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 25 : 2;
        for (int round = 0; round < rounds; ++round) {
            const std::array versions{m_world->push(), m_world->push()};
            letNobodyBecomeHealthy(true);
            const std::array runs{runsOf("desk"), runsOf("wall")};
            Console desk(m_world->home("desk"), m_world->deploy(versions[0]));
            Console wall(m_world->home("wall"), m_world->deploy(versions[1]));
            spinUntil([&] { return desk.isOver() || wall.isOver(); }, 45'000);
            letNobodyBecomeHealthy(false);
            const std::array codes{desk.end(), wall.end()};
            const size_t winner = codes[0] == 0 ? 0 : 1;
            QVERIFY2(codes[winner] == 0, desk.err() + wall.err());
            QVERIFY2(codes[1 - winner] == 3, winner == 0 ? wall.err() : desk.err());
            expectRefusal(winner == 0 ? wall : desk, winner == 0 ? "wall" : "desk", versions[winner], runs[1 - winner]);
            for (const QString &image : imagesThatRun())
                QVERIFY2(image.contains(m_world->digest(versions[winner])), qPrintable(image));
        }
    }

    /// A lease outlives a console that was killed, but not on the machine that knows it to be dead.
    void aKilledConsoleDoesNotHoldUpTheOneThatTakesItsRunUp()
    {
        const QString version = m_world->push();
        {
            Console killed(m_world->home("desk"), m_world->deploy(version));
            QVERIFY2(killed.says(4, 0ms), killed.err());
            killed.kill();
        }
        // Nobody knows how that ended, so somebody has to answer for going on; the lease is not in the way.
        Console refused(m_world->home("desk"), m_world->deploy(version));
        QCOMPARE(refused.end(), 3);
        const QStringList answered{u"--override"_s, u"last=the console was killed"_s};
        Console next(m_world->home("desk"), m_world->deploy(version) + answered);
        const int code = next.end();
        QVERIFY2(code == 0, qPrintable(next.line(u"error"_s)[u"message"_s].toString()));
        for (const QString &image : imagesThatRun())
            QVERIFY2(image.contains(m_world->digest(version)), qPrintable(image));
    }
};

QTEST_GUILESS_MAIN(TwoConsolesTest)
#include "tst_twoconsoles.moc"
