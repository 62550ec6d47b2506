// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/ssh/sshfixture.h"
#include "tests/sim/ssh/engineconnection.h"

#include <QLocalServer>
#include <QLocalSocket>

#include <csignal>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;

namespace {

bool isAlive(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0;
}

} // namespace

/// The SSH client against OpenSSH's own server.
class SshdTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RealSshd> m_sshd;

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(QStringLiteral("/usr/sbin/sshd")))
            QSKIP("openssh-server is not installed");
    }

    void init()
    {
        m_sshd = std::make_unique<RealSshd>();
        QTRY_VERIFY2(m_sshd->isReady(), m_sshd->read("log").constData());
    }

    void separatesOutputFromErrorsAndTellsTheExitStatus()
    {
        HostClient client({m_sshd->spec()});
        ExecRequest request = shell("echo one; echo two >&2; printf three; exit 3");
        QByteArrayList lines;
        request.onLine = [&](const QByteArray &line) { lines.append(line); };
        const auto result = run(client.host("app-01"), request);
        QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().detail));
        QCOMPARE(result->exitStatus, 3);
        QCOMPARE(result->out, QByteArray("one\nthree"));
        QCOMPARE(result->err, QByteArray("two\n"));
        std::sort(lines.begin(), lines.end());
        QCOMPARE(lines, (QByteArrayList{"one", "three", "two"}));
        QVERIFY(!result->succeeded());
    }

    void sendsItsInputWhole()
    {
        HostClient client({m_sshd->spec()});
        ExecRequest request = shell("sha256sum");
        for (int i = 0; i < 400'000; ++i)
            request.input += QByteArray::number(i);
        const auto result = run(client.host("app-01"), request);
        QVERIFY(result.has_value());
        QCOMPARE(result->out.left(64), QCryptographicHash::hash(request.input, QCryptographicHash::Sha256).toHex());
    }

    void aCommandThatIgnoresItsInputStillSucceeds()
    {
        HostClient client({m_sshd->spec()});
        ExecRequest request = shell("echo done");
        request.input = QByteArray(4'000'000, 'x');
        const auto result = run(client.host("app-01"), request);
        QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().detail));
        QCOMPARE(result->out, QByteArray("done\n"));
    }

    void R9_deathBySignalIsAFailure()
    {
        HostClient client({m_sshd->spec()});
        ExecRequest request;
        request.command = "kill -9 $$";
        const auto result = run(client.host("app-01"), request);
        QVERIFY(result.has_value());
        QCOMPARE(result->exitSignal, QStringLiteral("KILL"));
        QCOMPARE(result->exitStatus, -1);
        QVERIFY(!result->succeeded());
        QVERIFY(!run(client.host("app-01"), shell("kill -9 $$"))->succeeded());
    }

    void R9_doesNotWaitForAChildThatHoldsTheOutputOpen()
    {
        HostClient client({m_sshd->spec()});
        QElapsedTimer clock;
        clock.start();
        const auto result = run(client.host("app-01"), shell("sleep 30 & echo started"));
        QVERIFY(result.has_value());
        QCOMPARE(result->exitStatus, 0);
        QCOMPARE(result->out, QByteArray("started\n"));
        QVERIFY(clock.elapsed() < 10'000);
    }

    void keepsTheEndOfALongOutput()
    {
        HostClient client({m_sshd->spec()});
        const auto result = run(client.host("app-01"), shell("head -c 5000000 /dev/zero | tr '\\0' x; echo end"));
        QVERIFY(result.has_value());
        QCOMPARE(result->out.size(), 256 * 1024);
        QVERIFY(result->out.endsWith("xend\n"));
    }

    void runsMoreCommandsAtOnceThanTheServerAllows()
    {
        HostClient client({m_sshd->spec()});
        std::vector<ExecAnswer> answers(25);
        TaskScope scope;
        for (ExecAnswer &answer : answers)
            scope.start(keepAnswer, client.host("app-01"), shell("echo $SSH_CONNECTION"), &answer);
        QTRY_COMPARE_WITH_TIMEOUT(scope.running(), 0, 20'000);
        for (const ExecAnswer &answer : answers) {
            QVERIFY2(answer->has_value(), answer->has_value() ? "" : qPrintable(answer->error().detail));
            QCOMPARE((*answer)->out, (*answers.front())->out); // one connection for all
        }
    }

    void S1_refusesAnUnknownHostBeforeItLogsIn()
    {
        m_sshd->write("known_hosts", "");
        HostClient client({m_sshd->spec()});
        const auto result = run(client.host("app-01"), shell("true"));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Tls);
        QVERIFY(result.error().detail.contains(m_sshd->fingerprint("host.pub")));
        QVERIFY(result.error().detail.contains(QStringLiteral("ssh-keyscan")));
        QTRY_VERIFY(m_sshd->read("log").contains("preauth"));
        QVERIFY(!m_sshd->read("log").contains("Accepted"));
        QVERIFY(!m_sshd->sawLogin());
    }

    void S1_refusesAChangedHostKeyBeforeItLogsIn_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("same type") << QByteArray("ed25519");
        QTest::newRow("other type") << QByteArray("ecdsa");
    }
    void S1_refusesAChangedHostKeyBeforeItLogsIn()
    {
        QFETCH(QByteArray, type);
        m_sshd->makeKey(QStringLiteral("old"), {}, type.constData());
        m_sshd->trust(m_sshd->read("old.pub"));
        HostClient client({m_sshd->spec()});
        const auto result = run(client.host("app-01"), shell("true"));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Tls);
        QVERIFY2(result.error().detail.contains(m_sshd->fingerprint("host.pub")), qPrintable(result.error().detail));
        QVERIFY2(result.error().detail.contains(m_sshd->fingerprint("old.pub")), qPrintable(result.error().detail));
        QTRY_VERIFY(m_sshd->read("log").contains("preauth"));
        QVERIFY(!m_sshd->read("log").contains("Accepted"));
        QVERIFY(!m_sshd->sawLogin());
    }

    void hostileNamesEndBeforeAnythingHappens_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("user");
        const QString good = QStringLiteral("127.0.1.7");
        for (const char *name : {"a;id", "$(id)", "-oProxyCommand=x", "root@127.0.1.7", ""})
            QTest::addRow("host %s", name) << QString::fromLatin1(name) << QStringLiteral("root");
        for (const char *name : {"root;id", "$(id)", "`id`", "a|b"})
            QTest::addRow("user %s", name) << good << QString::fromLatin1(name);
    }
    void hostileNamesEndBeforeAnythingHappens()
    {
        QFETCH(QString, address);
        QFETCH(QString, user);
        HostSpec spec = m_sshd->spec();
        spec.address = address;
        spec.user = user;
        HostClient client({spec});
        const auto result = run(client.host("app-01"), shell("true"));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Usage);
        QVERIFY(!m_sshd->read("log").contains("Connection from"));
    }

    void anUnknownKeyIsUnauthorised()
    {
        m_sshd->makeKey(QStringLiteral("stranger"), {});
        HostSpec spec = m_sshd->spec();
        spec.identity = m_sshd->path("stranger");
        HostClient client({spec});
        const auto result = run(client.host("app-01"), shell("true"));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Unauthorised);
    }

    void opensAnEncryptedKeyWithItsSecret()
    {
        m_sshd->makeKey(QStringLiteral("locked"), QStringLiteral("open sesame"));
        m_sshd->write("authorized_keys", m_sshd->read("locked.pub"));
        HostSpec spec = m_sshd->spec();
        spec.identity = m_sshd->path("locked");
        {
            HostClient client({spec});
            const auto result = run(client.host("app-01"), shell("true"));
            QVERIFY(!result);
            QCOMPARE(result.error().kind, Error::Kind::Unauthorised);
        }
        qputenv("OPSDECK_SECRET_TEST_KEY", "open sesame");
        spec.secret = QStringLiteral("test-key");
        HostClient client({spec});
        QVERIFY(run(client.host("app-01"), shell("true")).has_value());
    }

    void cancelEndsTheRemoteProcessAndAnswersAtOnce()
    {
        HostClient client({m_sshd->spec()});
        TaskScope scope;
        qint64 pid = 0;
        ExecRequest request = shell("echo $$; exec sleep 300");
        request.onLine = [&](const QByteArray &line) { pid = line.toLongLong(); };
        ExecAnswer answer;
        scope.start(keepAnswer, client.host("app-01"), request, &answer);
        QTRY_VERIFY(pid > 0);
        QVERIFY(isAlive(pid));
        scope.cancelAll();
        QVERIFY(answer.has_value());
        QCOMPARE(answer->error().kind, Error::Kind::Cancelled);
        QTRY_VERIFY(!isAlive(pid));
        QVERIFY(run(client.host("app-01"), shell("true")).has_value());
    }

    void aProcessThatIgnoresTermIsKilled()
    {
        HostClient client({m_sshd->spec()});
        qint64 pid = 0;
        ExecRequest request = shell("trap '' TERM; echo $$; while :; do sleep 1; done");
        request.onLine = [&](const QByteArray &line) { pid = line.toLongLong(); };
        request.timeout = 1500ms;
        const auto result = run(client.host("app-01"), request);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Timeout);
        QVERIFY(pid > 0);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), 10'000);
    }

    void connectsAgainAfterTheConnectionBroke()
    {
        HostClient client({m_sshd->spec()});
        ExecRequest request;
        request.command = "kill -9 $PPID; sleep 5"; // the server's process for this connection
        const auto broken = run(client.host("app-01"), request);
        QVERIFY(!broken);
        QCOMPARE(broken.error().kind, Error::Kind::Network);
        const auto result = run(client.host("app-01"), shell("echo back"));
        QVERIFY(result.has_value());
        QCOMPARE(result->out, QByteArray("back\n"));
    }

    void writesFilesWholeWithTheirModeAndReadsThemBack_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("plain") << QStringLiteral("a.yml") << QByteArray("services: {}\n");
        QTest::newRow("new folders") << QStringLiteral("x/y z/$(id)/a'b.yml") << QByteArray("x");
        QTest::newRow("binary, large") << QStringLiteral("-rf") << QByteArray("\0\1\377\n", 4).repeated(300'000);
        QTest::newRow("empty") << QStringLiteral("empty") << QByteArray();
    }
    void writesFilesWholeWithTheirModeAndReadsThemBack()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        HostClient client({m_sshd->spec()});
        const QString path = m_sshd->path("out/") + name;
        Host *host = client.host("app-01");
        for (const QByteArray &version : {QByteArray("older"), content}) {
            const auto written = wait(host->writeFile(path, version, 0640, {}));
            QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
        QCOMPARE(int(file.permissions() & 0xfff), 0x640);
        QCOMPARE(QDir(QFileInfo(path).path()).entryList(QDir::Files).size(), 1);
        const auto read = wait(host->readFile(path, {}));
        QVERIFY(read.has_value());
        QCOMPARE(*read, content);
    }

    void filesThatCannotBeReadOrWrittenAreErrors()
    {
        HostClient client({m_sshd->spec()});
        Host *host = client.host("app-01");
        QCOMPARE(wait(host->readFile(m_sshd->path("nothing"), {})).error().kind, Error::Kind::NotFound);
        QCOMPARE(wait(host->readFile(m_sshd->path(""), {})).error().kind, Error::Kind::Refused);
        QCOMPARE(wait(host->writeFile(m_sshd->path(""), "x", 0644, {})).error().kind, Error::Kind::Refused);
        QCOMPARE(wait(host->writeFile(QStringLiteral("/proc/x"), "x", 0644, {})).error().kind, Error::Kind::Refused);
    }

    void reachesTheEngineThroughAForwardedSocket()
    {
        sim::SimClock clock;
        sim::FakeEngine engine(&clock);
        engine.seed(QStringLiteral("cart"), QStringLiteral("cart"), QStringLiteral("registry:5000/shop/cart:2.4.0"));
        QLocalServer server;
        QVERIFY(server.listen(m_sshd->path("docker.sock")));
        connect(&server, &QLocalServer::newConnection, &server, [&] {
            auto *socket = server.nextPendingConnection();
            auto http = std::make_shared<sim::EngineConnection>(engine);
            connect(socket, &QLocalSocket::readyRead, socket, [=] { socket->write(http->feed(socket->readAll())); });
        });
        HostSpec spec = m_sshd->spec();
        spec.dockerSocket = server.fullServerName();
        HostClient client({spec});
        const auto containers = wait(client.host("app-01")->containers({}));
        QVERIFY2(containers.has_value(), containers ? "" : qPrintable(containers.error().detail));
        QCOMPARE(containers->size(), 1);
        QCOMPARE(containers->first().name, QStringLiteral("cart_cart_1"));
        QVERIFY(!containers->first().digest.isEmpty());
    }

    void saysWhyTheEngineCannotBeReached()
    {
        HostSpec spec = m_sshd->spec();
        spec.dockerSocket = m_sshd->path("nothing.sock");
        HostClient client({spec});
        const auto containers = wait(client.host("app-01")->containers({}));
        QVERIFY(!containers);
        QCOMPARE(containers.error().kind, Error::Kind::Refused);
        QVERIFY(containers.error().detail.contains(spec.dockerSocket));
    }
};

QTEST_GUILESS_MAIN(SshdTest)
#include "tst_sshd.moc"
