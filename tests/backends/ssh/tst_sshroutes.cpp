// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/ssh/sshfixture.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTcpSocket>

#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;

namespace {

/// OpenSSH's agent with one key in it.
class RealAgent
{
public:
    explicit RealAgent(const QString &keyFile)
    {
        m_process.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket()});
        QProcess add;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("SSH_AUTH_SOCK"), socket());
        add.setProcessEnvironment(environment);
        const QDeadlineTimer limit(5000);
        while (!QFile::exists(socket()) && !limit.hasExpired())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        add.start(QStringLiteral("ssh-add"), {QStringLiteral("-q"), keyFile});
        add.waitForFinished();
    }
    ~RealAgent()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    QString socket() const { return m_dir.filePath(QStringLiteral("agent")); }

private:
    QTemporaryDir m_dir;
    QProcess m_process;
};

bool isAlive(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0;
}

QByteArray trueOutput(const Result<ExecResult> &result)
{
    return result ? result->out : QByteArray("error: ") + result.error().detail.toUtf8();
}

} // namespace

/// How the client reaches hosts: jumps, agents, configuration, forwarded ports, long networks.
class SshRoutesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RealSshd> m_sshd;
    std::unique_ptr<QTemporaryDir> m_home;

    SshPerson person(const QByteArray &config = {}) const
    {
        SshPerson somebody = HostClient::nobody();
        somebody.home = m_home->path();
        QDir(somebody.home).mkpath(QStringLiteral(".ssh"));
        somebody.configFile = somebody.home + QStringLiteral("/.ssh/config");
        QFile file(somebody.configFile);
        if (file.open(QIODevice::WriteOnly))
            file.write(config);
        return somebody;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(QStringLiteral("/usr/sbin/sshd")))
            QSKIP("openssh-server is not installed");
    }
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_sshd = std::make_unique<RealSshd>();
        QTRY_VERIFY2(m_sshd->isReady(), m_sshd->read("log").constData());
    }

    void anAliasOfTheConfigurationLeadsToTheHost()
    {
        HostSpec spec;
        spec.id = HostId(QStringLiteral("app-01"));
        spec.address = QStringLiteral("shop");
        const QString config = QStringLiteral("Host shop\n HostName 127.0.1.7\n Port %1\n User %2\n IdentityFile %3\n"
                                              " UserKnownHostsFile %4\n GlobalKnownHostsFile none\n")
                                   .arg(m_sshd->port())
                                   .arg(m_sshd->spec().user, m_sshd->path("user"), m_sshd->path("known_hosts"));
        HostClient client({spec}, person(config.toUtf8()));
        QCOMPARE(trueOutput(run(client.host("app-01"), shell("echo here"))), QByteArray("here\n"));
    }

    void aProgramInTheConfigurationIsNeverRun()
    {
        const QString canary = m_home->filePath(QStringLiteral("canary"));
        for (const char *line : {"ProxyCommand touch ", "Match exec \"touch "}) {
            const QByteArray config = line + canary.toUtf8() + (line[0] == 'M' ? "\"\n User x\n" : "\n");
            HostClient client({m_sshd->spec()}, person(config));
            const auto result = run(client.host("app-01"), shell("true"));
            QVERIFY(!result);
            QCOMPARE(result.error().kind, Error::Kind::Usage);
            QVERIFY(!QFile::exists(canary));
        }
    }

    void jumpsThroughOneAndThroughTwoHosts()
    {
        RealSshd first({}, QStringLiteral("127.0.1.8"));
        RealSshd second({}, QStringLiteral("127.0.1.9"));
        QTRY_VERIFY(first.isReady() && second.isReady());
        HostSpec gate = first.spec();
        gate.id = HostId(QStringLiteral("gate"));
        HostSpec inner = second.spec();
        inner.id = HostId(QStringLiteral("inner"));
        inner.jump = QStringLiteral("gate");
        HostSpec host = m_sshd->spec();
        for (const char *jump : {"gate", "inner"}) {
            host.jump = QString::fromLatin1(jump);
            HostClient client({gate, inner, host}, person());
            QCOMPARE(trueOutput(run(client.host("app-01"), shell("echo there"))), QByteArray("there\n"));
        }
        QVERIFY(first.read("log").contains("direct-tcpip"));
        QVERIFY(second.read("log").contains("direct-tcpip"));
    }

    void hostsBehindOneGateShareItsConnection()
    {
        RealSshd all({}, QStringLiteral("0.0.0.0"));
        QTRY_VERIFY(all.isReady());
        HostSpec gate = m_sshd->spec();
        gate.id = HostId(QStringLiteral("gate"));
        QList<HostSpec> specs = manyHosts(all, 12);
        for (HostSpec &spec : specs)
            spec.jump = QStringLiteral("gate");
        HostClient client(specs + QList{gate}, person());
        std::vector<ExecAnswer> answers(size_t(specs.size()));
        TaskScope scope;
        for (size_t i = 0; i < answers.size(); ++i)
            scope.start(keepAnswer, client.pool->host(specs.at(qsizetype(i)).id), shell("true"), &answers[i]);
        QTRY_COMPARE_WITH_TIMEOUT(scope.running(), 0, 20'000);
        for (const ExecAnswer &answer : answers)
            QVERIFY2(answer->has_value(), answer->has_value() ? "" : qPrintable(answer->error().detail));
        QCOMPARE(m_sshd->read("log").count("Accepted publickey"), 1);
    }

    void aJumpHostWithAnUnknownKeyStopsEverything()
    {
        RealSshd gateway({}, QStringLiteral("127.0.1.8"));
        QTRY_VERIFY(gateway.isReady());
        gateway.write("known_hosts", "");
        HostSpec gate = gateway.spec();
        gate.id = HostId(QStringLiteral("gate"));
        HostSpec host = m_sshd->spec();
        host.jump = QStringLiteral("gate");
        HostClient client({gate, host}, person());
        const auto result = run(client.host("app-01"), shell("true"));
        QCOMPARE(result.error().kind, Error::Kind::Tls);
        QVERIFY(result.error().detail.contains(QStringLiteral("On the way")));
        QVERIFY(!gateway.sawLogin());
        QVERIFY(!m_sshd->read("log").contains("Connection from"));
    }

    void anUnknownKeyCanBeAcceptedOnce()
    {
        HostSpec spec = m_sshd->spec();
        spec.knownHosts = m_home->filePath(QStringLiteral("new/known_hosts"));
        HostClient client({spec}, person());
        Host *host = client.host("app-01");
        QVERIFY(!host->unknownHostKey());
        QCOMPARE(run(host, shell("true")).error().kind, Error::Kind::Tls);
        const auto offer = host->unknownHostKey();
        QVERIFY(offer.has_value());
        QCOMPARE(offer->fingerprint, m_sshd->fingerprint("host.pub"));
        QCOMPARE(offer->name, QStringLiteral("[127.0.1.7]:%1").arg(m_sshd->port()));
        QVERIFY(wait(host->trustHostKey(*offer, {})).has_value());
        QCOMPARE(trueOutput(run(host, shell("echo in"))), QByteArray("in\n"));
        QVERIFY(!host->unknownHostKey());
    }

    void S1_aRevokedKeyIsRefusedBeforeLogin()
    {
        m_sshd->write("known_hosts", m_sshd->read("known_hosts") + "@revoked * " + m_sshd->read("host.pub"));
        HostClient client({m_sshd->spec()}, person());
        const auto result = run(client.host("app-01"), shell("true"));
        QCOMPARE(result.error().kind, Error::Kind::Tls);
        QVERIFY(result.error().detail.contains(QStringLiteral("revoked")));
        QVERIFY(!client.host("app-01")->unknownHostKey());
        QVERIFY(!m_sshd->sawLogin());
    }

    void S1_anAuthorityAloneVouchesForNobody()
    {
        m_sshd->write("known_hosts", "@cert-authority * " + m_sshd->read("host.pub"));
        HostClient client({m_sshd->spec()}, person());
        const auto result = run(client.host("app-01"), shell("true"));
        QCOMPARE(result.error().kind, Error::Kind::Tls);
        QVERIFY(result.error().detail.contains(QStringLiteral("@cert-authority")));
        QVERIFY(!m_sshd->sawLogin());
    }

    void S1_aKeyThatChangesBetweenTwoStepsStopsTheSecond()
    {
        HostClient client({m_sshd->spec()}, person());
        Host *host = client.host("app-01");
        QCOMPARE(trueOutput(run(host, shell("echo one"))), QByteArray("one\n"));
        ExecRequest last;
        last.command = "kill -9 $PPID";
        m_sshd->stop();
        QVERIFY(!run(host, last));
        for (const char *name : {"host", "host.pub"})
            QVERIFY(QFile::remove(m_sshd->path(name)));
        m_sshd->makeKey(QStringLiteral("host"), {});
        m_sshd->start();
        QTRY_VERIFY(m_sshd->isReady());
        const auto result = run(host, shell("echo two"));
        QCOMPARE(result.error().kind, Error::Kind::Tls);
        QVERIFY(result.error().detail.contains(QStringLiteral("changed")));
        QVERIFY2(!host->unknownHostKey(), "a changed key is never offered for acceptance");
        QVERIFY(!m_sshd->sawLogin());
    }

    void theAgentLogsIn_data()
    {
        QTest::addColumn<QByteArray>("type");
        for (const char *type : {"ed25519", "ecdsa", "rsa"})
            QTest::newRow(type) << QByteArray(type);
    }
    void theAgentLogsIn()
    {
        QFETCH(QByteArray, type);
        m_sshd->makeKey(QStringLiteral("held"), {}, type.constData());
        m_sshd->write("authorized_keys", m_sshd->read("held.pub"));
        const RealAgent agent(m_sshd->path("held"));
        QVERIFY(QFile::remove(m_sshd->path("held")));
        HostSpec spec = m_sshd->spec();
        spec.identity.clear();
        SshPerson somebody = person("IdentityAgent " + agent.socket().toUtf8() + "\n");
        HostClient client({spec}, somebody);
        QCOMPARE(trueOutput(run(client.host("app-01"), shell("echo in"))), QByteArray("in\n"));
    }

    void anAgentThatHangsDelaysNobodyElse()
    {
        QLocalServer mute; // on this very event loop: if the client blocked on it, nothing would go on
        QVERIFY(mute.listen(m_home->filePath(QStringLiteral("mute"))));
        HostSpec spec = m_sshd->spec();
        spec.identity.clear();
        spec.connectTimeout = 3s;
        SshPerson somebody = person("IdentityFile " + m_sshd->path("user").toUtf8() + "\n");
        somebody.agentSocket = mute.fullServerName();
        HostClient client({spec}, somebody);
        int ticks = 0;
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, &ticker, [&] { ++ticks; });
        ticker.start(20ms);
        QCOMPARE(trueOutput(run(client.host("app-01"), shell("echo in"))), QByteArray("in\n"));
        QVERIFY2(ticks > 10, "the event loop stood still");
    }

    void theRefusalTellsWhatWasTried()
    {
        m_sshd->makeKey(QStringLiteral("stranger"), {});
        HostSpec spec = m_sshd->spec();
        spec.identity.clear();
        HostClient client({spec}, person("IdentityFile " + m_sshd->path("stranger").toUtf8() + "\n"));
        const auto result = run(client.host("app-01"), shell("true"));
        QCOMPARE(result.error().kind, Error::Kind::Unauthorised);
        QVERIFY2(result.error().detail.contains(m_sshd->path("stranger")), qPrintable(result.error().detail));
        QVERIFY2(result.error().detail.contains(QStringLiteral("publickey")), qPrintable(result.error().detail));
    }

    void setsVariablesForTheCommand()
    {
        HostClient client({m_sshd->spec()}, person());
        ExecRequest request = shell("printf '%s' \"$OPSDECK_A|$OPSDECK_B\"");
        request.environment
            = {{QStringLiteral("OPSDECK_A"), QStringLiteral("it's $(id)")}, {QStringLiteral("OPSDECK_B"), QString()}};
        QCOMPARE(trueOutput(run(client.host("app-01"), request)), QByteArray("it's $(id)|"));
        request.environment = {{QStringLiteral("A;id"), QString()}};
        QCOMPARE(run(client.host("app-01"), request).error().kind, Error::Kind::Usage);
    }

    void reachesATcpPortOfTheHost()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [=] {
                if (socket->readAll().contains("\r\n\r\n"))
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstats");
            });
        });
        HostClient client({m_sshd->spec()}, person());
        Host *host = client.host("app-01");
        http::Endpoint endpoint;
        endpoint.name = QStringLiteral("haproxy");
        endpoint.baseUrl = "http://haproxy";
        endpoint.dial = [&] { return host->dialTcp(QStringLiteral("127.0.0.1"), server.serverPort()); };
        const auto answer = wait(client.http.get(endpoint, endpoint.url().path("stats"), {}));
        QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().detail));
        QCOMPARE(answer->body, QByteArray("stats"));
    }

    void cancelProvesThatNothingIsLeft()
    {
        HostClient client({m_sshd->spec()}, person());
        qint64 pid = 0;
        ExecRequest request = shell("sleep 300 & echo $!; wait");
        request.onLine = [&](const QByteArray &line) { pid = line.toLongLong(); };
        std::stop_source cancel;
        request.cancel = cancel.get_token();
        TaskScope scope;
        ExecAnswer answer;
        scope.start(keepAnswer, client.host("app-01"), request, &answer);
        QTRY_VERIFY(pid > 0);
        cancel.request_stop();
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000);
        QCOMPARE(answer->error().kind, Error::Kind::Cancelled);
        QCOMPARE(answer->error().status, RemoteGone);
        QVERIFY(!isAlive(pid) || [&] { // ended, but nobody has fetched it: this machine may have no init
            QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
            return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z ");
        }());
    }

    void aCommandOutOfTimeSaysWhetherItStillRuns()
    {
        HostClient client({m_sshd->spec()}, person());
        ExecRequest request = shell("sleep 300");
        request.timeout = 2s; // long enough for the host to have begun
        const auto ended = run(client.host("app-01"), request);
        QCOMPARE(ended.error().kind, Error::Kind::Timeout);
        QCOMPARE(ended.error().status, RemoteGone);
    }

    void aHostWithFewSessionsGetsFewerCommandsAtATime()
    {
        RealSshd narrow("MaxSessions 2\n", QStringLiteral("127.0.1.8"));
        QTRY_VERIFY(narrow.isReady());
        HostClient client({narrow.spec()}, person());
        std::vector<ExecAnswer> answers(10);
        TaskScope scope;
        for (ExecAnswer &answer : answers)
            scope.start(keepAnswer, client.host("app-01"), shell("echo done"), &answer);
        QTRY_COMPARE_WITH_TIMEOUT(scope.running(), 0, 20'000);
        for (const ExecAnswer &answer : answers)
            QCOMPARE(trueOutput(*answer), QByteArray("done\n"));
        QCOMPARE(narrow.read("log").count("Accepted publickey"), 1);
    }

    void G3_theFirstCommandIsQuick()
    {
        std::vector<double> firsts;
        for (int i = 0; i < 5; ++i) {
            HostClient client({m_sshd->spec()}, person());
            QElapsedTimer clock;
            clock.start();
            QVERIFY(run(client.host("app-01"), shell("true")).has_value());
            firsts.push_back(double(clock.nsecsElapsed()) / 1e6);
        }
        std::sort(firsts.begin(), firsts.end());
        qInfo("G3: login and first command over loopback %.1f ms (median), %.1f ms (least)", firsts[2], firsts[0]);
    }
};

QTEST_GUILESS_MAIN(SshRoutesTest)
#include "tst_sshroutes.moc"
