// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/configfiles.h"
#include "backends/ssh/target.h"

#include <QtTest>

using namespace opsdeck;
using namespace std::chrono_literals;

class SshConfigTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;
    SshPerson m_person;
    std::map<QString, HostSpec> m_others;

    QString path(const char *name) const { return m_home.filePath(QString::fromLatin1(name)); }
    static void write(const QString &file, const QByteArray &content)
    {
        QDir().mkpath(QFileInfo(file).path());
        QFile writer(file);
        QVERIFY(writer.open(QIODevice::WriteOnly));
        writer.write(content);
        writer.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    static HostSpec spec(const char *address)
    {
        HostSpec host;
        host.id = HostId(QStringLiteral("app"));
        host.address = QString::fromUtf8(address);
        return host;
    }
    Result<SshTarget> resolve(const QByteArray &config, const HostSpec &host) const
    {
        const auto parsed = parseSshConfig(config, QStringLiteral("config"));
        if (!parsed)
            return tl::unexpected(parsed.error());
        return resolveTarget(host, *parsed, m_person, [this](const QString &name) {
            const auto found = m_others.find(name);
            return found == m_others.end() ? nullptr : &found->second;
        });
    }

private Q_SLOTS:
    void init()
    {
        m_person = {QStringLiteral("me"), m_home.path(), QStringLiteral("/run/agent"), path(".ssh/config"), {}};
        m_others.clear();
    }

    void withoutAConfigurationThereAreDefaults()
    {
        const auto target = resolve({}, spec("web1"));
        QVERIFY(target.has_value());
        QCOMPARE(target->address, QStringLiteral("web1"));
        QCOMPARE(target->port, 22);
        QCOMPARE(target->user, QStringLiteral("me"));
        QCOMPARE(target->knownAs, QByteArray("web1"));
        QCOMPARE(target->identities.size(), 3);
        QCOMPARE(target->agentSocket, QStringLiteral("/run/agent"));
        QCOMPARE(target->knownHosts.first(), path(".ssh/known_hosts"));
        QVERIFY(!target->jump);
    }

    void theFirstValueWins()
    {
        const auto target = resolve("Host web*\n User first\n Port 2201\nHost web1\n User second\n HostName 10.0.0.1\n"
                                    "Host *\n Port 99\n User third\n",
            spec("web1"));
        QVERIFY(target.has_value());
        QCOMPARE(target->user, QStringLiteral("first"));
        QCOMPARE(target->port, 2201);
        QCOMPARE(target->address, QStringLiteral("10.0.0.1"));
        QCOMPARE(target->knownAs, QByteArray("[10.0.0.1]:2201"));
    }

    void theWorkspaceWins()
    {
        HostSpec host = spec("web1");
        host.user = QStringLiteral("deploy");
        host.port = 22;
        host.identity = QStringLiteral("/keys/mine");
        host.knownHosts = QStringLiteral("/keys/known");
        host.connectTimeout = 3s;
        const auto target = resolve("Host *\n User x\n Port 99\n IdentityFile /other\n UserKnownHostsFile /other\n"
                                    " ConnectTimeout 20\n",
            host);
        QVERIFY(target.has_value());
        QCOMPARE(target->user, QStringLiteral("deploy"));
        QCOMPARE(target->port, 22);
        QCOMPARE(target->identities, QStringList{QStringLiteral("/keys/mine")});
        QVERIFY(target->identityIsChosen);
        QCOMPARE(target->knownHosts, QStringList{QStringLiteral("/keys/known")});
        QCOMPARE(target->connectLimit, 3000ms);
    }

    void decidesWhichBlocksHold_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("holds");
        const auto row = [](const char *head, bool holds) { QTest::newRow(head) << QByteArray(head) << holds; };
        row("Host web1", true);
        row("Host WEB1", true);
        row("Host other web1", true);
        row("Host * !web1", false);
        row("Host !web1 *", false);
        row("Host !other *", true);
        row("Host web?", true);
        row("Host \"web1\"", true);
        row("host=web1", true);
        row("Host = web2", false);
        row("Host web1.example", false);
        row("Match all", true);
        row("Match host web*", true);
        row("Match host 10.*", false);
        row("Match originalhost web1 user me", true);
        row("Match user root", false);
        row("Match !user root", true);
        row("Match localuser me,you", true);
        row("Match host web1 localuser you", false);
        row("Match final all", false);
        row("Match user root exec \"touch /tmp/canary\"", false);
    }
    void decidesWhichBlocksHold()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, holds);
        const auto target = resolve(head + "\n\tPort 77 # comment\n", spec("web1"));
        QVERIFY2(target.has_value(), target ? "" : qPrintable(target.error().detail));
        QCOMPARE(target->port, holds ? 77 : 22);
    }

    void replacesTokensAndTheHomeFolder()
    {
        const auto target = resolve("HostName %h.example\nUser deploy\nPort 2222\nHostKeyAlias shared\n"
                                    "IdentityFile ~/keys/%r@%h:%p\nIdentityFile %d/%n/%u%%\nIdentityFile none-such\n"
                                    "IdentityAgent ~/agent-%r\nUserKnownHostsFile ~/a \"~/b c\"\n",
            spec("web1"));
        QVERIFY2(target.has_value(), target ? "" : qPrintable(target.error().detail));
        QCOMPARE(target->address, QStringLiteral("web1.example"));
        QCOMPARE(target->identities.mid(0, 2),
            (QStringList{path("keys/deploy@web1.example:2222"), m_home.path() + QStringLiteral("/web1/me%")}));
        QCOMPARE(target->agentSocket, path("agent-deploy"));
        QCOMPARE(target->knownAs, QByteArray("shared"));
        QCOMPARE(target->knownHosts.mid(0, 2), (QStringList{path("a"), path("b c")}));
    }

    void readsTheRest()
    {
        const auto target = resolve("IdentityAgent none\nIdentitiesOnly yes\nIdentityFile none\nConnectTimeout 4\n"
                                    "ServerAliveInterval 7\nServerAliveCountMax 2\nHashKnownHosts yes\n",
            spec("web1"));
        QVERIFY(target.has_value());
        QVERIFY(target->agentSocket.isEmpty());
        QVERIFY(target->identitiesOnly);
        QVERIFY(target->identities.isEmpty());
        QCOMPARE(target->connectLimit, 4000ms);
        QCOMPARE(target->aliveInterval, 7000ms);
        QCOMPARE(target->aliveMisses, 2);
        QVERIFY(target->hideNames);
    }

    void resolvesJumps()
    {
        const QByteArray config = "Host app\n ProxyJump ops@gate:2200,inner\nHost inner\n HostName 10.1.1.1\n"
                                  "Host gate\n IdentityFile /gate-key\n";
        const auto target = resolve(config, spec("app"));
        QVERIFY2(target.has_value(), target ? "" : qPrintable(target.error().detail));
        QVERIFY(target->jump);
        QCOMPARE(target->jump->address, QStringLiteral("10.1.1.1"));
        QVERIFY(target->jump->jump);
        QCOMPARE(target->jump->jump->address, QStringLiteral("gate"));
        QCOMPARE(target->jump->jump->user, QStringLiteral("ops"));
        QCOMPARE(target->jump->jump->port, 2200);
        QCOMPARE(target->jump->jump->identities, QStringList{QStringLiteral("/gate-key")});
        QVERIFY(!target->jump->jump->jump);
    }

    void aJumpForEveryHostIsNotOneForTheJumpHostItself()
    {
        const auto target = resolve("Host *\n ProxyJump gate\n", spec("app"));
        QVERIFY2(target.has_value(), target ? "" : qPrintable(target.error().detail));
        QCOMPARE(target->jump->address, QStringLiteral("gate"));
        QVERIFY(!target->jump->jump);
        QVERIFY(!resolve("Host *\n ProxyJump none\n", spec("app"))->jump);
    }

    void theWorkspaceNamesItsJumpHosts()
    {
        HostSpec gate = spec("10.9.9.9");
        gate.id = HostId(QStringLiteral("gate"));
        gate.secret = QStringLiteral("gate-password");
        m_others.emplace(QStringLiteral("gate"), gate);
        HostSpec host = spec("app");
        host.secret = QStringLiteral("app-password");
        host.jump = QStringLiteral("gate");
        const auto known = resolve("Host *\n ProxyJump other\n", host);
        QVERIFY(known.has_value());
        QCOMPARE(known->jump->address, QStringLiteral("10.9.9.9"));
        QCOMPARE(known->jump->secret, QStringLiteral("gate-password"));
        QVERIFY(known->jump->mayUsePassword);
        host.jump = QStringLiteral("someone@else");
        const auto stranger = resolve({}, host);
        QCOMPARE(stranger->jump->user, QStringLiteral("someone"));
        QVERIFY2(!stranger->jump->mayUsePassword, "a host's password is not sent to the one before it");
    }

    void refusesWhatItCannotOrWillNotDo_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *title, const QByteArray &config, const char *words) {
            QTest::newRow(title) << config << QString::fromLatin1(words);
        };
        row("command", "ProxyCommand touch /tmp/opsdeck-canary", "ProxyCommand");
        row("exec", "Match exec \"touch /tmp/opsdeck-canary\"\nUser x", "Match exec");
        row("circle", "Host a\nProxyJump b\nHost b\nProxyJump a\nHost app\nProxyJump a", "circle");
        row("port", "Port 70000", "70000");
        row("jump port", "ProxyJump gate:0", "gate:0");
        row("token", "HostName %Z", "%Z");
        row("quote", "User \"me", "quote");
        row("no value", "User", "value");
        row("criterion", "Match weather fine", "weather");
        row("number", "ConnectTimeout soon", "soon");
    }
    void refusesWhatItCannotOrWillNotDo()
    {
        QFETCH(QByteArray, config);
        QFETCH(QString, words);
        const auto target = resolve(config, spec("app"));
        QVERIFY(!target);
        QCOMPARE(target.error().kind, Error::Kind::Usage);
        QVERIFY2(target.error().detail.contains(words), qPrintable(target.error().detail));
        QVERIFY(!QFile::exists(QStringLiteral("/tmp/opsdeck-canary")));
    }

    void includesFilesInsideTheirBlock()
    {
        write(path(".ssh/config"), "Include conf.d/*\nHost web1\n Include extra\nHost *\n Port 99\n");
        write(path(".ssh/conf.d/10"), "Host web1\n User ten\n");
        write(path(".ssh/conf.d/20"), "User twenty\n");
        write(path(".ssh/extra"), "Port 77\n");
        ConfigFiles files(m_person.configFile, {}, m_home.path());
        const auto of = [&](const char *host) { return *resolveTarget(spec(host), *files.read(), m_person, {}); };
        QCOMPARE(of("web1").user, QStringLiteral("ten"));
        QCOMPARE(of("web1").port, 77);
        QCOMPARE(of("web2").user, QStringLiteral("twenty"));
        QCOMPARE(of("web2").port, 99);
        write(path(".ssh/conf.d/05"), "User five\n");
        QCOMPARE(of("web2").user, QStringLiteral("five"));
    }

    void filesThatLeadInACircleOrThatOthersCanWriteAreRefused()
    {
        write(path("loop"), "Include " + path("loop").toUtf8() + "\n");
        QVERIFY(!ConfigFiles(path("loop"), {}, m_home.path()).read());
        write(path("open"), "User x\n");
        QFile::setPermissions(path("open"), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::WriteOther);
        QVERIFY(!ConfigFiles(path("open"), {}, m_home.path()).read());
        QVERIFY(ConfigFiles(path("missing"), {}, m_home.path()).read().has_value());
    }
};

QTEST_GUILESS_MAIN(SshConfigTest)
#include "tst_sshconfig.moc"
