// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/deploy/rolloutworld.h"

using namespace opsdeck;
using namespace opsdeck::testing;

/// In which portions a plan is carried out, and what people decide about it.
class RolloutTest : public QObject, private RolloutWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
        m_workspace.products[0].gates = {{.name = u"answers"_s,
                                             .url = u"http://{address}/health"_s,
                                             .timeout = std::chrono::seconds(9),
                                             .hold = std::chrono::seconds(3)},
            {.name = u"errors"_s,
                .query = u"rate(errors[1m])"_s,
                .source = SourceId(u"prometheus"_s),
                .atLeast = -1.5,
                .atMost = 0.02}};
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
        const auto id = wait(m_engine->start(plan(), {}, actor, m_stop.get_token()));
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
        const auto refused = wait(m_engine->start(frozen, {}, actor, m_stop.get_token()));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().said().plain().contains(told), qPrintable(refused.error().said().plain()));
        QCOMPARE(actions(), QStringList());
        for (size_t i = 0; i < HostCount; ++i)
            QCOMPARE(commandsOn(i), QStringList());
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
        const auto refused = wait(m_engine->start(plan(), {}, actor, m_stop.get_token()));
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(refused.error().said().plain().contains(u"settlement: end of month"_s));
        const auto back
            = wait(makeRollback(&m_workspace, &m_pool, &m_registry, paused, u"frozen"_s, actor, m_stop.get_token()));
        upMakes(0, containerOf(oldDigest));
        upMakes(1, containerOf(oldDigest));
        QCOMPARE(run(*back).state, RunState::Done);
        m_workspace.freezes = {};
        m_workspace.freezes.isWhole = false;
        QCOMPARE(wait(m_engine->start(plan(), {}, actor, m_stop.get_token())).error().kind, Error::Kind::Refused);
    }

    void ofTwoConsolesOneGetsTheEnvironment()
    {
        m_workspace.policies.leases = m_folder->filePath(u"leases"_s);
        makeEngine();
        EnvironmentGuard otherGuard(m_workspace, m_pool, u"wang@desk"_s, u"another process"_s);
        m_hosts[0].hangs = true;
        const auto id = wait(m_engine->start(plan(), {}, actor, m_stop.get_token()));
        QVERIFY(id.has_value());
        const auto refused = wait(otherGuard.take(staging, u"shop 2.5"_s, m_stop.get_token()));
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().said().plain().contains(u"li@desk holds staging"_s),
            qPrintable(refused.error().said().plain()));
        QVERIFY(refused.error().said().plain().contains(u"shop 2.4.1"_s));
        QCOMPARE(wait(m_engine->start(plan(), {}, actor, m_stop.get_token())).error().kind, Error::Kind::Refused);
        m_engine->cancel(*id);
        waitForEnd(*id);
        QVERIFY2(wait(otherGuard.take(staging, u"shop 2.5"_s, m_stop.get_token())).has_value(), "it is free again");
        const auto late = wait(m_engine->start(plan(), {}, actor, m_stop.get_token()));
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
