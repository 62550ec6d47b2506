// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/engine.h"
#include "app/desk/desk.h"
#include "app/log/crash.h"
#include "app/log/logoutlet.h"
#include "app/notify/messageservice.h"
#include "app/session/session.h"
#include "app/workspace/workspaceloader.h"
#include "tests/app/faults/canaries.h"
#include "tests/app/faults/showntexts.h"
#include "tests/backends/http/faultserver.h"
#include "tests/backends/webhook/letters.h"
#include "tests/sim/simclock.h"
#include "tests/sim/ssh/sshworld.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"
#include "tests/support/sampledeploy.h"
#include "widgets/pages/ledger/ledgerpage.h"
#include "widgets/pages/releases/releasespage.h"
#include "widgets/pages/settings/sourceinspector.h"

#include <QClipboard>
#include <QProcess>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

QMutex logMutex;
QString logged;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    const QMutexLocker lock(&logMutex);
    logged += text + u'\n';
}

QString takeLog()
{
    const QMutexLocker lock(&logMutex);
    return std::exchange(logged, {});
}

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write into the test's folder");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

void fail(const std::string &thrown)
{
    throw std::runtime_error(thrown);
}

[[noreturn]] void dieOf(const std::string &thrown) noexcept
{
    fail(thrown);
    std::abort();
}

/// What a process that dies of an exception says, and what it would leave in a core.
QByteArray lastWordsOf(const Redaction &redaction, const std::string &thrown)
{
    int ends[2];
    if (::pipe(ends) != 0)
        qFatal("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDERR_FILENO);
        qInstallMessageHandler(nullptr);
        const LogOutlet outlet(redaction);
        keepCrashesSilent();
        rlimit core{1, 1};
        ::getrlimit(RLIMIT_CORE, &core);
        QFile filter(u"/proc/self/coredump_filter"_s);
        const bool opened = filter.open(QIODevice::ReadOnly);
        qInfo("core %d, memory in it: %s", int(core.rlim_max), opened ? filter.readAll().trimmed().constData() : "?");
        dieOf(thrown);
    }
    ::close(ends[1]);
    QByteArray words;
    std::array<char, 4096> buffer;
    for (ssize_t count = 1; count > 0; words.append(buffer.data(), count > 0 ? count : 0))
        count = ::read(ends[0], buffer.data(), buffer.size());
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? words : QByteArray("did not die: ") + words;
}

} // namespace

/// S3: secrets that exist once, in every place that a secret can be used from, and every failure that may tell them.
class SecretSinksTest : public QObject
{
    Q_OBJECT

private:
    struct Secret
    {
        QString name;
        QString value;
    };
    // With characters that URLs, JSON and base64 write differently.
    const QList<Secret> m_secrets{
        {u"token"_s, u"glpat-Cnr1/7+Za&k=q%d"_s},
        {u"password"_s, u"Cnr2/p@ss+w:rd \"&\\ é"_s},
        {u"bearer"_s, u"am.Cnr3~Be4r+er/ry=="_s},
        {u"passphrase"_s, u"Cnr4/pa55 phr&se+x"_s},
        {u"login"_s, u"Cnr5+Ssh/pw?9&9"_s},
        {u"sign"_s, u"SECCnr8/sign+with=it 0"_s},
    };
    const Secret m_robotKey{u"robot"_s, u"Cnr7/Robot+key 9=x"_s}; ///< part of an address, which is the secret
    const QStringList m_targets{u"oncall"_s, u"ding"_s, u"lark"_s, u"hook"_s};
    const Secret m_variable{u"OPSDECK_TEST_CANARY"_s, u"Cnr6/Env+tok en=8"_s};

    std::unique_ptr<QTemporaryDir> m_folder;
    Canaries m_canaries;
    Canaries m_ofSources; ///< those that a sync reads: what was never read cannot be known
    FaultServer m_server;
    sim::SimClock m_clock;
    std::unique_ptr<sim::SshWorld> m_world;
    Redaction m_redaction;
    std::unique_ptr<LogOutlet> m_outlet;
    std::unique_ptr<Session> m_session;
    QtMessageHandler m_before = nullptr;

    QString path(const QString &name) const { return m_folder->filePath(name); }

    void writeWorkspace()
    {
        QByteArray yaml = "name: canary\nenvironments:\n  - {name: staging}\nconnections:\n";
        const auto add = [&](const char *name, const char *kind, const char *more) {
            yaml += QByteArray("  - {name: ") + name + ", kind: " + kind + ", url: '" + m_server.baseUrl() + '/' + name
                + "', poll: 1h, " + more + "}\n";
        };
        add("git", "gitlab", "secret: token");
        add("images", "harbor", "user: admin, secret: password");
        add("am", "alertmanager", "secret: bearer");
        add("prom", "prometheus", "user: metrics, secret: 'env:OPSDECK_TEST_CANARY'");
        yaml += "hosts:\n";
        for (const sim::FakeHost *host : m_world->hosts()) {
            yaml += "  - {name: " + host->name().toUtf8()
                + ", environment: staging, address: " + host->address().toUtf8()
                + ", port: " + QByteArray::number(host->port()) + ", user: deploy, poll: 1h, known-hosts: known, "
                + (host->name() == u"by-key" ? "identity: key, secret: passphrase}\n" : "secret: login}\n");
        }
        yaml += "notify:\n  targets:\n    - {name: oncall, kind: wecom, url-secret: robot}\n";
        for (const char *target :
            {"name: ding, kind: dingtalk", "name: lark, kind: feishu", "name: hook, kind: webhook"})
            yaml += QByteArray("    - {") + target + ", url-secret: robot, sign-secret: sign}\n";
        yaml += "  rules: [{name: all, to: [oncall, ding, lark, hook]}]\n";
        writeFile(path(u"ws/opsdeck.yaml"_s), yaml);
        writeFile(path(u"ws/known"_s), m_world->knownHosts());
    }

    void makeWorld()
    {
        m_world = std::make_unique<sim::SshWorld>(&m_clock);
        m_world->allowPassword(u"not this one"_s);
        for (const QString &name : {u"by-key"_s, u"by-password"_s})
            QVERIFY(m_world->addHost(name, u"127.0.0.1"_s));
        m_world->start();
    }

    /// A workspace with every kind of secret, and a session on it that logs as much as it can.
    void open()
    {
        makeWorld();
        writeWorkspace();
        const LoadedWorkspace loaded = loadWorkspace(path(u"ws"_s));
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            qWarning().noquote() << diagnostic.text();
        QVERIFY(loaded.diagnostics.isEmpty());
        m_before = qInstallMessageHandler(keepLog);
        takeLog();
        m_redaction = Redaction();
        m_outlet = std::make_unique<LogOutlet>(m_redaction);
        QLoggingCategory::setFilterRules(u"opsdeck.*.debug=true\nqt.network.*.debug=true"_s);
        auto session = Session::open(loaded.workspace, {path(u"data"_s), path(u"config"_s)}, m_redaction);
        QVERIFY(session.has_value());
        m_session = std::move(*session);
    }

    /// A server that answers with everything that it was sent, and with all that it may know.
    QByteArray echo(int status, const QByteArray &type, const QByteArray &before, const QByteArray &after,
        const FaultServer::Seen &request) const
    {
        QByteArray seen = request.target;
        for (const auto &[name, value] : request.headers)
            seen += ' ' + name + ": " + value;
        QByteArray inJson = seen + ' ' + m_ofSources.everyForm();
        inJson.replace('\\', "\\\\").replace('"', "\\\"");
        QByteArray headers = "Content-Type: " + type + "\r\n";
        headers += "X-Echo: " + request.header("authorization") + request.header("private-token") + "\r\n";
        return FaultServer::status(status, before + inJson + after, headers);
    }

    void makeDeploymentThatTells()
    {
        FakeHost host;
        ExecResult broken;
        broken.exitStatus = 1;
        broken.out = broken.err = "docker: " + m_ofSources.everyForm() + " is denied";
        host.answers.insert(u"docker pull"_s, broken);
        DeployPlan plan = samplePlan();
        plan.changes.resize(1);
        const HostChange &change = plan.changes.first();
        host.files.insert(change.directory + u"/docker-compose.yml"_s, change.composeBefore);
        host.running = {Container{.image = change.runningImage,
            .digest = change.running,
            .state = u"running"_s,
            .composeProject = change.composeProject,
            .composeService = change.services.first()}};
        FakeHostPool pool;
        pool.hosts.insert(change.host, &host);
        QList<DeployEvent> events;
        const Workspace workspace;
        EnvironmentGuard guard(workspace, pool, u"li@desk"_s, u"here"_s);
        DeployEngine engine(
            RunTools{pool, {}, {}}, RunGuards{guard}, m_session->ledger(),
            [&](const DeployEvent &event) { events.append(event); }, m_redaction);
        QVERIFY(wait(engine.start(plan, {}, u"li@desk"_s, {})));
        QTRY_VERIFY(!events.isEmpty() && events.last().runState == RunState::Paused);
        QVERIFY(events.last().text.plain().contains(u"denied"_s));
        for (const DeployEvent &event : events)
            QCOMPARE(m_canaries.foundIn(event.text.plain()), QByteArray());
    }

    void copyEverything(const Shell &shell)
    {
        for (QAbstractButton *button : shell.findChildren<QAbstractButton *>()) {
            if (!button->isVisible() || !button->text().startsWith(u"Copy"_s))
                continue;
            QGuiApplication::clipboard()->clear();
            button->click();
            QVERIFY2(!QGuiApplication::clipboard()->text().isEmpty(), qPrintable(button->text()));
            QCOMPARE(m_canaries.foundIn(QGuiApplication::clipboard()->text()), QByteArray());
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        for (const Secret &secret : m_secrets) {
            m_canaries.add(secret.value);
            if (secret.name != u"sign")
                m_ofSources.add(secret.value);
            writeFile(path(u"config/secrets/"_s + secret.name), secret.value.toUtf8());
        }
        m_canaries.add(m_variable.value);
        m_ofSources.add(m_variable.value);
        m_canaries.add(m_robotKey.value);
        writeFile(path(u"config/secrets/robot"_s),
            m_server.baseUrl() + "/hook/send?key=" + QUrl::toPercentEncoding(m_robotKey.value));
        // The passphrase of the workspace does not open this key.
        QDir().mkpath(path(u"ws"_s));
        QProcess keygen;
        keygen.start(
            u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u"another one"_s, u"-f"_s, path(u"ws/key"_s)});
        QVERIFY(keygen.waitForFinished() && keygen.exitCode() == 0);
        qputenv(m_variable.name.toLatin1().constData(), m_variable.value.toUtf8());
    }

    // First, because it forks, and there is only one thread so far.
    void aCrashTellsNoSecretAndLeavesNoMemoryBehind()
    {
        Redaction redaction;
        redaction.learn(m_secrets.first().value);
        const QByteArray words = lastWordsOf(redaction, "cannot log in with " + m_secrets.first().value.toStdString());
        QVERIFY2(words.contains("nobody caught: cannot log in with ***"), words.constData());
        QVERIFY2(words.contains("core 0, memory in it: 00000000"), words.constData());
        QCOMPARE(m_canaries.foundIn(words), QByteArray());
    }

    void knowsACanaryWhenItSeesOne()
    {
        for (const Secret &secret : m_secrets) {
            for (const char *before : {"", "x", "xy", "xyz"})
                QVERIFY(!m_canaries.foundIn((before + secret.value.toUtf8() + "tail").toBase64()).isEmpty());
            QVERIFY(!m_canaries.foundIn(QUrl::toPercentEncoding(secret.value)).isEmpty());
        }
        QVERIFY(m_canaries.foundIn(QByteArray("glpat-Cnr1")).isEmpty());
    }

    void cleanup()
    {
        QLoggingCategory::setFilterRules({});
        m_session.reset();
        if (std::exchange(m_outlet, {}))
            qInstallMessageHandler(m_before);
        m_world.reset();
        QVERIFY2(canaryInFolder(m_canaries, path(u"data"_s)).isEmpty(),
            qPrintable(canaryInFolder(m_canaries, path(u"data"_s))));
        QDir(path(u"data"_s)).removeRecursively();
    }

    void noFailureOfAServerTellsASecret_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const QByteArray json("application/json");
        QTest::newRow("401 in JSON") << 401 << json << QByteArray("{\"message\":\"") << QByteArray("\"}");
        QTest::newRow("403 of a proxy") << 403 << QByteArray("text/html") << QByteArray("<html><title>No ")
                                        << QByteArray("</title></html>");
        QTest::newRow("404 in words") << 404 << QByteArray("text/plain") << QByteArray("no ") << QByteArray("!");
        QTest::newRow("500 in JSON") << 500 << json << QByteArray("{\"errors\":[{\"code\":\"X\",\"message\":\"")
                                     << QByteArray("\"}]}");
        QTest::newRow("not what was asked for") << 200 << json << QByteArray("{\"surprise\":\"") << QByteArray("\"}");
        QTest::newRow("no JSON at all") << 200 << json << QByteArray("{\"x\": [") << QByteArray();
    }
    void noFailureOfAServerTellsASecret()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        open();
        m_server.answerWith(
            [=, this](const FaultServer::Seen &seen) { return echo(status, type, before, after, seen); });
        const auto failed = wait(m_session->syncOnce());
        QCOMPARE(failed.value_or(-1), 6);

        // Of a failure there is something to see, so that finding nothing means something.
        const auto sources = wait(m_session->cache().sources());
        for (const SourceRecord &source : *sources) {
            QVERIFY2(source.lastError && !source.lastError->detail.isEmpty(), qPrintable(source.id.text()));
            QCOMPARE(m_canaries.foundIn(source.lastError->detail), QByteArray());
        }
        const auto vitals = wait(m_session->sources().vitals()).value();
        QVERIFY(status == 200 || vitals.value(SourceId(u"git"_s)).rawAnswer.contains("***"));
        for (const SourceVitals &each : vitals)
            QCOMPARE(m_canaries.foundIn(each.rawAnswer), QByteArray());
        const auto tested = wait(m_session->sources().test(SourceId(u"git"_s)));
        QVERIFY(!tested || status == 200);
        if (!tested)
            QCOMPARE(m_canaries.foundIn(tested.error().detail), QByteArray());
        const QString log = takeLog();
        QVERIFY(log.contains(u"GET http"_s));
        QCOMPARE(m_canaries.foundIn(log), QByteArray());
        QCOMPARE(canaryInFolder(m_canaries, path(u"data"_s)), QString());
        QCOMPARE(canaryInCommandLines(m_canaries), QString());
    }

    void noRobotsAnswerTellsItsKey_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const QByteArray json("application/json");
        QTest::newRow("a code inside") << 200 << json << QByteArray("{\"code\":19001,\"errcode\":93000,\"msg\":\"")
                                       << QByteArray("\"}");
        QTest::newRow("404 in words") << 404 << QByteArray("text/plain") << QByteArray("no ") << QByteArray("!");
        QTest::newRow("403 of a proxy") << 403 << QByteArray("text/html") << QByteArray("<html><title>No ")
                                        << QByteArray("</title></html>");
    }
    void noRobotsAnswerTellsItsKey()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        open();
        m_server.answerWith([](const FaultServer::Seen &) { return FaultServer::status(403, "no"); });
        QVERIFY(wait(m_session->syncOnce())); // reads the secrets that the robots tell
        m_server.answerWith(
            [=, this](const FaultServer::Seen &seen) { return echo(status, type, before, after, seen); });
        for (const QString &target : m_targets) {
            const auto sent = wait(m_session->messages().send(target, letterAbout(2)));
            QVERIFY(sent);
            QCOMPARE(sent->answer.has_value(), status == 200 && target == u"hook");
            QVERIFY(sent->answer || !sent->answer.error().detail.isEmpty());
            if (!sent->answer)
                QCOMPARE(m_canaries.foundIn(sent->answer.error().detail), QByteArray());
        }
        QVERIFY(!m_canaries.foundIn(m_server.seen().last().target).isEmpty()); // it did go out
        Language language;
        Desk desk(*m_session, language, DeskSettings{.language = u"en"_s});
        desk.shell().resize(1280, 800);
        desk.shell().show();
        desk.openPage(u"settings"_s, u"telling"_s);
        for (QAbstractButton *button : desk.shell().findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().startsWith(u"Test "_s)
                && m_targets.contains(button->text().mid(5)))
                button->click();
        }
        const auto noted = [this] {
            return wait(m_session->ledger().entriesAbout(u"notify"_s, QDateTime::currentDateTimeUtc().addDays(-1)))
                .value();
        };
        QTRY_COMPARE(noted().size(), m_targets.size());
        for (const LedgerEntry &entry : noted())
            QCOMPARE(m_canaries.foundIn(entry.detail), QByteArray());
        for (const QString &text : shownTexts(&desk.shell()))
            QVERIFY2(m_canaries.foundIn(text).isEmpty(), qPrintable(text));
        const QString log = takeLog();
        QVERIFY(log.contains(u"POST http"_s));
        QCOMPARE(m_canaries.foundIn(log), QByteArray());
        QCOMPARE(canaryInFolder(m_canaries, path(u"data"_s)), QString());
        QCOMPARE(canaryInCommandLines(m_canaries), QString());
    }

    void noWindowClipboardOrExportTellsASecret()
    {
        open();
        m_server.answerWith([this](const FaultServer::Seen &seen) {
            return echo(403, "application/json", "{\"message\":\"", "\"}", seen);
        });
        QVERIFY(wait(m_session->syncOnce()));
        makeDeploymentThatTells();
        Language language;
        Desk desk(*m_session, language, DeskSettings{.language = u"en"_s});
        desk.shell().resize(1280, 800);
        desk.shell().show();
        // What each place has to show, so that finding nothing means something.
        QList<std::pair<QString, QString>> places;
        for (const QString &page : desk.pageIds())
            places.append({page, {}});
        places.append({u"settings/sources/git"_s, u"private-token: ***"_s});
        for (const QString &source : {u"images"_s, u"am"_s, u"prom"_s})
            places.append({u"settings/sources/"_s + source, u"authorization: ***"_s});
        const auto runs = wait(m_session->ledger().runs(1)).value();
        places.append({u"deploy/run/"_s + runs.first().id.text(), u"*** is denied"_s});
        for (const auto &[place, shown] : places) {
            // Again and again, because a place is found only once its rows were read.
            const auto isShown = [&] {
                desk.openPage(place.section(u'/', 0, 0), place.section(u'/', 1));
                return !shownTexts(&desk.shell()).filter(shown).isEmpty();
            };
            QTRY_VERIFY2(isShown(), qPrintable(place));
            copyEverything(desk.shell());
            for (const QString &text : shownTexts(&desk.shell()))
                QVERIFY2(m_canaries.foundIn(text).isEmpty(), qPrintable(text));
        }

        const QByteArray table = "a,b\r\n" + m_ofSources.everyForm() + ",\"Authorization: x\",1\r\n";
        QDir().mkpath(path(u"out"_s));
        Q_EMIT desk.shell().findChild<LedgerPage *>()->saveRequested(path(u"out/ledger.csv"_s), table);
        Q_EMIT desk.shell().findChild<ReleasesPage *>()->saveRequested(path(u"out/versions.csv"_s), table);
        QTRY_VERIFY(QFile::exists(path(u"out/versions.csv"_s)) && QFile::exists(path(u"out/ledger.csv"_s)));
        QCOMPARE(canaryInFolder(m_canaries, path(u"out"_s)), QString());
        QCOMPARE(m_canaries.foundIn(takeLog()), QByteArray());
    }

    void whatTheLedgerKeepsStaysJsonAndInItsChain()
    {
        open();
        m_server.answerWith([this](const FaultServer::Seen &seen) { return echo(403, "text/plain", "", "", seen); });
        QVERIFY(wait(m_session->syncOnce()));
        const QString digest = u"sha256:"_s + QString(64, u'a');
        LedgerEntry entry;
        entry.at = QDateTime::currentDateTimeUtc();
        entry.subject = u"note "_s + m_secrets.first().value;
        entry.detail = QJsonDocument(QJsonObject{{u"to"_s, digest}, {u"count"_s, 7},
                                         {u"said"_s, u"Authorization: x, then\n"_s + m_secrets.at(1).value},
                                         {u"list"_s, QJsonArray{m_secrets.at(2).value}}})
                           .toJson(QJsonDocument::Compact);
        const auto stored = wait(m_session->ledger().append(entry));
        const QJsonObject kept = QJsonDocument::fromJson(stored->detail).object();
        QCOMPARE(kept.value(u"to"_s).toString(), digest);
        QCOMPARE(kept.value(u"count"_s).toInt(), 7);
        QCOMPARE(kept.value(u"said"_s).toString(), u"Authorization: ***\n***"_s);
        QCOMPARE(kept.value(u"list"_s).toArray().first().toString(), u"***"_s);
        QCOMPARE(stored->subject, u"note ***"_s);
        QCOMPARE(wait(m_session->ledger().verifyChain()).value(), 0);
    }

    void theProgramItselfLogsAndPrintsNoSecret()
    {
        open();
        m_server.answerWith([this](const FaultServer::Seen &seen) {
            return echo(500, "application/json", "{\"message\":\"", "\"}", seen);
        });
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"OPSDECK_DATA_HOME"_s, path(u"data"_s));
        environment.insert(u"OPSDECK_CONFIG_HOME"_s, path(u"config"_s));
        environment.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true;qt.*=false"_s);
        program.setProcessEnvironment(environment);
        m_session.reset(); // the store has one writer
        program.start(qEnvironmentVariable("OPSDECK_BINARY_DIR") + u"/bin/opsdeck"_s, {u"sync"_s, path(u"ws"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(program.state() == QProcess::NotRunning, 30'000);
        const QByteArray said = program.readAllStandardOutput() + program.readAllStandardError();
        QVERIFY2(said.contains("***") && said.contains("opsdeck.http"), said.constData());
        QCOMPARE(m_canaries.foundIn(said), QByteArray());
    }
};

QTEST_MAIN(SecretSinksTest)
#include "tst_secretsinks.moc"
