// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/engine.h"
#include "app/deploy/environmentguard.h"
#include "app/deploy/planner.h"
#include "app/deploy/rollback.h"
#include "backends/store/stores.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

#include <QUuid>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr size_t HostCount = 6;
const Digest oldDigest = Digest::parse(u"sha256:"_s + QString(64, u'a'));
const Digest newDigest = Digest::parse(u"sha256:"_s + QString(64, u'b'));
const ImageRef image = *ImageRef::parse(u"127.0.0.1:5000/shop/cart"_s);
const QString composeFile = u"/srv/cart/docker-compose.yml"_s;
const QByteArray composeBefore = "services: {cart: {image: by hand}}\n";
const EnvironmentId staging(u"staging"_s);
const QString actor = u"li@desk"_s;

class Registry : public ImageResolver
{
public:
    QMap<QString, Digest> digests{{u"2.4.1"_s, newDigest}};
    QSet<Digest> held{oldDigest, newDigest};

    QCoro::Task<Result<Digest>> resolve(ImageRef ref, std::stop_token) override
    {
        const Digest found = ref.tag.isEmpty() ? ref.digest : digests.value(ref.tag);
        if (!held.contains(found))
            co_return failure(Error::Kind::NotFound, ref.text());
        co_return found;
    }
    QCoro::Task<Result<QStringList>> tags(ImageRef, std::stop_token) override
    {
        const QStringList all = digests.keys();
        co_return all;
    }
};

Container containerOf(const Digest &digest, Health health = Health::Healthy)
{
    Container container;
    container.id = QString(64, u'c');
    container.name = u"cart_cart_1"_s;
    container.image = image.pinned(digest).text();
    container.digest = digest;
    container.state = u"running"_s;
    container.health = health;
    container.composeProject = u"cart"_s;
    container.composeService = u"cart"_s;
    return container;
}

StepState stateAt(const DeployRun::Lane &lane, DeployStep step)
{
    return lane.steps.at(static_cast<size_t>(step));
}

} // namespace

/// Six hosts that run version 2.4.0, a registry that has 2.4.1, and a real store.
class RolloutTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stores> m_stores;
    std::array<FakeHost, HostCount> m_hosts;
    FakeHostPool m_pool;
    Registry m_registry;
    Workspace m_workspace;
    QList<DeployEvent> m_events;
    QStringList m_order; ///< "HOST up" as it happened
    std::unique_ptr<EnvironmentGuard> m_guard;
    std::unique_ptr<DeployEngine> m_engine;
    std::stop_source m_stop;

    static HostId nameOf(size_t i) { return HostId(u"app-0%1"_s.arg(i + 1)); }

    Rollout &pace() { return m_workspace.environments[0].pace; }

    DeployPlan plan()
    {
        const DeployOrder order{ProductId(u"shop"_s), u"2.4.1"_s, staging, actor};
        auto made = wait(makePlan(&m_workspace, &m_pool, &m_registry, order, m_stop.get_token()));
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        return *made;
    }

    DeployRun stored(const RunId &id) { return wait(m_stores->ledger().run(id)).value(); }

    DeployRun waitForEnd(const RunId &id)
    {
        const auto isOver = [&] {
            return !m_events.isEmpty() && m_events.last().run == id
                && (m_events.last().kind == DeployEvent::Kind::RunEnded
                    || m_events.last().runState == RunState::Paused);
        };
        spinUntil(isOver, 20'000);
        if (!isOver())
            qFatal("the run did not end");
        return stored(id);
    }

    DeployRun run(const DeployPlan &what)
    {
        const auto id = wait(m_engine->start(what, actor, m_stop.get_token()));
        if (!id)
            qFatal("%s", qPrintable(id.error().detail));
        return waitForEnd(*id);
    }

    DeployRun goOn(const RunId &id, RolloutRunner::Work what)
    {
        m_events.clear();
        const auto resumed = wait(m_engine->resume(id, what, actor, m_stop.get_token()));
        if (!resumed)
            qFatal("%s", qPrintable(resumed.error().detail));
        return waitForEnd(id);
    }

    void upMakes(size_t host, Container container)
    {
        m_hosts[host].onExec = [this, host, container](const QString &command) {
            if (!command.contains(u" up "_s))
                return;
            m_order.append(nameOf(host).text());
            m_hosts[host].running = {container};
        };
    }

    QStringList commandsOn(size_t host) { return m_hosts[host].log.filter(QRegularExpression(u"^docker"_s)); }

    QStringList actions()
    {
        QStringList found;
        const auto entries = wait(m_stores->ledger().entries(0, 100));
        for (const LedgerEntry &entry : *entries)
            found.prepend(entry.action);
        return found;
    }

    void makeWorkspace()
    {
        QFile file(m_folder->filePath(u"cart.yml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("services:\n  cart:\n    image: IMAGE\n");
        ProductModule part{.id = ModuleId(u"cart"_s), .image = image, .compose = file.fileName()};
        part.directory = u"/srv/cart"_s;
        part.composeProject = u"cart"_s;
        part.services = QStringList{u"cart"_s};
        ProductModule::Placement placement{staging, {}};
        m_workspace = {};
        for (size_t i = 0; i < HostCount; ++i) {
            placement.hosts.append(nameOf(i));
            m_workspace.hosts.append(HostSpec{.id = nameOf(i), .address = u"10.0.0.%1"_s.arg(i + 1)});
        }
        part.placements = {placement};
        m_workspace.environments = {{staging, u"Staging"_s, false, {}}};
        m_workspace.products = {Product{.id = ProductId(u"shop"_s), .modules = {part}}};
        m_workspace.policies.healthTimeout = std::chrono::seconds(2);
    }

    void makeEngine()
    {
        m_engine.reset();
        m_guard = std::make_unique<EnvironmentGuard>(m_workspace, actor, QUuid::createUuid().toString());
        m_engine = std::make_unique<DeployEngine>(RunTools{m_pool, nullptr, m_workspace.policies}, &m_registry,
            *m_guard, m_stores->ledger(), [this](const DeployEvent &event) { m_events.append(event); });
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_events.clear();
        m_order.clear();
        m_pool.hosts.clear();
        m_registry = Registry();
        for (size_t i = 0; i < HostCount; ++i) {
            m_hosts[i] = FakeHost();
            m_hosts[i].running = {containerOf(oldDigest)};
            m_hosts[i].files.insert(composeFile, composeBefore);
            upMakes(i, containerOf(newDigest));
            m_pool.hosts.insert(nameOf(i), &m_hosts[i]);
        }
        makeWorkspace();
        auto stores = openStores(m_folder->filePath(u"data"_s));
        QVERIFY(stores.has_value());
        m_stores = std::move(*stores);
        makeEngine();
    }

    void cleanup()
    {
        m_engine.reset();
        m_stores.reset();
    }

    void batchesAreNumbersOrSharesAndNeverEmpty()
    {
        QList<HostId> hosts;
        for (size_t i = 0; i < HostCount; ++i)
            hosts.append(nameOf(i));
        const auto sizes = [&](const QString &batch, bool canary) {
            QList<qsizetype> found;
            for (const QList<HostId> &one :
                batchesOf(hosts, {.batch = *BatchSize::parse(batch), .pauseAfterFirst = canary}))
                found.append(one.size());
            return found;
        };
        QCOMPARE(sizes(u"1"_s, false), (QList<qsizetype>{1, 1, 1, 1, 1, 1}));
        QCOMPARE(sizes(u"4"_s, false), (QList<qsizetype>{4, 2}));
        QCOMPARE(sizes(u"50%"_s, false), (QList<qsizetype>{3, 3}));
        QCOMPARE(sizes(u"1%"_s, true), (QList<qsizetype>{1, 1, 1, 1, 1, 1}));
        QCOMPARE(sizes(u"100%"_s, true), (QList<qsizetype>{1, 5}));
        for (const QString &wrong : {u"0"_s, u"-1"_s, u"101%"_s, u"%"_s, u""_s, u"many"_s, u"1.5"_s})
            QVERIFY2(!BatchSize::parse(wrong), qPrintable(wrong));
    }

    void aPlanKeepsItsRolloutThroughItsJson()
    {
        pace() = {.batch = {1, 25}, .parallel = 3, .wait = std::chrono::seconds(7), .pauseAfterFirst = true};
        m_workspace.products[0].drain = QStringList{u"/opt/out"_s, u"{host}"_s};
        m_workspace.products[0].gates
            = {{u"answers"_s, u"http://{address}/health"_s, {}, std::chrono::seconds(9), std::chrono::seconds(3)}};
        const DeployPlan made = plan();
        QCOMPARE(planFromJson(toJson(made)).value(), made);
        DeployPlan other = made;
        other.rollout.wait = std::chrono::seconds(8);
        QVERIFY(planHash(other) != planHash(made));
    }

    void aHostThatFailsStopsBeforeTheNextBatchAndOnlyItIsRetried()
    {
        upMakes(2, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        QCOMPARE(paused.state, RunState::Paused);
        QCOMPARE(paused.failedAt->host, nameOf(2));
        QCOMPARE(paused.failedAt->step, DeployStep::Health);
        for (size_t i = 3; i < HostCount; ++i) {
            QCOMPARE(commandsOn(i), QStringList());
            QCOMPARE(m_hosts[i].running.first().digest, oldDigest);
        }
        QCOMPARE(wait(m_engine->resume(paused.id, RolloutRunner::Work::Rest, actor, m_stop.get_token())).error().kind,
            Error::Kind::Refused);

        for (FakeHost &host : m_hosts)
            host.log.clear();
        upMakes(2, containerOf(newDigest));
        const DeployRun retried = goOn(paused.id, RolloutRunner::Work::Broken);
        QCOMPARE(retried.state, RunState::Paused);
        QVERIFY(!retried.failedAt);
        for (size_t i = 0; i < HostCount; ++i)
            QCOMPARE(commandsOn(i).isEmpty(), i != 2);

        const DeployRun done = goOn(paused.id, RolloutRunner::Work::Rest);
        QCOMPARE(done.state, RunState::Done);
        QCOMPARE(m_order.last(), nameOf(5).text());
        QCOMPARE(actions(),
            (QStringList{u"deploy.intent"_s, u"deploy.result"_s, u"deploy.retry"_s, u"deploy.result"_s,
                u"deploy.resume"_s, u"deploy.result"_s}));
        QCOMPARE(wait(m_stores->ledger().verifyChain()).value(), 0);
    }

    void anotherProcessGoesOnWithAPausedRun()
    {
        pace().pauseAfterFirst = true;
        pace().batch = {1, 100};
        const DeployRun paused = run(plan());
        QCOMPARE(paused.state, RunState::Paused);
        QCOMPARE(m_order, QStringList{nameOf(0).text()});
        makeEngine(); // nothing of the first one is left
        QCOMPARE(goOn(paused.id, RolloutRunner::Work::Rest).state, RunState::Done);
        QCOMPARE(m_order.size(), HostCount);
    }

    void theHostsOfABatchRunBesideEachOtherWithinTheLimit()
    {
        pace().batch = {6, 0};
        pace().parallel = 2;
        for (FakeHost &host : m_hosts)
            host.hangs = true;
        const auto id = wait(m_engine->start(plan(), actor, m_stop.get_token()));
        QVERIFY(id.has_value());
        const auto busy = [&] {
            return std::count_if(m_hosts.cbegin(), m_hosts.cend(),
                [](const FakeHost &host) { return !host.log.filter(u"docker pull"_s).isEmpty(); });
        };
        QTRY_COMPARE(busy(), 2);
        m_engine->cancel(*id);
        const DeployRun run = waitForEnd(*id);
        QCOMPARE(run.state, RunState::Cancelled);
        QCOMPARE(busy(), 2);
        QCOMPARE(stateAt(run.lanes.at(0), DeployStep::Pull), StepState::Unknown);
        QVERIFY(run.lanes.at(0).note.isEmpty());
        QCOMPARE(stateAt(run.lanes.at(2), DeployStep::Pull), StepState::Waiting);
    }

    void pausingLetsTheHostsEndThatAreWorkedOn()
    {
        m_hosts[0].onExec = [this](const QString &command) {
            if (command.contains(u"docker pull"_s))
                m_engine->pause(m_events.last().run, u"wang"_s);
            if (command.contains(u" up "_s))
                m_hosts[0].running = {containerOf(newDigest)};
        };
        const DeployRun paused = run(plan());
        QCOMPARE(paused.state, RunState::Paused);
        QCOMPARE(paused.failure.plain(), u"paused by wang"_s);
        QVERIFY(!isOpen(paused.lanes.at(0)));
        QCOMPARE(commandsOn(1), QStringList());
    }

    void aSkippedHostNeedsAReasonAndIsLeftOut()
    {
        upMakes(1, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        QCOMPARE(wait(m_engine->skip(paused.id, nameOf(1), u"  "_s, actor, m_stop.get_token())).error().kind,
            Error::Kind::Usage);
        QVERIFY(wait(m_engine->skip(paused.id, nameOf(1), u"broken disk"_s, actor, m_stop.get_token())).has_value());
        const DeployRun done = goOn(paused.id, RolloutRunner::Work::Rest);
        QCOMPARE(done.state, RunState::Done);
        QCOMPARE(stateAt(done.lanes.at(1), DeployStep::Verify), StepState::Skipped);
        QVERIFY(done.lanes.at(1).note.plain().contains(u"broken disk"_s));
        QVERIFY(actions().contains(u"deploy.skip"_s));
    }

    void anAbortedRunIsOverForGood()
    {
        upMakes(0, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        QVERIFY(wait(m_engine->abort(paused.id, u"wrong version"_s, actor, m_stop.get_token())).has_value());
        QTRY_COMPARE(stored(paused.id).state, RunState::Failed);
        QCOMPARE(wait(m_engine->resume(paused.id, RolloutRunner::Work::Broken, actor, m_stop.get_token())).error().kind,
            Error::Kind::Refused);
        QVERIFY(wait(m_stores->ledger().openRuns()).value().isEmpty());
    }

    void drainGateAndUndrainStandAroundTheHost()
    {
        m_workspace.products[0].drain = QStringList{u"lb"_s, u"out"_s, u"{host}"_s};
        m_workspace.products[0].undrain = QStringList{u"lb"_s, u"in"_s, u"{address}"_s};
        m_workspace.products[0].gates = {{.name = u"smoke"_s, .command = {u"smoke"_s, u"a b"_s}}};
        QCOMPARE(run(plan()).state, RunState::Done);
        QStringList order;
        for (const QString &line : std::as_const(m_hosts[1].log)) {
            for (const QString &word :
                {u"docker pull"_s, u"lb out app-02"_s, u" up "_s, u"smoke 'a b'"_s, u"lb in 10.0.0.2"_s}) {
                if (line.contains(word))
                    order.append(word);
            }
        }
        QCOMPARE(order,
            (QStringList{u"docker pull"_s, u"lb out app-02"_s, u" up "_s, u"smoke 'a b'"_s, u"lb in 10.0.0.2"_s}));
    }

    void aGateThatDoesNotHoldStopsTheRunAndSaysWhy()
    {
        m_workspace.products[0].undrain = QStringList{u"lb"_s, u"in"_s};
        m_workspace.products[0].gates
            = {{.name = u"smoke"_s, .command = {u"smoke"_s}, .timeout = std::chrono::seconds(1)}};
        ExecResult broken;
        broken.exitStatus = 3;
        broken.err = "cart is empty";
        m_hosts[0].answers.insert(u"smoke"_s, broken);
        const DeployRun paused = run(plan());
        QCOMPARE(paused.failedAt->step, DeployStep::Gate);
        QVERIFY2(paused.failure.plain().contains(u"gate smoke"_s), qPrintable(paused.failure.plain()));
        QVERIFY(paused.failure.plain().contains(u"cart is empty"_s));
        QVERIFY2(m_hosts[0].log.filter(u"lb in"_s).isEmpty(), "traffic comes back only to what holds");
        QCOMPARE(commandsOn(1), QStringList());
    }

    void refusesToBeginWhereRealityIsAnother_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("told");
        QTest::newRow("another digest runs") << u"digest"_s << u"app-04, cart: aaaaaaaa"_s;
        QTest::newRow("a file was changed") << u"file"_s << composeFile;
        QTest::newRow("a host vanished") << u"host"_s << u"no route"_s;
        QTest::newRow("a tag was moved") << u"tag"_s << u"shop/cart:2.4.1"_s;
        QTest::newRow("an image was deleted") << u"image"_s << u"shop/cart:2.4.1"_s;
    }

    void refusesToBeginWhereRealityIsAnother()
    {
        QFETCH(QString, what);
        QFETCH(QString, told);
        const DeployPlan frozen = plan();
        if (what == u"digest")
            m_hosts[3].running = {containerOf(Digest::parse(u"sha256:"_s + QString(64, u'd')))};
        else if (what == u"file")
            m_hosts[3].files.insert(composeFile, "edited\n");
        else if (what == u"host")
            m_hosts[3].offline = Error{Error::Kind::Network, nameOf(3).text(), u"no route"_s, 0, {}};
        else if (what == u"tag")
            m_registry.digests[u"2.4.1"_s] = oldDigest;
        else
            m_registry.held.remove(newDigest);
        const auto refused = wait(m_engine->start(frozen, actor, m_stop.get_token()));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().said().plain().contains(told), qPrintable(refused.error().said().plain()));
        QCOMPARE(actions(), QStringList());
        for (size_t i = 0; i < HostCount; ++i)
            QCOMPARE(commandsOn(i), QStringList());
    }

    void rollsBackWhatARunTouchedAndNothingElse()
    {
        upMakes(2, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        for (size_t i = 0; i < HostCount; ++i)
            upMakes(i, containerOf(oldDigest));
        const auto back = wait(
            makeRollback(&m_workspace, &m_pool, &m_registry, paused, u"cart loses items"_s, actor, m_stop.get_token()));
        QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->hosts(), (QList{nameOf(0), nameOf(1), nameOf(2)}));
        QCOMPARE(planFromJson(toJson(*back)).value(), *back);
        const DeployRun undone = run(*back);
        QCOMPARE(undone.state, RunState::Done);
        for (const FakeHost &host : m_hosts) {
            QCOMPARE(host.running.first().digest, oldDigest);
            QCOMPARE(host.files.value(composeFile), composeBefore);
        }
        const LedgerEntry intent = wait(m_stores->ledger().entries(0, 100)).value().at(1);
        QCOMPARE(intent.action, u"deploy.intent"_s);
        QVERIFY(intent.detail.contains("\"rollbackOfEntry\":1}"));
        QVERIFY(intent.detail.contains("cart loses items"));
    }

    void aHostThatWasLeftOutWithItsWriteUnknownIsOnTheWayBack()
    {
        m_hosts[0].onExec = [this](const QString &command) {
            if (command.contains(u"docker pull"_s))
                m_hosts[0].offline = Error{Error::Kind::Network, nameOf(0).text(), u"cut"_s, 0, {}};
        };
        const DeployRun cut = run(plan());
        QCOMPARE(cut.state, RunState::Interrupted);
        QCOMPARE(stateAt(cut.lanes.at(0), DeployStep::Write), StepState::Unknown);
        m_hosts[0].offline.reset();
        m_hosts[0].files.insert(composeFile, cut.plan.changes.first().composeAfter); // it had arrived
        QVERIFY(wait(m_engine->skip(cut.id, nameOf(0), u"cable"_s, actor, m_stop.get_token())).has_value());
        const auto back = wait(makeRollback(
            &m_workspace, &m_pool, &m_registry, stored(cut.id), u"start over"_s, actor, m_stop.get_token()));
        QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->hosts(), QList{nameOf(0)});
        QCOMPARE(back->changes.first().composeAfter, composeBefore);
    }

    void thereIsNoWayBackWithoutAReasonOrToWhatIsGone()
    {
        upMakes(0, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        const auto back = [&](const QString &reason) {
            return wait(makeRollback(&m_workspace, &m_pool, &m_registry, paused, reason, actor, m_stop.get_token()));
        };
        QCOMPARE(back(u" "_s).error().kind, Error::Kind::Usage);
        m_registry.held.remove(oldDigest);
        const auto gone = back(u"why not"_s);
        QCOMPARE(gone.error().kind, Error::Kind::Refused);
        QCOMPARE(gone.error().origin, nameOf(0).text());
        ExecResult present;
        present.exitStatus = 0;
        present.out = "[" + image.pinned(oldDigest).text().toUtf8() + "]";
        m_hosts[0].answers.insert(u"docker image inspect"_s, present);
        QVERIFY2(back(u"why not"_s).has_value(), "the host still has it");
    }

    void aRunWithoutAFormerStateHasNoWayBack()
    {
        m_hosts[0].running = {};
        upMakes(0, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        const auto back
            = wait(makeRollback(&m_workspace, &m_pool, &m_registry, paused, u"why"_s, actor, m_stop.get_token()));
        QCOMPARE(back.error().kind, Error::Kind::Refused);
        QVERIFY(back.error().said().plain().contains(u"app-01, cart"_s));
    }

    void nobodyDeploysDuringAFreezeButRollsBack()
    {
        upMakes(1, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        m_workspace.environments[0].production = true;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        m_workspace.freezes.windows = {FreezeWindow{
            u"settlement"_s, u"end of month"_s, {}, FreezeWindow::Once{now.addSecs(-60), now.addSecs(3600)}}};
        const auto refused = wait(m_engine->start(plan(), actor, m_stop.get_token()));
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(refused.error().said().plain().contains(u"settlement: end of month"_s));
        const auto back
            = wait(makeRollback(&m_workspace, &m_pool, &m_registry, paused, u"frozen"_s, actor, m_stop.get_token()));
        upMakes(0, containerOf(oldDigest));
        upMakes(1, containerOf(oldDigest));
        QCOMPARE(run(*back).state, RunState::Done);
        m_workspace.freezes = {};
        m_workspace.freezes.isWhole = false;
        QCOMPARE(wait(m_engine->start(plan(), actor, m_stop.get_token())).error().kind, Error::Kind::Refused);
    }

    void ofTwoConsolesOneGetsTheEnvironment()
    {
        m_workspace.policies.leases = m_folder->filePath(u"leases"_s);
        makeEngine();
        EnvironmentGuard otherGuard(m_workspace, u"wang@desk"_s, u"another process"_s);
        m_hosts[0].hangs = true;
        const auto id = wait(m_engine->start(plan(), actor, m_stop.get_token()));
        QVERIFY(id.has_value());
        const auto refused = wait(otherGuard.take(staging, u"shop 2.5"_s, m_stop.get_token()));
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().said().plain().contains(u"li@desk holds staging"_s),
            qPrintable(refused.error().said().plain()));
        QVERIFY(refused.error().said().plain().contains(u"shop 2.4.1"_s));
        QCOMPARE(wait(m_engine->start(plan(), actor, m_stop.get_token())).error().kind, Error::Kind::Refused);
        m_engine->cancel(*id);
        waitForEnd(*id);
        QVERIFY2(wait(otherGuard.take(staging, u"shop 2.5"_s, m_stop.get_token())).has_value(), "it is free again");
        const auto late = wait(m_engine->start(plan(), actor, m_stop.get_token()));
        QVERIFY2(late.error().said().plain().contains(u"wang@desk"_s), qPrintable(late.error().said().plain()));
    }

    void aHalfDoneHostIsDoneAgainWithoutHarm()
    {
        ExecResult broken;
        broken.exitStatus = 1;
        broken.err = "no space left on device";
        m_hosts[0].answers.insert(u"docker compose -p"_s, broken);
        const DeployRun paused = run(plan());
        QCOMPARE(paused.failedAt->step, DeployStep::Up);
        m_hosts[0].answers.clear();
        upMakes(0, containerOf(newDigest));
        QCOMPARE(goOn(paused.id, RolloutRunner::Work::Broken).state, RunState::Paused);
        QCOMPARE(m_hosts[0].running.first().digest, newDigest);
        QCOMPARE(m_hosts[0].files.size(), 2); // the new one, and the backup of the old one
    }
};

QTEST_GUILESS_MAIN(RolloutTest)
#include "tst_rollout.moc"
