// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/hostfacts.h"
#include "tests/stack/process.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QUdpSocket>

#include <sys/stat.h>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

const HostId one(QStringLiteral("one"));
const QByteArray marker = "opsdeck-0123";

/// This machine, as a login shell with a PATH of its own runs what it is sent.
class LocalHost : public FakeHost
{
public:
    QStringList login; ///< the login shell and its options, up to the command
    QString path; ///< PATH
    QString greeting; ///< shell commands that the shell runs before

    QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token) override
    {
        log.append(QString::fromUtf8(request.command));
        QStringList words{QStringLiteral("-i"), QStringLiteral("PATH=") + path};
        words += login;
        words.append(greeting + QString::fromUtf8(request.command));
        const Ran ran = testing::run(QStringLiteral("/usr/bin/env"), words, request.input);
        ExecResult result;
        result.exitStatus = ran.exitCode;
        result.out = ran.out.right(request.outLimit);
        result.err = ran.err;
        co_return result;
    }
};

// A docker that answers from files beside it: NAME is what it prints, NAME.status how it ends.
const QByteArray fakeDocker = R"(#!/bin/sh
d=FOLDER
case "$1 $2 $3" in
"version --format {{.Server.Version}}") n=version;;
"info --format {{.DockerRootDir}}") n=info;;
"ps --no-trunc --format") n=ps;;
"manifest inspect "*) n=manifest; echo "$3" >>$d/asked;;
*) echo "unknown command $*" >&2; exit 64;;
esac
s=0
if [ -f $d/$n.status ]; then read -r s <$d/$n.status; fi
if [ $s = 0 ]; then cat $d/$n; else cat $d/$n >&2; fi
exit $s
)";

QByteArray section(const QByteArray &name, const QByteArray &text, int status = 0)
{
    return marker + ' ' + name + '\n' + text + "\n\n" + marker + " end " + QByteArray::number(status) + '\n';
}

/// The script's answer with these sections.
HostFacts parsed(const QByteArray &sections, const HostQuestions &questions = {})
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
    return parseHostFacts(marker + " begin\n" + sections, marker, questions, {now, now.addSecs(10)});
}

} // namespace

class HostFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid() && QDir(m_folder->path()).mkpath(QStringLiteral("bin")));
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("data")));
        QByteArray docker = fakeDocker;
        docker.replace("FOLDER", m_folder->path().toUtf8());
        QVERIFY(writeFile(at("bin/docker"), docker, true));
        answer("version", "24.0.7\n");
        answer("info", at("data").toUtf8() + '\n');
        answer("ps",
            "\"cart\" \"0.0.0.0:8080-\\u003e80/tcp, :::8080-\\u003e80/tcp, 9000/tcp\"\n"
            "\"\" \"127.0.0.1:5000-5001-\\u003e5000-5001/udp\"\n\"web\" \"\"\n");
        answer("manifest", "{\"schemaVersion\":2}\n");
        m_host.login = QStringList{QStringLiteral("/bin/sh"), QStringLiteral("-c")};
        m_host.path = at("bin") + QStringLiteral(":/usr/bin:/bin");
        m_host.greeting.clear();
        m_host.log.clear();
    }

    void readsAHostWithTheShellsThatThereAre_data()
    {
        QTest::addColumn<QStringList>("login");
        QTest::addColumn<QString>("sh");
        QTest::addColumn<bool>("tools"); ///< busybox's own
        const QString dash = QStringLiteral("/bin/dash");
        const QString busybox = QStringLiteral("/bin/busybox");
        const QString c = QStringLiteral("-c");
        QTest::newRow("dash") << QStringList{dash, c} << dash << false;
        QTest::newRow("bash") << QStringList{QStringLiteral("/bin/bash"), c} << QStringLiteral("/bin/bash") << false;
        QTest::newRow("busybox") << QStringList{busybox, QStringLiteral("sh"), c} << busybox << true;
        QTest::newRow("rbash") << QStringList{QStringLiteral("/bin/bash"), QStringLiteral("--restricted"), c} << dash
                               << false;
        for (const QString &other : {QStringLiteral("fish"), QStringLiteral("tcsh"), QStringLiteral("zsh")}) {
            if (const QString program = programPath(other); !program.isEmpty())
                QTest::newRow(qPrintable(other)) << QStringList{program, c} << dash << false;
        }
    }
    void readsAHostWithTheShellsThatThereAre()
    {
        QFETCH(QStringList, login);
        QFETCH(QString, sh);
        QFETCH(bool, tools);
        if (!QFile::exists(login.first()) || !QFile::exists(sh))
            QSKIP("this shell is not installed");
        QVERIFY(QFile::link(sh, at("bin/sh")));
        if (tools) {
            for (const char *tool : {"df", "grep", "date", "timeout", "cat", "true"})
                QVERIFY(QFile::link(sh, at("bin/") + QLatin1String(tool)));
            m_host.path = at("bin");
        }
        m_host.login = login;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QStringLiteral("127.0.0.1"))));
        QUdpSocket udp;
        QVERIFY(udp.bind(QHostAddress(QStringLiteral("127.0.0.1"))));
        const HostFacts facts = read(questions());
        QCOMPARE(facts.host, one);
        QVERIFY(facts.reachable.isKnown() && *facts.reachable);
        QCOMPARE(facts.clockSkew, Fact<qint64>(qint64(0)));
        QCOMPARE(facts.engineVersion, Fact<QString>(QStringLiteral("24.0.7")));
        checkRoom(facts.engineDisk, at("data"));
        checkRoom(facts.directories.value(at("srv/cart")), m_folder->path());
        checkFiles(facts);
        checkPorts(facts, server.serverPort(), udp.localPort());
        QCOMPARE(facts.pullable.value(image()), Fact<bool>(true));
        QCOMPARE(readFile(at("asked")).trimmed(), image().toUtf8());
        QCOMPARE(m_host.log.size(), 1);
    }

    void readsPastWhatTheHostPrintsFirst()
    {
        m_host.greeting = QStringLiteral("echo 'Welcome to %1 begin'; echo '%1 engine'; printf 'no line end'; ")
                              .arg(QString::fromLatin1(marker));
        QCOMPARE(read(questions()).engineVersion, Fact<QString>(QStringLiteral("24.0.7")));
    }

    void takesAnotherMarkerEachTime()
    {
        (void)read(questions());
        const auto again = wait(readHostFacts(&m_host, one, questions(), std::stop_token()));
        const auto third = wait(readHostFacts(&m_host, one, questions(), std::stop_token()));
        QVERIFY(again && third);
        QCOMPARE(again->engineVersion, Fact<QString>(QStringLiteral("24.0.7")));
        QVERIFY(m_host.log.at(1) != m_host.log.at(2));
    }

    void neverRunsWhatStandsInANameOrPrintsWhatStandsInAFile()
    {
        const QString evil = at("x'; touch %1; $(touch %1) `touch %1` \" & | \n*").arg(at("hacked"));
        HostQuestions asked;
        asked.directories = QStringList{evil};
        asked.paths = QStringList{evil, at("-rf"), QStringLiteral("relative"), QString()};
        asked.keys[at("env")] = QStringList{QStringLiteral("KEY"), QStringLiteral("K.*"), QStringLiteral("A;B"),
            QStringLiteral("DOT.KEY"), QStringLiteral("DOTXKEY")};
        asked.keys[evil] = QStringList{QStringLiteral("KEY")};
        asked.images = QStringList{QStringLiteral("--help"), QStringLiteral("reg/x; touch ") + at("hacked")};
        QVERIFY(writeFile(at("env"), "KEY=top-secret\nDOTXKEY=1\n"));
        const HostFacts facts = read(asked);
        QVERIFY(!QFile::exists(at("hacked")) && !QFile::exists(at("asked")));
        QCOMPARE(facts.paths.value(evil), Fact<bool>(false));
        QCOMPARE(facts.paths.value(at("-rf")), Fact<bool>(false));
        QVERIFY(!facts.paths.value(QStringLiteral("relative")).isKnown());
        QVERIFY(!facts.paths.value(QStringLiteral("relative")).why.isEmpty());
        QVERIFY(facts.directories.value(evil).isKnown());
        const auto keys = facts.keys.value(at("env"));
        QCOMPARE(keys.value(QStringLiteral("KEY")), Fact<bool>(true));
        QVERIFY(!keys.value(QStringLiteral("K.*")).isKnown() && !keys.value(QStringLiteral("A;B")).isKnown());
        QCOMPARE(keys.value(QStringLiteral("DOT.KEY")), Fact<bool>(false)); // a point is a point
        QCOMPARE(facts.keys.value(evil).value(QStringLiteral("KEY")), Fact<bool>(false));
        for (const Fact<bool> &pullable : facts.pullable)
            QVERIFY(!pullable.isKnown());
        const Ran ran = testing::run(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), m_host.log.last()});
        QVERIFY(ran.out.contains(marker) && !ran.out.contains("top-secret"));
    }

    void saysWhatTheEngineSays()
    {
        answer("version", "permission denied while trying to connect\n", 1);
        answer("info", "", 1);
        answer("ps", "permission denied\n", 1);
        const HostFacts facts = read(questions());
        QVERIFY(*facts.reachable);
        QVERIFY(facts.engineVersion.why.plain().contains(u"permission denied while"));
        QVERIFY(!facts.engineDisk.isKnown() && !facts.engineDisk.why.isEmpty());
        QVERIFY(!facts.published.isKnown() && facts.published.why.plain().contains(u"permission denied"));
        QVERIFY(facts.listening.isKnown());
    }

    void knowsARefusalToPullFromNotKnowing_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<bool>("known");
        QTest::newRow("missing") << QByteArray("no such manifest: reg.local/cart") << true;
        QTest::newRow("unknown") << QByteArray("manifest unknown: manifest unknown") << true;
        QTest::newRow("login") << QByteArray("unauthorized: authentication required") << true;
        QTest::newRow("denied") << QByteArray("denied: requested access to the resource is denied") << true;
        QTest::newRow("plain http") << QByteArray("http: server gave HTTP response to HTTPS client") << false;
        QTest::newRow("old client") << QByteArray("docker manifest inspect is only supported on a Docker cli with "
                                                  "experimental cli features enabled")
                                    << false;
        QTest::newRow("silent") << QByteArray() << false;
    }
    void knowsARefusalToPullFromNotKnowing()
    {
        QFETCH(QByteArray, said);
        QFETCH(bool, known);
        answer("manifest", said + '\n', 1);
        const Fact<bool> pullable = read(questions()).pullable.value(image());
        QCOMPARE(pullable.isKnown(), known);
        QVERIFY(!known || !*pullable);
        QVERIFY(said.isEmpty() ? !pullable.why.isEmpty() : pullable.why.plain().contains(QString::fromUtf8(said)));
    }

    void doesNotTakeWhatItMayNotSeeForMissing()
    {
        if (geteuid() == 0)
            m_host.login = QStringList{QStringLiteral("/usr/bin/setpriv"), QStringLiteral("--reuid=65534"),
                QStringLiteral("--regid=65534"), QStringLiteral("--clear-groups"), QStringLiteral("/bin/sh"),
                QStringLiteral("-c")};
        QVERIFY(::chmod(qPrintable(m_folder->path()), 0755) == 0);
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("closed")));
        QVERIFY(writeFile(at("closed/file"), "A=1\n") && writeFile(at("unread"), "A=1\n"));
        QVERIFY(::chmod(qPrintable(at("closed")), 0700) == 0 && ::chmod(qPrintable(at("unread")), 0000) == 0);
        if (geteuid() != 0)
            QVERIFY(::chmod(qPrintable(at("closed")), 0000) == 0);
        HostQuestions asked;
        asked.paths = QStringList{at("closed/file"), at("closed"), at("unread/below")};
        asked.keys[at("unread")] = QStringList{QStringLiteral("A")};
        asked.keys[at("closed/file")] = QStringList{QStringLiteral("A")};
        const HostFacts facts = read(asked);
        QVERIFY(::chmod(qPrintable(at("closed")), 0700) == 0);
        QVERIFY2(!facts.paths.value(at("closed/file")).isKnown(), qPrintable(facts.engineVersion.why.plain()));
        QVERIFY(facts.paths.value(at("closed/file")).why.plain().contains(u"may not look"));
        QCOMPARE(facts.paths.value(at("closed")), Fact<bool>(true));
        QCOMPARE(facts.paths.value(at("unread/below")), Fact<bool>(false));
        QVERIFY(!facts.keys.value(at("unread")).value(QStringLiteral("A")).isKnown());
        QVERIFY(!facts.keys.value(at("closed/file")).value(QStringLiteral("A")).isKnown());
    }

    void readsKeysAsComposeDoes_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("there");
        QTest::newRow("plain") << QByteArray("KEY=1") << true;
        QTest::newRow("empty") << QByteArray("KEY=") << true;
        QTest::newRow("export") << QByteArray("  export KEY = 1") << true;
        QTest::newRow("colon") << QByteArray("KEY: 1") << true;
        QTest::newRow("comment") << QByteArray("#KEY=1") << false;
        QTest::newRow("longer") << QByteArray("KEY2=1") << false;
        QTest::newRow("end of another") << QByteArray("MYKEY=1") << false;
        QTest::newRow("without value") << QByteArray("KEY") << false;
        QTest::newRow("other case") << QByteArray("key=1") << false;
    }
    void readsKeysAsComposeDoes()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, there);
        QVERIFY(writeFile(at("srv.env"), "A=1\n" + line + "\nB=2\n"));
        HostQuestions asked;
        asked.keys[at("srv.env")] = QStringList{QStringLiteral("KEY")};
        QCOMPARE(read(asked).keys.value(at("srv.env")).value(QStringLiteral("KEY")), Fact<bool>(there));
    }

    void isUnknownAllOverWhereNoScriptRuns()
    {
        m_host.login
            = QStringList{QStringLiteral("/bin/sh"), QStringLiteral("-c"), QStringLiteral("echo No. >&2; exit 1")};
        const HostFacts facts = read(questions());
        QVERIFY(*facts.reachable);
        QVERIFY(!facts.engineVersion.isKnown() && facts.engineVersion.why.plain().contains(u"No."));
        QVERIFY(!facts.paths.value(at("data")).why.isEmpty());
        QVERIFY(!facts.pullable.value(image()).why.isEmpty());
    }

    void saysThatAHostCannotBeReached()
    {
        FakeHost gone;
        gone.offline = Error{Error::Kind::Network, one.text(), QStringLiteral("no route")};
        const auto facts = wait(readHostFacts(&gone, one, questions(), std::stop_token()));
        QVERIFY(facts.has_value());
        QVERIFY(facts->reachable.isKnown() && !*facts->reachable);
        QCOMPARE(facts->reachable.why.plain(), QStringLiteral("no route"));
        QCOMPARE(facts->paths.value(at("data")).why.plain(), QStringLiteral("no route"));
        gone.offline = Error{Error::Kind::Timeout, one.text(), QStringLiteral("too slow"), RemoteGone};
        const auto slow = wait(readHostFacts(&gone, one, questions(), std::stop_token()));
        QVERIFY(slow && *slow->reachable && !slow->engineVersion.isKnown());
    }

    void endsWhenItIsStopped()
    {
        FakeHost slow;
        slow.hangs = true;
        std::stop_source source;
        source.request_stop();
        const auto facts = wait(readHostFacts(&slow, one, questions(), source.get_token()));
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, Error::Kind::Cancelled);
    }

    void refusesMoreThanOneCommandCanAsk()
    {
        HostQuestions asked;
        for (int i = 0; i < 5000; ++i)
            asked.paths.append(QStringLiteral("/srv/some/longer/path/%1").arg(i));
        const auto facts = wait(readHostFacts(&m_host, one, asked, std::stop_token()));
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, Error::Kind::Usage);
        QVERIFY(m_host.log.isEmpty() || m_host.log.last().size() < 100'000);
    }

    void tellsHowFarTheClocksAreApartAtLeast_data()
    {
        QTest::addColumn<qint64>("first"); ///< seconds after we asked
        QTest::addColumn<qint64>("last"); ///< we had the answer after 10
        QTest::addColumn<qint64>("skew");
        QTest::newRow("alike") << qint64(0) << qint64(10) << qint64(0);
        QTest::newRow("within the second") << qint64(-1) << qint64(9) << qint64(-1);
        QTest::newRow("ahead") << qint64(60) << qint64(70) << qint64(60'000);
        QTest::newRow("behind") << qint64(-60) << qint64(-50) << qint64(-59'001);
        QTest::newRow("perhaps ahead") << qint64(5) << qint64(5) << qint64(0);
    }
    void tellsHowFarTheClocksAreApartAtLeast()
    {
        QFETCH(qint64, first);
        QFETCH(qint64, last);
        QFETCH(qint64, skew);
        const auto clock = [](qint64 after) { return QByteArray::number(1'800'000'000 + after); };
        const HostFacts facts = parsed(section("clock", clock(first)) + section("lastclock", clock(last)));
        QCOMPARE(facts.clockSkew, Fact<qint64>(qint64(skew)));
    }

    void isUnknownWhereTheAnswerMakesNoSense_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) {
            QTest::newRow(name + QByteArray(": ") + text.left(40)) << QByteArray(name) << text;
        };
        row("engine", "");
        row("engine", "latest");
        row("engine", "24.0.7; rm");
        row("engine", QByteArray(1 << 20, '1'));
        row("root", "Filesystem 1024-blocks Used Available Capacity Mounted on\n");
        row("root", "/dev/sda1 1 2 x 3% /\n");
        row("root", "/dev/sda1 99999999999999999999 1 1 3% /\n");
        row("root", "/dev/sda1 999999999999999999 1 999999999999999999 3% /\n");
        row("root", "/dev/sda1 -5 1 1 3% /\n");
        row("listening", "  0: 0100007F:1F90 00000000:0000 0A\n");
        row("listening", "tcp\n  0: 0100007:1F90 00000000:0000 0A\n");
        row("listening", "tcp\nnoise\n");
        row("published", "\"cart\" \"0.0.0.0:99999->80/tcp\"");
        row("published", "\"cart\" \"0.0.0.0:90-80->80/tcp\"");
        row("published", "\"cart\"");
        row("published", "\"cart\" {\"a\": 1}");
        row("published", "\"cart\\\" \"x\"");
        row("clock", "99999999999999999999");
        row("clock", "-5");
        row("clock", "now");
    }
    void isUnknownWhereTheAnswerMakesNoSense()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        const HostFacts facts = parsed(section(name, text));
        QVERIFY(!facts.engineVersion.isKnown() && !facts.engineDisk.isKnown() && !facts.listening.isKnown());
        QVERIFY(!facts.published.isKnown() && !facts.clockSkew.isKnown());
        QVERIFY(!facts.engineVersion.why.isEmpty() && facts.engineVersion.why.plain().size() < 1000);
    }

    void takesNothingFromAnAnswerThatBrokeOff()
    {
        QByteArray whole = section("engine", "24.0.7") + section("path 0", "y");
        HostQuestions asked;
        asked.paths = QStringList{QStringLiteral("/a")};
        QVERIFY(parsed(whole, asked).paths.value(QStringLiteral("/a")).isKnown());
        whole.truncate(whole.lastIndexOf(marker));
        const HostFacts facts = parsed(whole, asked);
        QVERIFY(facts.engineVersion.isKnown());
        QCOMPARE(facts.paths.value(QStringLiteral("/a")).why.plain(), QStringLiteral("the host's answer broke off"));
    }

    void takesTheFirstOfTwoAnswersAndNoneOfAnotherMarker()
    {
        const QByteArray forged = "opsdeck-9999 engine\n1.0.0\nopsdeck-9999 end 0\n";
        const HostFacts facts = parsed(section("engine", "24.0.7\n" + forged) + section("engine", "1.0.0"));
        QCOMPARE(facts.engineVersion, Fact<QString>(QStringLiteral("24.0.7")));
    }

    void readsAddressesAsTheKernelWritesThem()
    {
        const HostFacts facts = parsed(section("listening",
            "tcp\n   0: 0100007F:1F90 00000000:0000 0A 0\n   1: 00000000:0016 00000000:0000 0A 0\n"
            "tcp6\n   0: 00000000000000000000000001000000:1F91 00000000000000000000000000000000:0000 0A 0\n"
            "   1: 0000000000000000FFFF00000100007F:1F92 00000000000000000000000000000000:0000 0A 0\n"
            "udp\n   7: 00000000:0035 00000000:0000 07 0\n"));
        const QString tcp = QStringLiteral("tcp");
        const QString home = QStringLiteral("127.0.0.1");
        const QList<HostPorts> expected{{8080, 8080, tcp, home}, {22, 22, tcp, {}},
            {8081, 8081, tcp, QStringLiteral("::1")}, {8082, 8082, tcp, home}, {53, 53, QStringLiteral("udp"), {}}};
        QVERIFY(facts.listening.isKnown());
        QCOMPARE(*facts.listening, expected);
    }

    void readsFileSystemsWithOddNames()
    {
        const HostFacts facts = parsed(section("root",
                                           "df: warning\nFilesystem 1024-blocks Used Available Capacity Mounted on\n"
                                           "//server/my share 10 4 -2 101% /mnt/my disk\n")
            + section("root inodes", "Filesystem Inodes IUsed IFree IUse% Mounted on\nbtrfs 0 0 0 - /\n"));
        QVERIFY(facts.engineDisk.isKnown());
        QCOMPARE(*facts.engineDisk, (DiskSpace{0, 10 * 1024, 0, 0}));
    }

    void asksForWhatThePlanNeedsOnceAndOnThatHostOnly()
    {
        HostChange change;
        change.host = one;
        change.part = ModuleId(QStringLiteral("cart"));
        change.directory = QStringLiteral("/srv/cart");
        change.wanted = *ImageRef::parse(image());
        change.composeAfter = "x";
        HostChange other = change;
        other.host = HostId(QStringLiteral("two"));
        other.directory = QStringLiteral("/srv/other");
        DeployPlan plan;
        plan.changes = {change, change, other};
        ChangeFacts facts;
        facts.host = change.host;
        facts.part = change.part;
        ComposeNeeds needs;
        needs.files = QStringList{QStringLiteral("/a")};
        needs.envFiles = QStringList{QStringLiteral("/b")};
        needs.variables = QStringList{QStringLiteral("V")};
        facts.needs = needs;
        facts.requiredKeys[QStringLiteral("/b")] = QStringList{QStringLiteral("K")};
        HostQuestions expected;
        expected.directories = QStringList{QStringLiteral("/srv/cart")};
        expected.paths = QStringList{QStringLiteral("/a"), QStringLiteral("/b")};
        expected.keys[QStringLiteral("/b")] = QStringList{QStringLiteral("K")};
        expected.keys[QStringLiteral("/srv/cart/.env")] = QStringList{QStringLiteral("V")};
        expected.images = QStringList{image()};
        QCOMPARE(questionsFor(plan, one, {facts}), expected);
    }

private:
    QString at(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    static QString image() { return QStringLiteral("reg.local:5000/shop/cart@sha256:") + QString(64, u'a'); }
    void answer(const char *name, const QByteArray &text, int status = 0)
    {
        QVERIFY(writeFile(at(name), text));
        QVERIFY(writeFile(at(name) + QStringLiteral(".status"), QByteArray::number(status) + '\n'));
    }
    HostQuestions questions() const
    {
        HostQuestions asked;
        asked.directories = QStringList{at("srv/cart")}; // not there yet
        asked.paths = QStringList{at("data"), at("none/below")};
        asked.keys[at("srv.env")] = QStringList{QStringLiteral("DB_URL"), QStringLiteral("NONE")};
        asked.keys[at("no.env")] = QStringList{QStringLiteral("DB_URL")};
        asked.images = QStringList{image()};
        return asked;
    }
    HostFacts read(const HostQuestions &asked)
    {
        if (!QFile::exists(at("srv.env")))
            writeFile(at("srv.env"), "# DB_URL\nDB_URL=postgres://x\n");
        const auto facts = wait(readHostFacts(&m_host, one, asked, QString::fromLatin1(marker), std::stop_token()));
        return facts.value_or(HostFacts());
    }

    static void checkRoom(const Fact<DiskSpace> &space, const QString &path)
    {
        QVERIFY2(space.isKnown(), qPrintable(space.why.plain()));
        const QStorageInfo storage(path);
        QCOMPARE(space->total / 4096, storage.bytesTotal() / 4096);
        QVERIFY(space->free > 0 && space->free <= space->total);
        QVERIFY(space->freeInodes <= space->totalInodes);
    }
    void checkFiles(const HostFacts &facts) const
    {
        QCOMPARE(facts.paths.value(at("data")), Fact<bool>(true));
        QCOMPARE(facts.paths.value(at("none/below")), Fact<bool>(false));
        const auto keys = facts.keys.value(at("srv.env"));
        QCOMPARE(keys.value(QStringLiteral("DB_URL")), Fact<bool>(true));
        QCOMPARE(keys.value(QStringLiteral("NONE")), Fact<bool>(false));
        QCOMPARE(facts.keys.value(at("no.env")).value(QStringLiteral("DB_URL")), Fact<bool>(false));
    }
    static void checkPorts(const HostFacts &facts, quint16 tcp, quint16 udp)
    {
        const QString home = QStringLiteral("127.0.0.1");
        QVERIFY2(facts.listening.isKnown(), qPrintable(facts.listening.why.plain()));
        QVERIFY(facts.listening->contains(HostPorts{tcp, tcp, QStringLiteral("tcp"), home}));
        QVERIFY(facts.listening->contains(HostPorts{udp, udp, QStringLiteral("udp"), home}));
        const QString cart = QStringLiteral("cart");
        const QList<ProjectPorts> expected{
            {cart, {8080, 8080}}, {cart, {8080, 8080}}, {QString(), {5000, 5001, QStringLiteral("udp"), home}}};
        QVERIFY2(facts.published.isKnown(), qPrintable(facts.published.why.plain()));
        QCOMPARE(*facts.published, expected);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    LocalHost m_host;
};

QTEST_GUILESS_MAIN(HostFactsTest)
#include "tst_hostfacts.moc"
