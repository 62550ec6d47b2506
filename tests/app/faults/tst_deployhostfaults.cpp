// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/engine.h"
#include "app/deploy/reality.h"
#include "app/deploy/rollback.h"
#include "backends/registry/resolver.h"
#include "models/items/errortext.h"
#include "tests/app/faults/deployworld.h"
#include "tests/app/faults/faultyhosts.h"
#include "tests/backends/ssh/sshfixture.h"

#include <QRegularExpression>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString broken = u"app-01"_s;
const QString healthy = u"app-02"_s;

} // namespace

/// One fault of a host or of what stands around it, at a step that is known: the answer names the host, the step and
/// what a person can do, and nothing else is touched.
class DeployHostFaultsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stores> m_stores;
    std::unique_ptr<RealSshd> m_sshd;
    std::unique_ptr<HostClient> m_client;
    std::array<SshFilesHost, 2> m_hosts;
    FakeHostPool m_pool;
    OneImage m_images;
    Workspace m_workspace;
    DeployPlan m_plan;
    std::optional<Error> m_refusal; ///< of a run that did not begin
    std::function<void(const DeployEvent &)> m_onEvent;
    SshKey m_login;
    std::vector<std::unique_ptr<Machine>> m_machines; ///< instead of m_hosts, where a test wants SSH all the way

    HostChange &changeOf(size_t i) { return m_plan.changes[qsizetype(i)]; }
    QString file(size_t i) { return changeOf(i).directory + u"/docker-compose.yml"_s; }

    /// The first host's files come from a real sshd, which may greet, use another shell, or have no room.
    void useSshd(const QByteArray &shell = {}, const QString &folder = {})
    {
        m_sshd = std::make_unique<RealSshd>(shell.isEmpty() ? QByteArray() : "ForceCommand " + shell + '\n');
        QTRY_VERIFY(m_sshd->isReady());
        m_client = std::make_unique<HostClient>(QList{m_sshd->spec()});
        m_hosts[0].real = m_client->host("app-01");
        changeOf(0).directory = folder.isEmpty() ? m_folder->filePath(u"srv"_s) : folder;
        QVERIFY(testing::writeFile(file(0), changeOf(0).composeBefore));
        // Written anew: ThreadSanitizer loses the order of what came before a process was started.
        m_plan.changes = QList<HostChange>(m_plan.changes.cbegin(), m_plan.changes.cend());
    }

    /// Both hosts are simulated machines that are reached by SSH.
    void useMachines()
    {
        QList<HostSpec> specs;
        QByteArray known;
        for (size_t i = 0; i < m_hosts.size(); ++i) {
            m_plan.changes[qsizetype(i)] = change(i == 0 ? broken : healthy, u"cart"_s, 'a', 'b');
            m_machines.push_back(std::make_unique<Machine>(changeOf(i).host.text(), u"127.0.1.%1"_s.arg(61 + i),
                m_folder->filePath(u"keys"_s), m_login.publicKey()));
            sim::FakeHost &host = m_machines[i]->host();
            host.setFile(composeFile, changeOf(i).composeBefore);
            host.engine().seed(u"cart"_s, u"cart"_s, changeOf(i).wanted.pinned(digestOf('a')).text());
            known += m_machines[i]->knownHostsLine();
            HostSpec spec;
            spec.id = changeOf(i).host;
            spec.address = host.address();
            spec.port = host.port();
            spec.user = u"deploy"_s;
            spec.identity = m_login.file();
            spec.knownHosts = m_folder->filePath(u"known"_s);
            specs.append(spec);
        }
        QVERIFY(testing::writeFile(m_folder->filePath(u"known"_s), known));
        m_client = std::make_unique<HostClient>(specs);
    }

    static bool isChanged(const Machine &machine)
    {
        const auto commands = machine.host().commands();
        return std::any_of(commands.cbegin(), commands.cend(),
            [](const QByteArray &command) { return command.startsWith("docker") || command.contains("mktemp"); });
    }

    DeployRun run()
    {
        m_refusal.reset();
        bool isOver = false;
        EnvironmentGuard guard(m_workspace, m_pool, u"li@desk"_s, u"here"_s);
        DeployEngine engine(RunTools{m_machines.empty() ? m_pool : *m_client->pool, {}, m_workspace.policies},
            RunGuards{guard, &m_images}, m_stores->ledger(), [&](const DeployEvent &event) {
                if (m_onEvent)
                    m_onEvent(event);
                isOver |= event.kind == DeployEvent::Kind::RunEnded || event.runState == RunState::Paused;
            });
        const auto started = wait(engine.start(m_plan, {}, u"li@desk"_s, {}));
        if (!started) {
            m_refusal = started.error();
            return {};
        }
        spinUntil([&isOver] { return isOver; }, 30'000);
        return wait(m_stores->ledger().run(*started)).value();
    }

    bool isTouched(size_t i) const
    {
        return std::any_of(m_hosts.at(i).log.cbegin(), m_hosts.at(i).log.cend(),
            [](const QString &line) { return !line.startsWith(u"read "); });
    }

    /// Paused at that step of the first host, in words that hold the cause and a way out; the second host was left
    /// alone.
    void expectFailure(const DeployRun &ended, DeployStep step, const QString &cause, const QString &remedy)
    {
        QVERIFY2(!m_refusal, m_refusal ? qPrintable(m_refusal->detail) : "");
        QCOMPARE(nameOf(ended.state), u"paused"_s);
        const QString line = failureLine(ended.failedAt, ended.failure);
        QVERIFY2(line.startsWith(broken + u", checkout, "_s + nameOf(step) + u": "_s), qPrintable(line));
        QVERIFY2(line.contains(cause), qPrintable(line));
        QVERIFY2(!isTouched(1), qPrintable(m_hosts[1].log.join(u'\n')));
        QVERIFY2(QRegularExpression(remedy).match(line).hasMatch(), qPrintable(u"no remedy: "_s + line));
    }

    void expectRefusal(const QStringList &words)
    {
        QVERIFY(m_refusal);
        QCOMPARE(wait(m_stores->ledger().runs(1)).value().size(), 0);
        QVERIFY(!isTouched(0) && !isTouched(1));
        for (const QString &word : words)
            QVERIFY2(errorText(*m_refusal).contains(word), qPrintable(word + u" in "_s + errorText(*m_refusal)));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stores = std::move(openStores(m_folder->filePath(u"data"_s)).value());
        m_workspace = {};
        m_workspace.environments = {{EnvironmentId(u"staging"_s), u"Staging"_s, false}};
        m_workspace.policies.healthTimeout = 5s;
        m_workspace.policies.commandTimeout = 10s;
        m_images.answer = digestOf('b');
        m_onEvent = {};
        m_plan = samplePlan(u"staging"_s);
        m_plan.changes = {change(broken, u"checkout"_s, 'a', 'b'), change(healthy, u"checkout"_s, 'a', 'b')};
        for (size_t i = 0; i < m_hosts.size(); ++i) {
            SshFilesHost &host = m_hosts.at(i);
            host.real = nullptr;
            host.log.clear();
            host.answers.clear();
            host.files = {{file(i), changeOf(i).composeBefore}};
            host.running = {containerOf(changeOf(i), digestOf('a'))};
            host.onExec = [this, i](const QString &command) {
                if (command.endsWith(u"up -d"))
                    m_hosts.at(i).running = {containerOf(m_plan.changes.at(0), m_plan.changes.at(0).wanted.digest)};
            };
            m_pool.hosts.insert(changeOf(i).host, &host);
        }
    }
    void cleanup()
    {
        for (SshFilesHost &host : m_hosts)
            host.real = nullptr;
        m_client.reset();
        m_machines.clear();
        m_sshd.reset();
        m_stores.reset();
    }

    void withoutAFaultItIsDone() // or the others would prove nothing
    {
        useSshd();
        QCOMPARE(nameOf(run().state), u"done"_s);
        QCOMPARE(testing::readFile(file(0)), changeOf(0).composeAfter);
        QVERIFY(isTouched(1));
    }

    void aTagThatMovedSinceThePlanIsRefused()
    {
        m_images.answer = digestOf('c');
        run();
        expectRefusal({u"127.0.0.1:5000/shop/checkout:2.4.1"_s, digestOf('b').shortText(), digestOf('c').shortText(),
            u"make a new plan"_s});
    }

    void anImageThatWasDeletedSinceThePlanIsRefused()
    {
        sim::SimClock clock;
        sim::HarborSim registry(clock);
        registry.addProject(u"shop"_s, true);
        QVERIFY(registry.start());
        http::Client http;
        SecretStore secrets{m_folder->path()};
        registry::Resolver resolver({}, http, secrets);
        const auto ref = ImageRef::parse(QString::fromLatin1(registry.authority()) + u"/shop/checkout:2.4.1"_s);
        m_images.answer = wait(resolver.resolve(*ref, {})); // as a real one says it
        QVERIFY(!m_images.answer);
        run();
        expectRefusal({u"127.0.0.1:5000/shop/checkout:2.4.1: "_s, u"make a new plan"_s});
        const QString why = errorText(*m_refusal).section(u"checkout:2.4.1: "_s, 1).trimmed();
        QVERIFY2(!why.isEmpty(), qPrintable(u"no reason in: "_s + errorText(*m_refusal)));
    }

    void anImageThatIsDeletedBeforeAHostPullsIt()
    {
        m_hosts[0].answers.insert(u"docker pull"_s,
            refusal("Error response from daemon: manifest for 127.0.0.1:5000/shop/checkout not found: manifest "
                    "unknown: manifest unknown\n"));
        const DeployRun ended = run();
        QCOMPARE(m_hosts[0].files.value(file(0)), changeOf(0).composeBefore);
        expectFailure(ended, DeployStep::Pull, u"manifest unknown"_s, u"push it again|another version"_s);
    }

    void whatRunsIsNotTheDigestOfThePlan()
    {
        m_hosts[0].onExec = [this](const QString &command) {
            if (command.endsWith(u"up -d"))
                m_hosts[0].running = {containerOf(changeOf(0), digestOf('e'))};
        };
        expectFailure(run(), DeployStep::Verify, digestOf('e').text(), u"instead of"_s);
    }

    void aHostKeyThatChangedSinceThePlanIsRefusedBeforeTheLogin()
    {
        useMachines();
        m_machines[0]->changeHostKey(m_folder->filePath(u"others"_s));
        run();
        QVERIFY(m_refusal);
        QCOMPARE(m_machines[0]->host().logins(), 0);
        QVERIFY(!isChanged(*m_machines[1]));
        const QString said = errorText(*m_refusal);
        for (const QString &word : {broken + u": "_s, u"The host key has changed"_s, u"remove the old key first"_s})
            QVERIFY2(said.contains(word), qPrintable(said));
    }

    void aHostKeyThatChangesBetweenTwoStepsEndsTheRunThere()
    {
        useMachines();
        m_onEvent = [this](const DeployEvent &event) {
            if (event.step == DeployStep::Write && event.stepState == StepState::Done)
                m_machines[0]->changeHostKey(m_folder->filePath(u"others"_s));
        };
        const DeployRun ended = run();
        QVERIFY2(!m_refusal, m_refusal ? qPrintable(m_refusal->detail) : "");
        QCOMPARE(m_machines[0]->host().logins(), 0); // of the machine that answers now
        QVERIFY(!isChanged(*m_machines[1]));
        const QString line = failureLine(ended.failedAt, ended.failure);
        for (const QString &word :
            {u"app-01, cart, up: "_s, u"The host key has changed"_s, u"remove the old key first"_s})
            QVERIFY2(line.contains(word), qPrintable(line));
    }

    void aHostClockTwoHoursOffChangesNothing_data()
    {
        QTest::addColumn<int>("hours");
        QTest::newRow("ahead") << 2;
        QTest::newRow("behind") << -2;
    }

    void aHostClockTwoHoursOffChangesNothing()
    {
        QFETCH(const int, hours);
        useMachines();
        m_machines[0]->setClockAhead(std::chrono::hours(hours));
        const QDateTime begun = QDateTime::currentDateTimeUtc();
        const DeployRun ended = run();
        QVERIFY2(ended.state == RunState::Done, qPrintable(failureLine(ended.failedAt, ended.failure)));
        for (const DeployRun::Lane &lane : ended.lanes)
            QVERIFY(lane.startedAt >= begun.addMSecs(-1) && lane.endedAt <= QDateTime::currentDateTimeUtc());
        for (const auto &machine : m_machines)
            QCOMPARE(machine->image(), changeOf(0).wanted.text());
    }

    /// Whoever goes on with it would be told that a host is done which has just been put back.
    void aRunThatWasRolledBackCannotGoOn()
    {
        m_hosts[1].answers.insert(u"docker pull"_s, refusal("no such host"));
        m_plan.rollout.batch = *BatchSize::parse(u"1"_s);
        const DeployPlan plan = m_plan;
        const DeployRun paused = run();
        QCOMPARE(nameOf(paused.state), u"paused"_s);
        QCOMPARE(m_hosts[0].running.first().digest, digestOf('b'));
        m_images.answer = digestOf('a');
        const auto back = wait(makeRollback(&m_workspace, &m_pool, &m_images, paused, u"ill"_s, u"li@desk"_s, {}));
        QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().detail));
        m_plan = *back;
        QCOMPARE(nameOf(run().state), u"done"_s);
        QCOMPARE(m_hosts[0].files.value(plan.changes[0].directory + u"/docker-compose.yml"_s),
            plan.changes[0].composeBefore);

        m_hosts[1].answers.clear();
        EnvironmentGuard guard(m_workspace, m_pool, u"li@desk"_s, u"here"_s);
        DeployEngine engine(RunTools{m_pool, {}, m_workspace.policies}, RunGuards{guard, &m_images}, m_stores->ledger(),
            [](const DeployEvent &) {});
        const auto resumed = wait(engine.resume(paused.id, RolloutRunner::Work::Broken, u"li@desk"_s, {}));
        QVERIFY2(!resumed, "it goes on, and will call app-01 done, which runs the former version again");
    }

    void aHostThatTheRunDoesNotHaveCannotBeSkipped()
    {
        m_hosts[0].answers.insert(u"docker pull"_s, refusal("no such host"));
        const DeployRun paused = run();
        EnvironmentGuard guard(m_workspace, m_pool, u"li@desk"_s, u"here"_s);
        DeployEngine engine(RunTools{m_pool, {}, m_workspace.policies}, RunGuards{guard, &m_images}, m_stores->ledger(),
            [](const DeployEvent &) {});
        const auto entries = wait(m_stores->ledger().entries(0, 100)).value().size();
        const auto skipped = wait(engine.skip(paused.id, HostId(u"app-1"_s), u"ill"_s, u"li@desk"_s, {}));
        QVERIFY2(!skipped, "a host of another name was left out, it says, and nothing was");
        QCOMPARE(wait(m_stores->ledger().entries(0, 100)).value().size(), entries);
    }

    void aDiskThatIsFullWhenTheFileIsWritten()
    {
        const QString disk = m_folder->filePath(u"disk"_s);
        QVERIFY(QDir().mkpath(disk));
        const Ran mounted
            = testing::run(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=64k"_s, u"opsdeck-test"_s, disk});
        if (!mounted.succeeded())
            QSKIP(mounted.err);
        const auto unmount = qScopeGuard([&disk] { testing::run(u"umount"_s, {u"-l"_s, disk}); });
        useSshd({}, disk + u"/srv"_s);
        QFile rest(disk + u"/rest"_s);
        QVERIFY(rest.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (rest.write(QByteArray(4096, 'x')) == 4096) { }
        const DeployRun ended = run();
        QCOMPARE(testing::readFile(file(0)), changeOf(0).composeBefore); // byte for byte
        QCOMPARE(QDir(disk + u"/srv"_s).entryList(QDir::Files | QDir::Hidden), QStringList{u"docker-compose.yml"_s});
        QCOMPARE(m_hosts[0].running.first().digest, digestOf('a'));
        expectFailure(ended, DeployStep::Write, u"No space left on device"_s, u"[Mm]ake room"_s);
        QVERIFY(failureLine(ended.failedAt, ended.failure).contains(disk));
    }

    void sudoThatAsksForAPassword()
    {
        m_plan.rollout.drain = {u"sudo"_s, u"systemctl"_s, u"stop"_s, u"front"_s};
        m_hosts[0].answers.insert(u"sudo"_s,
            refusal("sudo: a terminal is required to read the password; either use the -S option to read from standard "
                    "input or configure an askpass helper\nsudo: a password is required\n"));
        const DeployRun ended = run();
        QCOMPARE(m_hosts[0].files.value(file(0)), changeOf(0).composeBefore);
        expectFailure(ended, DeployStep::Drain, u"a password is required"_s, u"NOPASSWD"_s);
    }

    void aGreetingBeforeEachOutputChangesNothing()
    {
        useSshd("echo Welcome to app-01; echo Be good >&2; exec /bin/bash -c \"$SSH_ORIGINAL_COMMAND\"");
        const QByteArray former = changeOf(0).composeBefore;
        const auto read = wait(readReality(&m_pool, {changeOf(0)}, {}));
        QVERIFY(read);
        QCOMPARE(read->first().composeBefore, former);
        const DeployRun ended = run();
        QCOMPARE(nameOf(ended.state), u"done"_s);
        QCOMPARE(testing::readFile(file(0)), changeOf(0).composeAfter);
        QCOMPARE(testing::readFile(file(0) + u".opsdeck-before-"_s + ended.id.text().left(8)), former);
    }

    void anotherLoginShellChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("shell");
        QTest::newRow("rbash") << QByteArray("exec /bin/bash --restricted -c \"$SSH_ORIGINAL_COMMAND\"");
        if (const QString fish = programPath(u"fish"_s); !fish.isEmpty())
            QTest::newRow("fish") << "exec " + fish.toUtf8() + " -c \"$SSH_ORIGINAL_COMMAND\"";
        if (const QString tcsh = programPath(u"tcsh"_s); !tcsh.isEmpty())
            QTest::newRow("tcsh") << "exec " + tcsh.toUtf8() + " -c \"$SSH_ORIGINAL_COMMAND\"";
    }

    void anotherLoginShellChangesNothing()
    {
        QFETCH(const QByteArray, shell);
        useSshd(shell);
        m_plan.rollout.drain = {u"test"_s, u"it's \\ \"so\" $HOME !"_s, u"="_s, u"it's \\ \"so\" $HOME !"_s};
        const DeployRun ended = run();
        QVERIFY2(ended.state == RunState::Done, qPrintable(failureLine(ended.failedAt, ended.failure)));
        QCOMPARE(testing::readFile(file(0)), changeOf(0).composeAfter);
    }

    void aRestrictedShellWithoutAnyCommandIsNamed()
    {
        useSshd("PATH=/nonexistent; exec /bin/bash --restricted -c \"$SSH_ORIGINAL_COMMAND\"");
        const auto read = wait(readReality(&m_pool, {changeOf(0)}, {}));
        QVERIFY(!read);
        QVERIFY2(errorText(read.error()).contains(broken), qPrintable(errorText(read.error())));
        QVERIFY2(errorText(read.error()).contains(u"sh: "_s), qPrintable(errorText(read.error())));
        run();
        QVERIFY(m_refusal);
        QVERIFY2(errorText(*m_refusal).contains(broken + u": "_s), qPrintable(errorText(*m_refusal)));
        QVERIFY(!isTouched(1));
    }
};

QTEST_GUILESS_MAIN(DeployHostFaultsTest)
#include "tst_deployhostfaults.moc"
