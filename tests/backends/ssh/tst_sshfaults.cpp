// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/ssh/sshfixture.h"
#include "tests/support/delayproxy.h"

#include <QTcpSocket>

#include <csignal>

#ifdef __SANITIZE_ADDRESS__
extern "C" size_t __sanitizer_get_current_allocated_bytes();
#endif

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;

namespace {

/// Accepts connections and then misbehaves.
class Tarpit
{
public:
    enum class Kind
    {
        Silent,
        BannerOnly,
        Drip,
        HugeBanner,
        Reset
    };

    explicit Tarpit(Kind kind)
        : m_kind(kind)
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("The tarpit cannot listen");
        QObject::connect(
            &m_server, &QTcpServer::newConnection, &m_server, [this] { greet(*m_server.nextPendingConnection()); });
    }
    quint16 port() const { return m_server.serverPort(); }

private:
    void greet(QTcpSocket &socket)
    {
        auto *drip = new QTimer(&socket);
        switch (m_kind) {
        case Kind::Silent:
            break;
        case Kind::BannerOnly:
            socket.write("SSH-2.0-OpenSSH_9.2\r\n");
            break;
        case Kind::Drip:
            QObject::connect(drip, &QTimer::timeout, &socket, [&socket] { socket.write("S"); });
            drip->start(100ms);
            break;
        case Kind::HugeBanner:
            socket.write(QByteArray(1'000'000, 'x'));
            break;
        case Kind::Reset:
            socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
            socket.abort();
            break;
        }
    }

    const Kind m_kind;
    QTcpServer m_server;
};

struct Timed
{
    ExecAnswer answer;
    qint64 millis = 0;
};

QCoro::Task<void> timeIt(Host *host, ExecRequest request, Timed *out, std::stop_token stop)
{
    QElapsedTimer clock;
    clock.start();
    out->answer.emplace(co_await host->exec(request, stop));
    out->millis = clock.elapsed();
}

/// How late this thread's event loop ran at worst: what a busy machine adds to every deadline.
class LoopLag
{
public:
    LoopLag()
    {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
            [this] { m_worst = std::max(m_worst, m_clock.restart() - interval); });
        m_timer.start(interval);
    }
    qint64 worst() const { return std::max(m_worst, m_clock.elapsed() - interval); }

private:
    static constexpr int interval = 10;
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_worst = 0;
};

qint64 memoryInUse()
{
#ifdef __SANITIZE_ADDRESS__
    return qint64(__sanitizer_get_current_allocated_bytes()); // the resident size also holds what is quarantined
#else
    QFile statm(QStringLiteral("/proc/self/statm"));
    return statm.open(QIODevice::ReadOnly) ? statm.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
#endif
}

QString hostileText(QRandomGenerator &random, const QString &canary)
{
    const QStringList seeds{QStringLiteral("$(touch %1)"), QStringLiteral("`touch %1`"), QStringLiteral("; touch %1"),
        QStringLiteral("\ntouch %1\n"), QStringLiteral("-oProxyCommand=touch %1"), QStringLiteral("a' ; touch %1; '"),
        QStringLiteral("\" && touch %1 && \""), QStringLiteral("%%h | touch %1"), QStringLiteral("${IFS}touch${IFS}%1"),
        QStringLiteral("\u202e%1;touch %1"), QStringLiteral("--; touch %1 #"), QStringLiteral("\\; touch %1")};
    QString text = seeds.at(random.bounded(seeds.size())).arg(canary);
    if (random.bounded(10) == 0)
        text += QString(10'000, u'x');
    for (int i = random.bounded(4); i > 0; --i)
        text.insert(random.bounded(text.size() + 1), QChar(char16_t(random.bounded(1, 0x7f))));
    return text;
}

} // namespace

/// Hosts that misbehave: in full numbers under OPSDECK_TORTURE, in smaller ones otherwise.
class SshFaultsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RealSshd> m_sshd;

    void startServer(const QByteArray &more = {})
    {
        m_sshd = std::make_unique<RealSshd>(more, QStringLiteral("0.0.0.0"));
        QTRY_VERIFY2(m_sshd->isReady(), m_sshd->read("log").constData());
    }
    HostSpec at(const char *name, quint16 port) const
    {
        HostSpec spec = m_sshd->spec();
        spec.id = HostId(QString::fromLatin1(name));
        spec.address = QStringLiteral("127.0.0.1");
        spec.port = port;
        spec.connectTimeout = 2s;
        return spec;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(QStringLiteral("/usr/sbin/sshd")))
            QSKIP("openssh-server is not installed");
    }

    void R7_halfDeadHostsFailAtTheirDeadlineAndDelayNoOther()
    {
        startServer("MaxStartups 500:30:1000\n");
        Tarpit silent(Tarpit::Kind::Silent), banner(Tarpit::Kind::BannerOnly), drip(Tarpit::Kind::Drip),
            huge(Tarpit::Kind::HugeBanner), reset(Tarpit::Kind::Reset);
        DelayProxy stalled(QStringLiteral("127.0.0.1"), m_sshd->port(), 0ms);
        stalled.stallAfter(600); // within the key exchange
        QList<HostSpec> bad{at("silent", silent.port()), at("banner", banner.port()), at("drip", drip.port()),
            at("stalled", stalled.port()), at("huge", huge.port()), at("reset", reset.port())};
        const auto good = manyHosts(*m_sshd, isTorture() ? 294 : 12);
        HostClient client(bad + good);
        std::vector<Timed> badOnes(size_t(bad.size()));
        std::vector<Timed> goodOnes(size_t(good.size()));
        const LoopLag lag;
        TaskScope scope;
        for (size_t i = 0; i < badOnes.size(); ++i)
            scope.start(timeIt, client.pool->host(bad.at(qsizetype(i)).id), shell("true"), &badOnes[i]);
        for (size_t i = 0; i < goodOnes.size(); ++i)
            scope.start(timeIt, client.pool->host(good.at(qsizetype(i)).id), shell("true"), &goodOnes[i]);
        QTRY_COMPARE_WITH_TIMEOUT(scope.running(), 0, 60'000);
        for (const Timed &timed : goodOnes)
            QVERIFY2(
                timed.answer->has_value(), timed.answer->has_value() ? "" : qPrintable(timed.answer->error().detail));
        for (size_t i = 0; i < badOnes.size(); ++i) {
            const QString name = bad.at(qsizetype(i)).id.text();
            QVERIFY2(!*badOnes[i].answer, qPrintable(name));
            const bool hangs = i < 4;
            qInfo("R7: %s failed after %lld ms: %s", qPrintable(name), badOnes[i].millis,
                qPrintable(badOnes[i].answer->error().detail));
            if (hangs)
                QCOMPARE(badOnes[i].answer->error().kind, Error::Kind::Timeout);
            QVERIFY2(!hangs || badOnes[i].millis >= 1950, qPrintable(name));
            QVERIFY2(badOnes[i].millis <= 2250 + lag.worst(), qPrintable(name));
        }
    }

    void R7_aSessionThatIsStoppedIsNoticedByItsSilence()
    {
        startServer();
        QTemporaryDir home;
        SshPerson person = HostClient::nobody();
        person.configFile = home.filePath(QStringLiteral("config"));
        QFile config(person.configFile);
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("ServerAliveInterval 1\nServerAliveCountMax 2\n");
        config.close();
        HostClient client({at("app", m_sshd->port())}, person);
        ExecRequest who;
        who.command = "echo $PPID";
        const auto told = run(client.host("app"), who);
        QVERIFY(told.has_value());
        const qint64 server = told->out.trimmed().toLongLong();
        ExecRequest stops;
        stops.command = "kill -STOP $PPID; sleep 60";
        QElapsedTimer clock;
        clock.start();
        const LoopLag lag;
        const auto result = run(client.host("app"), stops);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Network);
        QVERIFY2(result.error().detail.contains(QStringLiteral("no sign of life")), qPrintable(result.error().detail));
        QVERIFY2(clock.elapsed() < 5000 + lag.worst(), "noticed within the interval times the misses, and one more");
        QVERIFY(run(client.host("app"), shell("true")).has_value());
        QVERIFY(server > 1);
        ::kill(pid_t(server), SIGKILL);
    }

    void R10_aFloodOfOutputStaysSmall_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<int>("hosts");
        const QByteArray size = isTorture() ? "1073741824" : "1500000";
        QTest::newRow("lines") << QByteArray("yes a line of output | head -c " + size) << 20;
        const QByteArray one = isTorture() ? "104857600" : "4000000";
        QTest::newRow("one line") << QByteArray("head -c " + one + " /dev/zero | tr '\\0' x") << 1;
    }
    void R10_aFloodOfOutputStaysSmall()
    {
        QFETCH(QByteArray, command);
        QFETCH(int, hosts);
        startServer();
        const auto specs = manyHosts(*m_sshd, hosts);
        HostClient client(specs);
        std::vector<ExecAnswer> answers(size_t(specs.size()));
        ExecRequest request = shell(command.constData());
        request.timeout = 30min;
        qint64 longest = 0;
        request.onLine = [&](const QByteArray &line) { longest = qMax<qint64>(longest, line.size()); };
        for (const HostSpec &spec : specs)
            QVERIFY(run(client.pool->host(spec.id), shell("true")).has_value());
        const qint64 before = memoryInUse();
        qint64 most = before;
        QTimer watch;
        connect(&watch, &QTimer::timeout, &watch, [&] { most = qMax(most, memoryInUse()); });
        watch.start(10ms);
        TaskScope scope;
        for (size_t i = 0; i < answers.size(); ++i)
            scope.start(keepAnswer, client.pool->host(specs.at(qsizetype(i)).id), request, &answers[i]);
        QTRY_COMPARE_WITH_TIMEOUT(scope.running(), 0, 1'800'000);
        for (const ExecAnswer &answer : answers) {
            QVERIFY2(answer->has_value(), answer->has_value() ? "" : qPrintable(answer->error().detail));
            QCOMPARE((*answer)->out.size(), 256 * 1024);
        }
        qInfo("R10: at most %.1f MB more, longest line passed on %lld kB", double(most - before) / 1e6, longest / 1024);
        QVERIFY(most - before <= 64 * 1024 * 1024);
        QVERIFY(longest <= 512 * 1024);
    }

    void R11_aServerThatTurnsLoginsAwayServesAllInTheEnd()
    {
        startServer("MaxStartups 10:30:60\n");
        const auto specs = manyHosts(*m_sshd, isTorture() ? 300 : 24);
        HostClient client(specs);
        std::vector<ExecAnswer> answers(size_t(specs.size()));
        QElapsedTimer clock;
        clock.start();
        TaskScope scope;
        for (size_t i = 0; i < answers.size(); ++i)
            scope.start(keepAnswer, client.pool->host(specs.at(qsizetype(i)).id), shell("true"), &answers[i]);
        QTRY_COMPARE_WITH_TIMEOUT(scope.running(), 0, 120'000);
        int done = 0;
        for (const ExecAnswer &answer : answers) {
            done += answer->has_value() ? 1 : 0;
            if (!answer->has_value())
                qInfo("R11: %s", qPrintable(answer->error().detail));
        }
        qInfo("R11: %d of %zu in %.1f s, turned away %lld times", done, answers.size(), double(clock.elapsed()) / 1000,
            qint64(m_sshd->read("log").count("drop connection")));
        QCOMPARE(size_t(done), answers.size());
    }

    void S2_hostileHostsAndUsersLeadNowhere()
    {
        startServer();
        QTemporaryDir home;
        const QString canary = home.filePath(QStringLiteral("canary"));
        QRandomGenerator random(11);
        const int count = isTorture() ? 2000 : 100;
        for (int i = 0; i < count; ++i) {
            HostSpec spec = m_sshd->spec();
            spec.address = QStringLiteral("127.0.0.1");
            (i % 2 == 0 ? spec.address : spec.user) = hostileText(random, canary);
            HostClient client({spec});
            const auto result = run(client.host("app-01"), shell("true"));
            QVERIFY2(!result, qPrintable(spec.address + u' ' + spec.user));
            QVERIFY2(result.error().kind == Error::Kind::Usage, qPrintable(result.error().detail));
        }
        QVERIFY(!m_sshd->sawLogin());
        QVERIFY(!QFile::exists(canary));
    }

    void S2_hostileWordsAndPathsAreData()
    {
        startServer();
        QTemporaryDir home;
        const QString canary = home.filePath(QStringLiteral("c"));
        QRandomGenerator random(13);
        HostClient client({at("app", m_sshd->port())});
        Host *host = client.host("app");
        const int batches = isTorture() ? 100 : 5;
        for (int batch = 0; batch < batches; ++batch) {
            QStringList words{QStringLiteral("printf"), QStringLiteral("<%s>")};
            QByteArray expected;
            for (int i = 0; i < 20; ++i) {
                words += hostileText(random, canary);
                expected += '<' + words.last().toUtf8() + '>';
            }
            ExecRequest request;
            request.command = remoteCommand(words);
            const auto result = run(host, request);
            QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().detail));
            QCOMPARE(result->out, expected.right(256 * 1024));
        }
        const int files = isTorture() ? 500 : 10;
        for (int i = 0; i < files; ++i) {
            QString name = hostileText(random, QStringLiteral("c")).left(60);
            name.replace(u'/', u'_');
            const QString path = home.filePath(name);
            const auto written = wait(host->writeFile(path, name.toUtf8(), 0600, {}));
            QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
            QCOMPARE(wait(host->readFile(path, {})).value(), name.toUtf8());
        }
        QVERIFY(!QFile::exists(canary));
        QVERIFY(!QFile::exists(QStringLiteral("/root/c")));
    }
};

QTEST_GUILESS_MAIN(SshFaultsTest)
#include "tst_sshfaults.moc"
