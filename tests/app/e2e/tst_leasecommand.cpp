// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/processowner.h"
#include "tests/app/e2e/program.h"
#include "tests/app/faults/deployworld.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// `opsdeck lease` of one console while another process deploys: what it shows, who may break it, and what is left.
class LeaseCommandTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DeployWorld> m_world;

    /// Who runs this test has that role.
    void writeWorkspace(const char *role)
    {
        m_world->writeWorkspace(", leases: ../leases");
        const QString file = m_world->workspace() + u"/opsdeck.yaml"_s;
        const QByteArray roles = QByteArray("roles: {") + role + ": [" + currentUser().toUtf8() + "]}\n";
        QVERIFY(writeFile(file, readFile(file) + roles));
    }

    /// Whoever deploys waits for the health of the containers until it is let go.
    void letNobodyBecomeHealthy(bool isHeld)
    {
        for (const auto &machine : m_world->machines)
            machine->host().engine().setHealthDelay(isHeld ? 24h : 0h);
    }

    QStringList lease(const QStringList &more = {}) const
    {
        return QStringList{u"lease"_s, m_world->workspace(), u"--env"_s, u"staging"_s} + more;
    }

    /// Of the console "wall", which deploys nothing.
    std::unique_ptr<Program> run(const QStringList &arguments, const char *home = "wall") const
    {
        auto program = std::make_unique<Program>(m_world->home(home));
        program->start(arguments);
        return program;
    }

    QList<LedgerEntry> ledgerOf(const char *home) const
    {
        const auto stores = m_world->open(home);
        return stores ? wait(stores->ledger().entries(0, 100)).value() : QList<LedgerEntry>();
    }

    void expectHeldFor(const QJsonObject &told, const QString &version)
    {
        QCOMPARE(told[u"type"_s].toString(), u"lease"_s);
        QCOMPARE(told[u"environment"_s].toString(), u"staging"_s);
        QCOMPARE(told[u"owner"_s].toString(), currentActor());
        QCOMPARE(told[u"reason"_s].toString(), u"shop "_s + version);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto since = QDateTime::fromString(told[u"since"_s].toString(), Qt::ISODateWithMs);
        const auto expires = QDateTime::fromString(told[u"expires"_s].toString(), Qt::ISODateWithMs);
        QVERIFY(since.isValid() && expires.isValid());
        QVERIFY(since <= now.addSecs(5) && since >= now.addSecs(-120)); // the folder's clock may be another one
        QVERIFY(expires > now.addSecs(5 * 60) && expires <= now.addSecs(10 * 60 + 5));
    }

    void expectFree()
    {
        const auto json = run(lease({u"--json"_s}));
        QVERIFY2(json->end() == 0, json->err());
        QVERIFY(json->saidOnlyJson());
        QVERIFY(!json->line(u"lease"_s).contains(u"owner"_s));
        QVERIFY(json->line(u"lease"_s)[u"kept"_s].toBool());
        const auto text = run(lease());
        QVERIFY2(text->end() == 0, text->err());
        QCOMPARE(text->out(), "Nobody has reserved staging.\n");
    }

    void expectHeld(const QString &version)
    {
        const auto json = run(lease({u"--json"_s}));
        QVERIFY2(json->end() == 0, json->err());
        expectHeldFor(json->line(u"lease"_s), version);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<DeployWorld>();
        writeWorkspace("admin");
        Console first(m_world->home("desk"), m_world->deploy(m_world->push()));
        QVERIFY2(first.end() == 0, first.err());
    }
    void cleanupTestCase() { m_world.reset(); }
    void init()
    {
        writeWorkspace("admin");
        letNobodyBecomeHealthy(false);
    }

    void saysThatNobodyHasAnEnvironmentThatIsFree() { expectFree(); }

    void refusesWhatItCannotMean_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("no environment") << QStringList{u"lease"_s, m_world->workspace()} << 2;
        QTest::newRow("unknown environment")
            << QStringList{u"lease"_s, m_world->workspace(), u"--env"_s, u"stagging"_s} << 2;
        QTest::newRow("no workspace") << QStringList{u"lease"_s, u"/nowhere"_s, u"--env"_s, u"staging"_s} << 2;
        QTest::newRow("nothing to break") << lease({u"--break"_s, u"--reason"_s, u"why not"_s}) << 3;
    }

    void refusesWhatItCannotMean()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, code);
        const auto program = run(arguments);
        QCOMPARE(program->end(), code);
        QVERIFY(!program->err().isEmpty());
        QVERIFY(!program->out().contains("Nobody has reserved"));
    }

    void saysWhereNoLeasesAreKept()
    {
        m_world->writeWorkspace({});
        const auto program = run(lease());
        QVERIFY2(program->end() == 0, program->err());
        QVERIFY2(program->out().contains("keeps no leases"), program->out());
        const auto json = run(lease({u"--json"_s}));
        QCOMPARE(json->end(), 0);
        QVERIFY(!json->line(u"lease"_s)[u"kept"_s].toBool(true));
    }

    void showsWhoDeploysWhatForAndUntilWhen()
    {
        const QString version = m_world->push();
        letNobodyBecomeHealthy(true);
        Console deploying(m_world->home("desk"), m_world->deploy(version));
        QVERIFY2(deploying.saysOfType(u"event"_s), deploying.err());
        expectHeld(version);
        // Also on the desk that deploys, beside it.
        const auto beside = run(lease({u"--json"_s}), "desk");
        QVERIFY2(beside->end() == 0, beside->err());
        QVERIFY(beside->saidOnlyJson());
        const QJsonObject told = beside->line(u"lease"_s);
        expectHeldFor(told, version);
        const auto text = run(lease());
        QVERIFY2(text->end() == 0, text->err());
        const auto expires = QDateTime::fromString(told[u"expires"_s].toString(), Qt::ISODateWithMs);
        const QStringList words{
            currentActor(), u"staging"_s, u"shop "_s + version, expires.toLocalTime().toString(u"HH:mm"_s)};
        for (const QString &word : words)
            QVERIFY2(text->out().contains(word.toUtf8()), text->out());
        letNobodyBecomeHealthy(false);
        QVERIFY2(deploying.end() == 0, deploying.err());
        expectFree();
    }

    void isBrokenOnlyForAReasonAndByWhoMay()
    {
        const QString version = m_world->push();
        letNobodyBecomeHealthy(true);
        Console deploying(m_world->home("desk"), m_world->deploy(version));
        QVERIFY2(deploying.saysOfType(u"event"_s), deploying.err());
        for (const QStringList &reason : {QStringList{}, QStringList{u"--reason"_s, u"  "_s}}) {
            const auto unfounded = run(lease({u"--break"_s, u"--json"_s}) + reason);
            QCOMPARE(unfounded->end(), 2);
            QVERIFY(unfounded->line(u"error"_s)[u"message"_s].toString().contains(u"reason"_s));
        }
        writeWorkspace("releaser");
        const auto forbidden = run(lease({u"--break"_s, u"--reason"_s, u"in my way"_s, u"--json"_s}));
        QCOMPARE(forbidden->end(), 3);
        const QString message = forbidden->line(u"error"_s)[u"message"_s].toString();
        QVERIFY2(message.contains(u"releaser"_s) && message.contains(u"admin"_s), qPrintable(message));
        expectHeld(version);
        for (const LedgerEntry &entry : ledgerOf("wall"))
            QVERIFY(entry.action != u"lease.break");
        letNobodyBecomeHealthy(false);
        QVERIFY2(deploying.end() == 0, deploying.err());
    }

    void aBrokenOneIsFreeAndStandsInTheLedger()
    {
        const QString version = m_world->push();
        letNobodyBecomeHealthy(true);
        Console deploying(m_world->home("desk"), m_world->deploy(version));
        QVERIFY2(deploying.saysOfType(u"event"_s), deploying.err());
        const auto broken = run(lease({u"--break"_s, u"--reason"_s, u"nobody answers there"_s, u"--json"_s}));
        QVERIFY2(broken->end() == 0, broken->err());
        QVERIFY(!broken->line(u"lease"_s).contains(u"owner"_s));
        expectFree();
        {
            const auto stores = m_world->open("wall");
            QVERIFY(stores);
            const LedgerEntry entry = wait(stores->ledger().entries(0, 1)).value().first();
            QCOMPARE(entry.action, u"lease.break"_s);
            QCOMPARE(entry.environment, u"staging"_s);
            QCOMPARE(entry.actor, currentActor());
            const QJsonObject detail = QJsonDocument::fromJson(entry.detail).object();
            QCOMPARE(detail[u"owner"_s].toString(), currentActor());
            QCOMPARE(detail[u"for"_s].toString(), u"shop "_s + version);
            QCOMPARE(detail[u"reason"_s].toString(), u"nobody answers there"_s);
            QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
        }
        letNobodyBecomeHealthy(false);
        QVERIFY2(deploying.end() == 0, deploying.err()); // what it gives back is nobody's any more, and that is all
        expectFree();
        Console next(m_world->home("wall"), m_world->deploy(m_world->push()));
        QVERIFY2(next.end() == 0, next.err());
        expectFree();
    }
};

QTEST_GUILESS_MAIN(LeaseCommandTest)
#include "tst_leasecommand.moc"
