// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspaceloader.h"
#include "backends/store/stores.h"
#include "tests/app/e2e/program.h"
#include "tests/stack/imagebuilder.h"
#include "tests/support/run.h"

#include <QDir>
#include <QJsonArray>
#include <QtTest>

#include <optional>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr char Compose[] = "version: '2.4'\nservices:\n  cart:\n    image: cart\n    network_mode: host\n";

constexpr char Products[] = R"(
policies: {health-timeout: 30s}
environments:
  - {name: staging}
  - {name: production, production: true}
products:
  - name: shop
    modules:
      - name: cart
        image: IMAGE
        compose: cart.yml
        directory: /srv/cart
        placements:
          - {environment: staging, hosts: [app-01, app-02, app-03]}
          - {environment: production, hosts: [live-01]}
)";

/// One container of the module, as the engine itself tells.
struct Running
{
    QString container;
    QString digest;

    bool operator==(const Running &) const = default;
};

QByteArray hostYaml(const QString &name, const QString &environment, const HostSpec &spec)
{
    return QStringLiteral("  - {name: %1, environment: %2, address: %3, port: %4, user: %5, identity: '%6', "
                          "known-hosts: '%7', docker: '%8'}\n")
        .arg(name, environment, spec.address)
        .arg(spec.port)
        .arg(spec.user, spec.identity, spec.knownHosts, spec.dockerSocket)
        .toUtf8();
}

/// True while a command that was started through ssh still works on the host.
bool isBusy(const RealDockerHost &host)
{
    const QByteArray mark = "DOCKER_HOST=unix://" + host.dockerSocket().toUtf8();
    const auto entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
    return std::any_of(entries.begin(), entries.end(), [&mark](const QString &entry) {
        return entry.toLongLong() > 0 && readFile(u"/proc/%1/environ"_s.arg(entry)).contains(mark);
    });
}

StepState stateOf(const DeployRun &run, int host, DeployStep step)
{
    return run.lanes.at(host).steps.at(static_cast<size_t>(step));
}

bool isUntouched(const DeployRun::Lane &lane)
{
    return std::all_of(lane.steps.begin(), lane.steps.end(),
        [](StepState s) { return s == StepState::Waiting || s == StepState::Absent; });
}

} // namespace

/// The command line against three real hosts and a real registry. Versions 1 and 2 are good, 3 never becomes healthy.
class RealDeployTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QString why;
        if (!RealDockerHost::available(&why) || !RealRegistry::available(&why) || !ImageBuilder::available(&why))
            QSKIP(qPrintable(why));
        QVERIFY2(m_registry.start(), m_registry.log());
        QVERIFY2(RealDockerHost::startAll({&m_builder, &m_hosts[0], &m_hosts[1], &m_hosts[2]}), m_builder.log());
        ImageBuilder images(m_builder, m_registry);
        for (const QString &version : {u"1.0"_s, u"2.0"_s})
            m_digests.insert(version, images.push(u"shop/cart"_s, version));
        m_digests.insert(u"3.0"_s, images.push(u"shop/cart"_s, u"3.0"_s, ImageBuilder::Health::Bad));
        QVERIFY2(m_digests.values().count(QString()) == 0, qPrintable(images.error()));
        writeWorkspace();
    }

    void rollsOutByDigestHostByHost()
    {
        Program first(m_home.path());
        first.start(deploy(u"1.0"_s));
        QVERIFY2(first.end() == 0, first.err());
        QCOMPARE(digestsThatRun(), QStringList(3, m_digests[u"1.0"_s]));

        Program second(m_home.path());
        second.start(deploy(u"2.0"_s));
        QVERIFY2(second.end() == 0, second.err());
        QCOMPARE(digestsThatRun(), QStringList(3, m_digests[u"2.0"_s]));
        QCOMPARE(second.line(u"result"_s)[u"outcome"_s].toString(), u"done"_s);
        QCOMPARE(second.touchedHosts(), (QStringList{u"app-01"_s, u"app-02"_s, u"app-03"_s}));
        for (const RealDockerHost &host : m_hosts) {
            const QString pinned = m_registry.host() + u"/shop/cart@"_s + m_digests[u"2.0"_s];
            QVERIFY(readFile(host.folder() + u"/srv/cart/docker-compose.yml"_s).contains(pinned.toUtf8()));
            const QString run = second.line(u"result"_s)[u"run"_s].toString();
            const QString backup = u"/srv/cart/docker-compose.yml.opsdeck-before-"_s + run.left(8);
            QVERIFY(readFile(host.folder() + backup).contains(m_digests[u"1.0"_s].toUtf8()));
        }
        const auto stores = open();
        const auto entries = wait(stores->ledger().entries(0, 2)).value();
        QCOMPARE(entries[1].action, u"deploy.intent"_s);
        QCOMPARE(entries[0].action, u"deploy.result"_s);
        QCOMPARE(entries[0].outcome, u"done"_s);
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
    }

    void whatRunsAlreadyIsLeftAlone()
    {
        begin(u"2.0"_s);
        const auto before = whatRuns();
        Program program(m_home.path());
        program.start(deploy(u"2.0"_s, u"production"_s, {u"--confirm"_s, u"production"_s}));
        QVERIFY2(program.end() == 0, program.err());
        QVERIFY(!program.event(u"live-01"_s, u"up"_s, u"skipped"_s).isEmpty());
        QCOMPARE(whatRuns(), before);
    }

    void stopsAtAHostThatDoesNotBecomeHealthy()
    {
        begin(u"2.0"_s);
        const auto before = whatRuns();
        Program program(m_home.path());
        program.start(deploy(u"3.0"_s));
        QCOMPARE(program.end(), 1);
        QVERIFY(!program.event(u"app-01"_s, u"health"_s, u"failed"_s).isEmpty());
        const QString failure = program.line(u"result"_s)[u"failure"_s].toString();
        QVERIFY2(failure.startsWith(u"app-01, cart, health: "_s), qPrintable(failure));
        QVERIFY2(failure.contains(u"unhealthy"_s), qPrintable(failure));
        QCOMPARE(program.touchedHosts(), QStringList{u"app-01"_s});
        const auto after = whatRuns();
        QCOMPARE(after[0].value(0).digest, m_digests[u"3.0"_s]);
        QCOMPARE(after[1], before[1]);
        QCOMPARE(after[2], before[2]);
        const DeployRun run = lastRun();
        QCOMPARE(run.state, RunState::Paused);
        QCOMPARE(stateOf(run, 0, DeployStep::Health), StepState::Failed);
        QCOMPARE(stateOf(run, 0, DeployStep::Verify), StepState::Waiting);
        QVERIFY(isUntouched(run.lanes[1]) && isUntouched(run.lanes[2]));
    }

    void goesBackToWhatRanBeforeWithTheReasonInTheLedger()
    {
        begin(u"2.0"_s);
        const auto before = whatRuns();
        Program broken(m_home.path());
        broken.start(deploy(u"3.0"_s));
        QCOMPARE(broken.end(), 1);
        QCOMPARE(broken.line(u"result"_s)[u"outcome"_s].toString(), u"paused"_s);

        Program retry(m_home.path()); // it fails for the same reason, and touches nobody else
        retry.start({u"retry"_s, workspace(), u"--run"_s, u"last"_s, u"--json"_s});
        QCOMPARE(retry.end(), 1);
        QCOMPARE(retry.touchedHosts(), QStringList{u"app-01"_s});

        Program back(m_home.path());
        back.start({u"rollback"_s, workspace(), u"--run"_s, u"last"_s, u"--reason"_s, u"cart is ill"_s, u"--json"_s});
        QVERIFY2(back.end() == 0, back.err());
        QCOMPARE(back.touchedHosts(), QStringList{u"app-01"_s});
        const auto after = whatRuns();
        for (qsizetype i = 0; i < 3; ++i)
            QCOMPARE(after[i].value(0).digest, before[i].value(0).digest);
        QCOMPARE(after[1], before[1]); // not even restarted
        const auto stores = open();
        const LedgerEntry intent = wait(stores->ledger().entries(0, 2)).value().last();
        QVERIFY(intent.detail.contains("cart is ill") && intent.detail.contains("rollbackOfEntry"));
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
    }

    void aKilledProgramTellsTheTruthAtItsNextStart()
    {
        begin(u"2.0"_s);
        const auto before = whatRuns();
        {
            Program killed(m_home.path());
            killed.start(deploy(u"1.0"_s));
            QVERIFY2(killed.reaches(u"app-01"_s, u"up"_s, u"running"_s), killed.err());
            // What is printed goes to the disk next, and only then to the host.
            QTRY_VERIFY_WITH_TIMEOUT(isBusy(m_hosts[0]), 20'000);
            killed.kill();
        }
        QTRY_VERIFY_WITH_TIMEOUT(!isBusy(m_hosts[0]), 60'000);
        expectIntentOnly();

        Program next(m_home.path());
        next.start(deploy(u"1.0"_s, u"staging"_s, {u"--plan-only"_s}));
        QCOMPARE(next.end(), 0);
        QVERIFY2(next.err().contains("interrupted"), next.err());
        expectTruth();
        const auto after = whatRuns();
        QCOMPARE(after[1], before[1]);
        QCOMPARE(after[2], before[2]);

        Program again(m_home.path()); // found once, told once
        again.start(deploy(u"1.0"_s, u"staging"_s, {u"--plan-only"_s}));
        QCOMPARE(again.end(), 0);
        QVERIFY2(!again.err().contains("interrupted"), again.err());
    }

    void anInterruptCancelsAndTheLedgerSaysSo()
    {
        begin(u"2.0"_s);
        const auto before = whatRuns();
        Program program(m_home.path());
        program.start(deploy(u"1.0"_s));
        QVERIFY2(program.reaches(u"app-01"_s, u"up"_s, u"running"_s), program.err());
        program.interrupt();
        QCOMPARE(program.end(), 5);
        QCOMPARE(program.line(u"result"_s)[u"outcome"_s].toString(), u"cancelled"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!isBusy(m_hosts[0]), 10'000); // its remote command was ended
        const auto after = whatRuns();
        QCOMPARE(after[1], before[1]);
        QCOMPARE(after[2], before[2]);

        const DeployRun run = lastRun();
        QCOMPARE(run.state, RunState::Cancelled);
        QCOMPARE(stateOf(run, 0, DeployStep::Up), StepState::Unknown);
        QVERIFY(isUntouched(run.lanes[1]) && isUntouched(run.lanes[2]));
        const auto stores = open();
        const LedgerEntry entry = wait(stores->ledger().entries(0, 1)).value().first();
        QCOMPARE(entry.action, u"deploy.result"_s);
        QCOMPARE(entry.outcome, u"cancelled"_s);
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
    }

    void refusesBeforeItTouchesAnything_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        const auto of = [this](const char *product, const char *environment) {
            return QStringList{u"deploy"_s, workspace(), u"--product"_s, QString::fromLatin1(product), u"--version"_s,
                u"1.0"_s, u"--json"_s, u"--env"_s, QString::fromLatin1(environment)};
        };
        QTest::newRow("unknown product") << of("shoe", "staging") << 2;
        QTest::newRow("unknown environment") << of("shop", "stagging") << 2;
        QTest::newRow("production, not confirmed") << of("shop", "production") << 3;
        QTest::newRow("production, another confirmed")
            << of("shop", "production") + QStringList{u"--confirm"_s, u"staging"_s} << 3;
    }

    void refusesBeforeItTouchesAnything()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, exitCode);
        const auto before = whatRuns();
        const auto known = entryCount();
        Program program(m_home.path());
        program.start(arguments);
        QCOMPARE(program.end(), exitCode);
        QVERIFY(!program.err().isEmpty());
        QVERIFY(program.touchedHosts().isEmpty());
        QCOMPARE(whatRuns(), before);
        QCOMPARE(entryCount(), known);
    }

    void makesNoPlanWhileAHostCannotBeReached()
    {
        const auto before = whatRuns();
        const auto known = entryCount();
        m_hosts[1].stopSsh();
        Program program(m_home.path());
        program.start(deploy(u"1.0"_s));
        const int exitCode = program.end();
        QVERIFY(m_hosts[1].startSsh());
        QCOMPARE(exitCode, 4);
        QVERIFY2(program.line(u"error"_s)[u"origin"_s].toString().contains(u"app-02"_s), program.err());
        QCOMPARE(whatRuns(), before);
        QCOMPARE(entryCount(), known);
    }

private:
    QString workspace() const { return m_home.filePath(u"ws"_s); }

    QStringList deploy(
        const QString &version, const QString &environment = u"staging"_s, const QStringList &more = {}) const
    {
        return QStringList{u"deploy"_s, workspace(), u"--product"_s, u"shop"_s, u"--version"_s, version, u"--env"_s,
                   environment, u"--json"_s, u"--override"_s, u"last=the test goes on"_s}
        + more;
    }

    void writeWorkspace()
    {
        QByteArray yaml = Products;
        yaml.replace("IMAGE", m_registry.host().toUtf8() + "/shop/cart");
        yaml += "hosts:\n";
        for (int i = 0; i < 3; ++i)
            yaml += hostYaml(u"app-0%1"_s.arg(i + 1), u"staging"_s, m_hosts[i].spec());
        yaml += hostYaml(u"live-01"_s, u"production"_s, m_hosts[2].spec());
        QVERIFY(writeFile(workspace() + u"/opsdeck.yaml"_s, "name: e2e\n" + yaml));
        QVERIFY(writeFile(workspace() + u"/cart.yml"_s, Compose));
        const LoadedWorkspace loaded = loadWorkspace(workspace());
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            qWarning().noquote() << diagnostic.text();
        QVERIFY(loaded.isUsable());
    }

    /// Where a test starts, whatever the one before left.
    void begin(const QString &version)
    {
        Program program(m_home.path());
        program.start(deploy(version));
        QVERIFY2(program.end() == 0, program.err());
        QCOMPARE(digestsThatRun(), QStringList(3, m_digests[version]));
    }

    static QList<Running> whatRunsOn(const RealDockerHost &host)
    {
        QList<Running> all;
        const auto ids = host.docker({u"ps"_s, u"-q"_s, u"--no-trunc"_s}).out.split('\n');
        for (const QByteArray &id : ids) {
            if (id.isEmpty())
                continue;
            const QString container = QString::fromLatin1(id);
            const auto image = host.docker({u"inspect"_s, u"-f"_s, u"{{.Image}}"_s, container}).out.trimmed();
            const auto digests = host.docker(
                {u"image"_s, u"inspect"_s, u"-f"_s, u"{{join .RepoDigests \" \"}}"_s, QString::fromLatin1(image)});
            all.append({container, QString::fromLatin1(digests.out.trimmed()).section(u'@', 1)});
        }
        return all;
    }

    QList<QList<Running>> whatRuns() const
    {
        QList<QList<Running>> all;
        for (const RealDockerHost &host : m_hosts)
            all.append(whatRunsOn(host));
        return all;
    }

    /// Of each host; a host that runs nothing, or several, has a text that no digest equals.
    QStringList digestsThatRun() const
    {
        QStringList digests;
        for (const QList<Running> &running : whatRuns())
            digests.append(running.size() == 1 ? running[0].digest : u"%1 containers"_s.arg(running.size()));
        return digests;
    }

    /// The program's own files; it must not run meanwhile.
    std::unique_ptr<Stores> open() const
    {
        const QDir data(m_home.filePath(u"data"_s));
        const QStringList folders = data.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        auto stores = openStores(data.filePath(folders.value(0)));
        return stores && folders.size() == 1 ? std::move(*stores) : nullptr;
    }

    DeployRun lastRun() const { return wait(open()->ledger().runs(1)).value().value(0); }
    qsizetype entryCount() const { return wait(open()->ledger().entries(0, 1000)).value().size(); }

    /// Without those that wait for a person.
    static QList<std::pair<DeployRun, QString>> begunAndNotEnded(Stores &stores)
    {
        auto runs = wait(stores.ledger().openRuns()).value();
        runs.removeIf([](const auto &run) { return run.first.state == RunState::Paused; });
        return runs;
    }

    /// Right after the crash: what was meant is written, and no end.
    void expectIntentOnly()
    {
        const auto stores = open();
        const LedgerEntry entry = wait(stores->ledger().entries(0, 1)).value().first();
        QCOMPARE(entry.action, u"deploy.intent"_s);
        const auto runs = begunAndNotEnded(*stores);
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs[0].first.id.text(), entry.reference);
        m_killed = runs[0].first.id;
        QCOMPARE(stateOf(runs[0].first, 0, DeployStep::Write), StepState::Done);
        QCOMPARE(stateOf(runs[0].first, 0, DeployStep::Up), StepState::Running);
    }

    void expectTruth()
    {
        const auto stores = open();
        QCOMPARE(begunAndNotEnded(*stores).size(), 0);
        const DeployRun run = wait(stores->ledger().runs(1)).value().first();
        QCOMPARE(run.id, m_killed);
        QCOMPARE(run.state, RunState::Interrupted);
        QCOMPARE(stateOf(run, 0, DeployStep::Pull), StepState::Done);
        QCOMPARE(stateOf(run, 0, DeployStep::Write), StepState::Done);
        QCOMPARE(stateOf(run, 0, DeployStep::Up), StepState::Unknown);
        QCOMPARE(stateOf(run, 0, DeployStep::Health), StepState::Waiting);
        QVERIFY(isUntouched(run.lanes[1]) && isUntouched(run.lanes[2]));

        const LedgerEntry entry = wait(stores->ledger().entries(0, 1)).value().first();
        QCOMPARE(entry.action, u"deploy.interrupted"_s);
        QCOMPARE(entry.reference, m_killed.text());
        const auto hosts = QJsonDocument::fromJson(entry.detail).object()[u"hosts"_s].toArray();
        const auto real = whatRuns();
        QCOMPARE(hosts.size(), 3);
        for (int i = 0; i < 3; ++i) {
            const QString runs = real[i].isEmpty() ? u"nothing runs"_s : real[i][0].digest;
            QCOMPARE(hosts[i].toObject()[u"found"_s].toString(), runs);
        }
        QVERIFY(hosts[0].toObject()[u"journal"_s].toString().contains(u"up unknown"_s));
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
    }

    QTemporaryDir m_home;
    SshKey m_key;
    RealRegistry m_registry;
    RealDockerHost m_builder{30, m_key};
    std::array<RealDockerHost, 3> m_hosts{{{31, m_key}, {32, m_key}, {33, m_key}}};
    QMap<QString, QString> m_digests; ///< by version
    RunId m_killed;
};

QTEST_GUILESS_MAIN(RealDeployTest)
#include "tst_realdeploy.moc"
