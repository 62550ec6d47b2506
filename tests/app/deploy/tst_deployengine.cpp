// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/engine.h"
#include "app/deploy/planner.h"
#include "app/deploy/processowner.h"
#include "app/deploy/recovery.h"
#include "backends/store/stores.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

const Digest oldDigest = Digest::parse(QStringLiteral("sha256:") + QString(64, u'a'));
const Digest newDigest = Digest::parse(QStringLiteral("sha256:") + QString(64, u'b'));
const ImageRef image = *ImageRef::parse(QStringLiteral("127.0.0.1:5000/shop/cart"));
const ModuleId cart(QStringLiteral("cart"));
const QString composeFile = QStringLiteral("/srv/cart/docker-compose.yml");
const QByteArray composeText = "services:\n  cart:\n    image: IMAGE\n";

class FakeRegistry : public ImageResolver
{
public:
    QMap<QString, Digest> digests{{QStringLiteral("2.4.1"), newDigest}};

    QCoro::Task<Result<Digest>> resolve(ImageRef ref, std::stop_token) override
    {
        if (!digests.contains(ref.tag))
            co_return failure(Error::Kind::NotFound, ref.text());
        co_return digests.value(ref.tag);
    }
    QCoro::Task<Result<QStringList>> tags(ImageRef, std::stop_token) override
    {
        const QStringList all{QStringLiteral("2.4.1"), QStringLiteral("2.4.10"), QStringLiteral("2.4.9")};
        co_return all;
    }
};

StepState stateAt(const DeployRun::Lane &lane, DeployStep step)
{
    return lane.steps.at(static_cast<size_t>(step));
}

Container containerOf(const Digest &digest, Health health = Health::Healthy)
{
    Container container;
    container.id = QString(64, u'c');
    container.name = QStringLiteral("cart_cart_1");
    container.image = image.pinned(digest).text();
    container.digest = digest;
    container.state = QStringLiteral("running");
    container.health = health;
    container.composeProject = QStringLiteral("cart");
    container.composeService = QStringLiteral("cart");
    return container;
}

} // namespace

/// Three hosts that run version 2.4.0, a registry that has 2.4.1, and a real store in a temporary folder.
class DeployEngineTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stores> m_stores;
    std::array<FakeHost, 3> m_hosts;
    FakeHostPool m_pool;
    FakeRegistry m_registry;
    Workspace m_workspace;
    QList<DeployEvent> m_events;
    std::unique_ptr<EnvironmentGuard> m_guard;
    std::unique_ptr<DeployEngine> m_engine;
    std::stop_source m_stop;

    static HostId nameOf(size_t i) { return HostId(QStringLiteral("app-0%1").arg(i + 1)); }

    Result<DeployPlan> plan()
    {
        DeployOrder order{ProductId(QStringLiteral("shop")), QStringLiteral("2.4.1"),
            EnvironmentId(QStringLiteral("staging")), QStringLiteral("li@desk")};
        return wait(makePlan(&m_workspace, &m_pool, &m_registry, order, m_stop.get_token()));
    }

    /// Starts and waits for the end.
    DeployRun run(const DeployPlan &what)
    {
        const auto id = wait(m_engine->start(what, {}, QStringLiteral("li@desk"), m_stop.get_token()));
        if (!id)
            qFatal("the run did not start");
        waitForEnd();
        return wait(m_stores->ledger().runs(1)).value().first();
    }

    void waitForEnd()
    {
        const auto isOver = [this] {
            return !m_events.isEmpty()
                && (m_events.last().kind == DeployEvent::Kind::RunEnded
                    || m_events.last().runState == RunState::Paused);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOver(), 20'000);
    }

    QList<LedgerEntry> ledger() { return wait(m_stores->ledger().entries(0, 100)).value(); }

    /// What "up" does to a host: the container is replaced.
    void upMakes(FakeHost &host, Container container)
    {
        host.onExec = [&host, container](const QString &command) {
            if (command.contains(QStringLiteral(" up ")))
                host.running = {container};
        };
    }

    void makeWorkspace()
    {
        QFile file(m_folder->filePath(QStringLiteral("cart.yml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(composeText);
        m_workspace = {};
        m_workspace.environments = {{EnvironmentId(QStringLiteral("staging")), QStringLiteral("Staging"), false}};
        ProductModule part;
        part.id = cart;
        part.image = image;
        part.compose = file.fileName();
        part.directory = QStringLiteral("/srv/cart");
        part.composeProject = QStringLiteral("cart");
        part.services = QStringList{QStringLiteral("cart")};
        part.placements = {{EnvironmentId(QStringLiteral("staging")), {nameOf(0), nameOf(1), nameOf(2)}}};
        Product product;
        product.id = ProductId(QStringLiteral("shop"));
        product.modules = {part};
        m_workspace.products = {product};
        m_workspace.policies.healthTimeout = std::chrono::seconds(2);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_events.clear();
        m_pool.hosts.clear();
        m_registry = FakeRegistry();
        for (size_t i = 0; i < m_hosts.size(); ++i) {
            m_hosts[i] = FakeHost();
            m_hosts[i].running = {containerOf(oldDigest)};
            m_hosts[i].files.insert(composeFile, "services: {cart: {image: by hand}}\n");
            upMakes(m_hosts[i], containerOf(newDigest));
            m_pool.hosts.insert(nameOf(i), &m_hosts[i]);
        }
        makeWorkspace();
        auto stores = openStores(m_folder->filePath(QStringLiteral("data")));
        QVERIFY(stores.has_value());
        m_stores = std::move(*stores);
        m_guard = std::make_unique<EnvironmentGuard>(
            m_workspace, m_pool, QStringLiteral("li@desk"), QStringLiteral("here"));
        m_engine = std::make_unique<DeployEngine>(RunTools{m_pool, {}, m_workspace.policies},
            RunGuards{*m_guard, &m_registry}, m_stores->ledger(),
            [this](const DeployEvent &event) { m_events.append(event); });
    }

    void cleanup()
    {
        m_engine.reset();
        m_stores.reset();
    }

    void aPlanShowsWhatRunsAndWhatWillRunAndTouchesNothing()
    {
        const auto made = plan();
        QVERIFY(made.has_value());
        QCOMPARE(made->hosts(), (QList{nameOf(0), nameOf(1), nameOf(2)}));
        const HostChange &change = made->changes.first();
        QCOMPARE(change.running, oldDigest);
        QCOMPARE(change.wanted, image.pinned(newDigest));
        QVERIFY(change.composeAfter.contains(image.pinned(newDigest).text().toUtf8()));
        QVERIFY(change.composeAfter.startsWith("# Written by Opsdeck: shop, module cart."));
        QCOMPARE(m_hosts[0].log, QStringList{QStringLiteral("read ") + composeFile});
        QCOMPARE(ledger().size(), 0);
    }

    void aPlanWithAHoleIsNoPlan()
    {
        m_hosts[1].offline = Error{Error::Kind::Network, nameOf(1).text(), QStringLiteral("no route"), 0, {}};
        QCOMPARE(plan().error().kind, Error::Kind::Network);
        m_hosts[1].offline.reset();
        m_registry.digests.clear();
        QCOMPARE(plan().error().kind, Error::Kind::NotFound);
    }

    void versionsAreSortedAsNumbers()
    {
        const auto versions = wait(
            deployableVersions(&m_workspace, &m_registry, ProductId(QStringLiteral("shop")), m_stop.get_token()));
        QCOMPARE(*versions, (QStringList{QStringLiteral("2.4.10"), QStringLiteral("2.4.9"), QStringLiteral("2.4.1")}));
    }

    void deploysHostByHostAndProvesTheDigest()
    {
        const DeployRun done = run(plan().value());
        QCOMPARE(done.state, RunState::Done);
        for (const DeployRun::Lane &lane : done.lanes) {
            QVERIFY(!isOpen(lane));
            QCOMPARE(stateAt(lane, DeployStep::Verify), StepState::Done);
            QCOMPARE(stateAt(lane, DeployStep::Gate), StepState::Absent);
            QCOMPARE(lane.note.plain(), QStringLiteral("digest verified"));
        }
        for (FakeHost &host : m_hosts) {
            QVERIFY(host.files.value(composeFile).contains(newDigest.text().toUtf8()));
            QCOMPARE(host.files.size(), 2); // and the backup of the old one
            QCOMPARE(host.files.first() == "services: {cart: {image: by hand}}\n"
                    || host.files.last() == "services: {cart: {image: by hand}}\n",
                true);
        }
        const auto entries = ledger();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(1).action, QStringLiteral("deploy.intent"));
        QCOMPARE(entries.at(0).action, QStringLiteral("deploy.result"));
        QCOMPARE(entries.at(0).outcome, QStringLiteral("done"));
        QCOMPARE(entries.at(0).reference, done.id.text());
        QCOMPARE(wait(m_stores->ledger().verifyChain()).value(), 0);
    }

    void whatTheWorkspaceNamesIsDataAndNeverSyntax()
    {
        m_workspace.products[0].modules[0].composeProject = QStringLiteral("a; touch /tmp/x");
        m_hosts[0].running = {};
        run(plan().value());
        QVERIFY(!m_hosts[0].log.filter(QStringLiteral("-p 'a; touch /tmp/x' ")).isEmpty());
    }

    void usesTheOlderComposeWhereThePluginIsMissing()
    {
        ExecResult missing;
        missing.exitStatus = 1;
        m_hosts[0].answers.insert(QStringLiteral("docker compose"), missing);
        run(plan().value());
        QVERIFY(!m_hosts[0].log.filter(QStringLiteral("docker-compose -p cart")).isEmpty());
        QVERIFY(!m_hosts[1].log.filter(QStringLiteral("docker compose -p cart")).isEmpty());
    }

    void doesNothingWhereTheDigestRunsAlready()
    {
        run(plan().value());
        for (FakeHost &host : m_hosts)
            host.log.clear();
        m_events.clear();
        const DeployRun again = run(plan().value());
        QCOMPARE(again.state, RunState::Done);
        QCOMPARE(stateAt(again.lanes.first(), DeployStep::Pull), StepState::Skipped);
        for (const FakeHost &host : m_hosts)
            QCOMPARE(
                host.log, QStringList(2, QStringLiteral("read ") + composeFile)); // for the plan, and before the run
    }

    void aFailureStopsBeforeTheNextHostAndSaysWhichCommandFailed()
    {
        ExecResult broken;
        broken.exitStatus = 1;
        broken.err = "manifest unknown";
        m_hosts[1].answers.insert(QStringLiteral("docker pull"), broken);
        const auto frozen = plan();
        const DeployRun failed = run(*frozen);
        QCOMPARE(failed.state, RunState::Paused);
        QVERIFY2(
            failureLine(failed.failedAt, failed.failure).startsWith(QStringLiteral("app-02, cart, pull: docker pull")),
            qPrintable(failed.failure.plain()));
        QVERIFY(failed.failure.plain().contains(QStringLiteral("manifest unknown")));
        QCOMPARE(stateAt(failed.lanes.at(1), DeployStep::Pull), StepState::Failed);
        QCOMPARE(m_hosts[2].log.filter(QRegularExpression(QStringLiteral("^docker"))), QStringList());
        QCOMPARE(m_hosts[1].files.value(composeFile), QByteArray("services: {cart: {image: by hand}}\n"));
        QCOMPARE(ledger().first().outcome, QStringLiteral("paused"));
    }

    void anUnhealthyContainerFailsWithItsLog()
    {
        upMakes(m_hosts[0], containerOf(newDigest, Health::Unhealthy));
        ExecResult log;
        log.exitStatus = 0;
        log.out = "cannot reach cart-db\n";
        m_hosts[0].answers.insert(QStringLiteral("docker logs"), log);
        const DeployRun failed = run(plan().value());
        QCOMPARE(failed.state, RunState::Paused);
        QVERIFY(failed.failure.plain().contains(QStringLiteral("cart_cart_1 is unhealthy")));
        const bool told = std::any_of(m_events.cbegin(), m_events.cend(),
            [](const DeployEvent &event) { return event.text.text == u"log: cannot reach cart-db"; });
        QVERIFY(told);
    }

    void aContainerThatNeverGetsHealthyTimesOut()
    {
        upMakes(m_hosts[0], containerOf(newDigest, Health::Starting));
        const DeployRun failed = run(plan().value());
        QVERIFY(failed.failure.plain().contains(QStringLiteral("not healthy after 2 s")));
    }

    void aWrongDigestIsNoSuccess()
    {
        upMakes(m_hosts[0], containerOf(oldDigest));
        const DeployRun failed = run(plan().value());
        QCOMPARE(stateAt(failed.lanes.first(), DeployStep::Verify), StepState::Failed);
        QVERIFY(failed.failure.plain().contains(oldDigest.text()));
    }

    void refusesAFileThatChangesWhileItRuns()
    {
        // Within the moment after the run began to look.
        m_hosts[0].onExec = [this](const QString &command) {
            if (command.contains(QStringLiteral("docker pull")))
                m_hosts[0].files.insert(composeFile, "edited: meanwhile\n");
        };
        const DeployRun failed = run(plan().value());
        QCOMPARE(stateAt(failed.lanes.first(), DeployStep::Write), StepState::Failed);
        QCOMPARE(m_hosts[0].files.value(composeFile), QByteArray("edited: meanwhile\n"));
    }

    void aCancelledRunSaysWhatIsNotKnown()
    {
        m_hosts[0].hangs = true;
        const auto id = wait(m_engine->start(plan().value(), {}, QStringLiteral("li@desk"), m_stop.get_token()));
        QTRY_VERIFY(!m_hosts[0].log.filter(QStringLiteral("pull")).isEmpty());
        m_engine->cancel(*id);
        waitForEnd();
        const DeployRun run = wait(m_stores->ledger().runs(1)).value().first();
        QCOMPARE(run.state, RunState::Cancelled);
        QCOMPARE(stateAt(run.lanes.first(), DeployStep::Pull), StepState::Unknown);
        QCOMPARE(stateAt(run.lanes.at(1), DeployStep::Pull), StepState::Waiting);
        QCOMPARE(ledger().first().outcome, QStringLiteral("cancelled"));
    }

    void theEndOfTheEngineEndsItsRunsTruthfully()
    {
        m_hosts[0].hangs = true;
        QVERIFY(wait(m_engine->start(plan().value(), {}, QStringLiteral("li@desk"), m_stop.get_token())));
        QTRY_VERIFY(!m_hosts[0].log.filter(QStringLiteral("pull")).isEmpty());
        m_engine.reset();
        QCOMPARE(wait(m_stores->ledger().runs(1)).value().first().state, RunState::Interrupted);
    }

    void findsARunWhoseProcessDied()
    {
        const DeployPlan frozen = plan().value();
        const RunId id(QStringLiteral("11111111-2222-3333-4444-555555555555"));
        const QString dead = QStringLiteral("999999999 1 ") + QSysInfo::machineHostName();
        QVERIFY(wait(m_stores->ledger().beginRun(id, frozen, dead, QDateTime::currentDateTimeUtc())));
        RunJournal journal(id, m_stores->ledger(), [](const DeployEvent &) {});
        const Phrase nothing;
        QVERIFY(wait(journal.step(nameOf(0), cart, DeployStep::Pull, StepState::Done, nothing, m_stop.get_token())));
        QVERIFY(wait(journal.step(nameOf(0), cart, DeployStep::Up, StepState::Running, nothing, m_stop.get_token())));
        m_hosts[0].running = {containerOf(newDigest)};
        m_hosts[2].offline = Error{Error::Kind::Network, {}, QStringLiteral("no route"), 0, {}};

        QCOMPARE(
            wait(recoverRuns(&m_stores->ledger(), &m_pool, QStringLiteral("li@desk"), m_stop.get_token())).value(), 1);

        const DeployRun run = wait(m_stores->ledger().runs(1)).value().first();
        QCOMPARE(run.state, RunState::Interrupted);
        const LedgerEntry entry = ledger().first();
        QCOMPARE(entry.action, QStringLiteral("deploy.interrupted"));
        const QString detail = QString::fromUtf8(entry.detail);
        QVERIFY(detail.contains(QStringLiteral("pull done, write waiting, up unknown")));
        QVERIFY(detail.contains(newDigest.text()));
        QVERIFY(detail.contains(QStringLiteral("could not be asked: no route")));
        // Found once is found for good.
        QCOMPARE(
            wait(recoverRuns(&m_stores->ledger(), &m_pool, QStringLiteral("li@desk"), m_stop.get_token())).value(), 0);
    }

    void leavesTheRunsOfLivingProcessesAlone()
    {
        const RunId id(QStringLiteral("r"));
        QVERIFY(wait(m_stores->ledger().beginRun(id, plan().value(), processOwner(), QDateTime::currentDateTimeUtc())));
        QCOMPARE(wait(recoverRuns(&m_stores->ledger(), &m_pool, QStringLiteral("li"), m_stop.get_token())).value(), 0);
        QVERIFY(mayBeAlive(QStringLiteral("1 1 another-machine")));
        QVERIFY(!mayBeAlive(QStringLiteral("nonsense")));
    }
};

QTEST_GUILESS_MAIN(DeployEngineTest)
#include "tst_deployengine.moc"
