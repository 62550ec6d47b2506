// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/localprograms.h"
#include "tests/backends/ssh/sshfixture.h"

#include <QDir>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

/// Programs that ssh_config names: never unasked, once for all hosts after a person has said yes.
class SshProgramsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<RealSshd> m_sshd;
    std::unique_ptr<QTemporaryDir> m_home;

    QString list() const { return m_home->filePath(u"allowed-programs"_s); }
    QString canary() const { return m_home->filePath(u"canary"_s); }

    SshPerson person(const QByteArray &config)
    {
        QFile file(m_home->filePath(u"config"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(config) != config.size())
            qFatal("cannot write the configuration");
        SshPerson person = HostClient::nobody();
        person.name = u"root"_s;
        person.configFile = file.fileName();
        person.programsFile = list();
        return person;
    }

    static QByteArray outputOf(const Result<ExecResult> &result)
    {
        return result ? result->out : "error: " + result.error().detail.toUtf8();
    }

    static constexpr auto bridge = "bash -c 'exec 3<>/dev/tcp/%h/%p; cat <&3 & exec cat >&3'";

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_sshd = std::make_unique<RealSshd>();
        QTRY_VERIFY(m_sshd->isReady());
    }

    void aProxyCommandRunsOnceItWasAllowed()
    {
        const QByteArray command = "touch " + canary().toUtf8() + "; " + bridge;
        HostClient client({m_sshd->spec()}, person("Host *\nProxyCommand sh -c \"" + command + "\"\n"));
        Host *host = client.host("app-01");
        const auto refused = run(host, shell("echo in"));
        QCOMPARE(refused.error().kind, Error::Kind::Usage);
        const auto offer = host->unapprovedProgram();
        QVERIFY(offer.has_value());
        QCOMPARE(offer->command.toUtf8(), "sh -c \"" + command + '"');
        QCOMPARE(offer->place, u"ProxyCommand"_s);
        QVERIFY(!QFile::exists(canary()));

        QVERIFY(host->approveProgram(*offer).has_value());
        QCOMPARE(outputOf(run(host, shell("echo in"))), QByteArray("in\n"));
        QVERIFY(QFile::exists(canary()));
        QVERIFY(!host->unapprovedProgram());
        QCOMPARE(QFile::permissions(list()) & (QFile::ReadGroup | QFile::WriteOther), QFile::Permissions());
    }

    void noProcessIsLeftBehind()
    {
        const QByteArray mark = "OPSDECK_MARK=" + QUuid::createUuid().toByteArray(QUuid::Id128);
        const QByteArray command = "env " + mark + ' ' + bridge;
        const auto alive = [&mark] {
            int found = 0;
            for (const QString &pid : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
                QFile environment(u"/proc/"_s + pid + u"/environ"_s);
                if (environment.open(QIODevice::ReadOnly) && environment.readAll().contains(mark))
                    ++found;
            }
            return found;
        };
        {
            HostClient client({m_sshd->spec()}, person("ProxyCommand " + command + '\n'));
            QVERIFY(!run(client.host("app-01"), shell("true")));
            QVERIFY(client.host("app-01")->approveProgram(*client.host("app-01")->unapprovedProgram()));
            QCOMPARE(outputOf(run(client.host("app-01"), shell("echo in"))), QByteArray("in\n"));
            QVERIFY(alive() > 0);
        }
        QTRY_COMPARE(alive(), 0);
    }

    void aMatchIsDecidedByItsProgramOnceThatWasAllowed_data()
    {
        QTest::addColumn<QByteArray>("program");
        QTest::addColumn<bool>("holds");
        QTest::newRow("holds") << QByteArray("test %h = 127.0.1.7") << true;
        QTest::newRow("does not") << QByteArray("false") << false;
    }
    void aMatchIsDecidedByItsProgramOnceThatWasAllowed()
    {
        QFETCH(QByteArray, program);
        QFETCH(bool, holds);
        // The match, where it holds, gives a user that this server does not know.
        HostSpec spec = m_sshd->spec();
        spec.user.clear();
        HostClient client({spec}, person("Match exec \"" + program + "\"\n  User stranger\nHost *\n  User root\n"));
        Host *host = client.host("app-01");
        QCOMPARE(run(host, shell("true")).error().kind, Error::Kind::Usage);
        QCOMPARE(host->unapprovedProgram()->command.toUtf8(), program);
        QVERIFY(host->unapprovedProgram()->place.endsWith(u"config:1"_s));
        QVERIFY(host->approveProgram(*host->unapprovedProgram()).has_value());
        const auto result = run(host, shell("echo in"));
        if (holds)
            QCOMPARE(result.error().kind, Error::Kind::Unauthorised);
        else
            QCOMPARE(outputOf(result), QByteArray("in\n"));
    }

    void S2_whatAShellWouldMakeSomethingOfNeverReachesIt()
    {
        HostSpec spec = m_sshd->spec();
        for (const QString &address :
            {u"$(touch %1)"_s, u"a;touch %1"_s, u"`touch %1`"_s, u"-oProxyCommand=touch %1"_s}) {
            spec.address = address.arg(canary());
            HostClient client({spec}, person("ProxyCommand nc %h %p\nMatch exec \"test %h = x\"\nUser y\n"));
            Host *host = client.host("app-01");
            for (int answers = 0; answers < 3; ++answers) {
                QVERIFY(!run(host, shell("true")));
                if (const auto offer = host->unapprovedProgram())
                    QVERIFY(host->approveProgram(*offer).has_value());
            }
            QVERIFY2(!QFile::exists(canary()), qPrintable(spec.address));
        }
    }

    void aListThatOthersCouldHaveWrittenIsNone()
    {
        LocalPrograms programs(list());
        QVERIFY(!programs.isAllowed(u"true"_s));
        QVERIFY(programs.allow(u"true"_s).has_value());
        QVERIFY(programs.isAllowed(u"true"_s));
        QVERIFY(!programs.isAllowed(u"tru"_s));
        QVERIFY(QFile::setPermissions(list(), QFile::permissions(list()) | QFile::WriteGroup | QFile::WriteOther));
        QVERIFY(!programs.isAllowed(u"true"_s));
        QVERIFY(!LocalPrograms({}).allow(u"true"_s));
        QVERIFY(!programs.allow(u"true\nfalse"_s));
    }

    void aProgramThatEndsAtOnceIsAnErrorAndNotAWait()
    {
        HostClient client({m_sshd->spec()}, person("ProxyCommand echo no way >&2; false\n"));
        Host *host = client.host("app-01");
        QVERIFY(!run(host, shell("true")));
        QVERIFY(host->approveProgram(*host->unapprovedProgram()).has_value());
        QElapsedTimer clock;
        clock.start();
        const auto result = run(host, shell("true"));
        QCOMPARE(result.error().kind, Error::Kind::Network);
        QCOMPARE(result.error().detail, u"no way"_s);
        QVERIFY2(clock.elapsed() < 6'000, qPrintable(QString::number(clock.elapsed())));
    }
};

QTEST_GUILESS_MAIN(SshProgramsTest)
#include "tst_sshprograms.moc"
