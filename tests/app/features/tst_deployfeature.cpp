// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/deployfeature.h"
#include "app/features/sourcewatch.h"
#include "tests/app/features/deployfakes.h"
#include "tests/support/samplegit.h"
#include "widgets/pages/deploy/checkstep.h"
#include "widgets/pages/deploy/deploypage.h"
#include "widgets/pages/deploy/gitrunstep.h"
#include "widgets/pages/deploy/gitsteps.h"
#include "widgets/pages/deploy/leasepanel.h"
#include "widgets/pages/deploy/logview.h"
#include "widgets/pages/deploy/planstep.h"
#include "widgets/pages/deploy/runlist.h"
#include "widgets/pages/deploy/runstep.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const RunId runId(u"6d0c2c1e"_s);

Workspace sampleWorkspace()
{
    Workspace workspace;
    workspace.name = u"shop"_s;
    workspace.products = {sampleProduct()};
    workspace.environments = sampleEnvironments();
    return workspace;
}

} // namespace

class DeployFeatureTest : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        explicit World(const QString &leases = {}, Role role = Role::Admin, const QList<GitRun> &left = {})
        {
            git.left = left;
            workspace.policies.leases = leases;
            workspace.roles.restricted = true;
            workspace.roles.others = role;
            service.knownVersions = QStringList{u"2.4.1"_s};
            service.nextPlan = samplePlan();
            service.nextRun = runId;
            feature.emplace(FeatureContext{workspace, cache, ledger, sources, theme}, service, git);
            page.reset(static_cast<DeployPage *>(feature->page()));
        }

        void begin()
        {
            Q_EMIT page->startRequested(samplePlan(), StartConsent());
            QTRY_VERIFY(ledger.pending);
        }

        QString labels()
        {
            QStringList texts;
            for (const auto *label : page->findChildren<QLabel *>())
                texts.append(label->text().remove(QChar(0x200b)));
            return texts.join(u'\n');
        }

        QString log() { return page->findChild<LogView *>()->text(); }
        const DeployRun &run() { return page->findChild<RunStep *>()->run(); }

        Workspace workspace = sampleWorkspace();
        EmptyCache cache;
        SourceWatch sources{cache};
        MemoryLedger ledger;
        ScriptedDeployService service;
        ScriptedGitService git;
        Theme theme{ThemeKind::Dark};
        std::optional<DeployFeature> feature;
        std::unique_ptr<DeployPage> page;
    };

private Q_SLOTS:
    void versionsAreReadForTheFirstProductAtOnce()
    {
        World world;
        QCOMPARE(world.service.asked, QStringList{u"versions shop"_s});
    }

    void whatThePageWantsIsAskedOfTheService()
    {
        World world;
        Q_EMIT world.page->planWanted(ProductId(u"shop"_s), u"2.4.1"_s, EnvironmentId(u"staging"_s));
        Q_EMIT world.page->cancelRequested(runId);
        QCOMPARE(world.service.asked.mid(1), QStringList({u"plan shop 2.4.1 staging"_s, u"cancel 6d0c2c1e"_s}));
        QTRY_COMPARE(world.page->findChild<PlanStep *>()->plan(), samplePlan());
        QTRY_COMPARE(world.service.asked.last(), u"check 2.4.1"_s);
    }

    void whatPeopleAnsweredGoesToTheService()
    {
        World world;
        const StartConsent consent{{{PrecheckKind::OpenCriticalAlerts, u"li"_s, u"the cure"_s, {}}}, u"wang"_s};
        Q_EMIT world.page->startRequested(samplePlan(), consent);
        QCOMPARE(world.service.lastConsent, consent);
    }

    void theWayBackIsPlannedCheckedAndStartedAsADeploymentIs_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("asked");
        QTest::newRow("back") << int(RunDecision::Kind::RollBack) << u"rollback 6d0c2c1e it burns"_s;
        QTest::newRow("return") << int(RunDecision::Kind::Return) << u"return 6d0c2c1e it burns"_s;
    }

    void theWayBackIsPlannedCheckedAndStartedAsADeploymentIs()
    {
        QFETCH(int, kind);
        QFETCH(QString, asked);
        World world;
        world.ledger.knownRuns = QList<DeployRun>{startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc())};
        world.service.nextPlan->undoes = runId;
        Q_EMIT world.page->decided({RunDecision::Kind(kind), runId, {}, u"it burns"_s});
        QTRY_COMPARE(world.service.asked.mid(1), QStringList({asked, u"check 2.4.1"_s}));
        auto *checks = world.page->findChild<CheckStep *>();
        QTRY_VERIFY(checks->mayGoOn());
        QCOMPARE(world.page->findChild<PlanStep *>()->plan().undoes, runId);
        Q_EMIT checks->finished();
        Q_EMIT world.page->findChild<PlanStep *>()->confirmed(*world.service.nextPlan);
        QCOMPARE(world.service.asked.last(), u"start 2.4.1"_s);
    }

    void whatCannotBeTakenBackLeavesTheChecksWithTheReason()
    {
        World world;
        world.ledger.knownRuns = QList<DeployRun>{startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc())};
        world.service.nextPlan = failure(Error::Kind::Refused, u"app-02"_s, u"the image is gone"_s);
        Q_EMIT world.page->decided({RunDecision::Kind::Return, runId, {}, u"it burns"_s});
        QTRY_VERIFY(world.labels().contains(u"the image is gone"_s));
        QVERIFY(!world.service.asked.contains(u"check 2.4.1"_s));
    }

    void aWayBackThatWasGivenUpWhileItsRunWasReadIsNotShown()
    {
        World world;
        world.ledger.knownRuns = QList<DeployRun>{startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc())};
        Q_EMIT world.page->decided({RunDecision::Kind::Return, runId, {}, u"it burns"_s});
        Q_EMIT world.page->planCancelled();
        Q_EMIT world.page->planWanted(ProductId(u"shop"_s), u"2.4.1"_s, EnvironmentId(u"staging"_s));
        QTRY_VERIFY(world.service.asked.contains(u"check 2.4.1"_s));
        QVERIFY(!world.service.asked.contains(u"return 6d0c2c1e it burns"_s));
    }

    void whetherOneCanReturnToARunIsAskedWhenItIsShown()
    {
        World world;
        DeployRun done = startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc());
        done.state = RunState::Done;
        world.ledger.knownRuns = QList<DeployRun>{done};
        world.service.nextReturn = failure(Error::Kind::Refused, u"app-02"_s, u"cart is gone"_s);
        Q_EMIT world.ledger.changed({{RowKind::Runs}, {}});
        QTRY_COMPARE(world.page->findChild<RunList *>()->runs().size(), 1);
        Q_EMIT world.page->runWanted(runId);
        QTRY_VERIFY(world.labels().contains(u"cart is gone"_s));
        QCOMPARE(world.service.asked.count(u"may return 6d0c2c1e"_s), 1);
    }

    void aRunThroughGitLabIsFollowedAndThenTheHostsAreAsked()
    {
        World world;
        world.git.nextPlan = sampleGitPlan();
        Q_EMIT world.page->planWanted(ProductId(u"shop"_s), u"2.4.1"_s, EnvironmentId(u"production"_s));
        QTRY_VERIFY(world.page->findChild<CheckStep *>()->mayGoOn());
        GitSteps *steps = world.page->gitSteps();
        Q_EMIT steps->planWanted(ProductId(u"shop"_s), u"2.4.1"_s, EnvironmentId(u"production"_s));
        QCOMPARE(world.git.asked, QStringList{u"plan shop 2.4.1 production"_s});
        Q_EMIT world.page->gitStartRequested(sampleGitPlan(), StartConsent());
        QCOMPARE(world.git.asked.last(), u"run shop-2.4.1-production"_s);
        GitRunEvent event;
        event.run = RunId(u"91ab"_s);
        event.sequence = 1;
        event.at = QDateTime::currentDateTimeUtc();
        Q_EMIT world.git.eventHappened(event);
        QCOMPARE(steps->run().id, RunId(u"91ab"_s));
        QCOMPARE(steps->run().plan, sampleGitPlan());
        event.sequence = 2;
        event.kind = GitRunEvent::Kind::Tagged;
        event.tag = u"shop-2.4.1-production"_s;
        Q_EMIT world.git.eventHappened(event);
        QCOMPARE(steps->run().tag, u"shop-2.4.1-production"_s);
        Q_EMIT steps->cancelRequested();
        QCOMPARE(world.git.asked.last(), u"cancel"_s);
        Q_EMIT world.page->gitStartRequested(sampleGitPlan(), StartConsent()); // one at a time
        QCOMPARE(world.git.asked.count(u"run shop-2.4.1-production"_s), 1);
        GitRun ended = sampleGitRun();
        ended.pipeline->row.status = u"success"_s;
        ended.state = RunState::Failed;
        ended.otherwise = QStringList{u"app-01 checkout"_s, u"app-02 checkout"_s};
        world.git.end(ended);
        QTRY_VERIFY(world.labels().contains(u"another digest runs"_s));
        QVERIFY(world.labels().contains(u"app-01 checkout, app-02 checkout"_s));
    }

    void whoAnswersForADeploymentIsToldToTheExecutorOfGitLabToo()
    {
        World world;
        StartConsent consent;
        consent.confirmedBy = u"wang.lei"_s;
        Q_EMIT world.page->gitStartRequested(sampleGitPlan(), consent);
        QCOMPARE(world.git.lastConsent.confirmedBy, u"wang.lei"_s);
    }

    void runsThroughGitLabThatAnEarlierConsoleLeftOpenAreFollowedOneAfterTheOther()
    {
        GitRun first = sampleGitRun();
        first.id = RunId(u"aa01"_s);
        GitRun second = sampleGitRun();
        second.id = RunId(u"bb02"_s);
        World world({}, Role::Admin, {first, second});
        QTRY_COMPARE(world.git.asked, QStringList{u"take up aa01"_s});
        GitRunEvent event;
        event.run = first.id;
        event.sequence = 1;
        Q_EMIT world.git.eventHappened(event);
        QCOMPARE(world.page->gitSteps()->run().id, first.id);
        Q_EMIT world.page->gitStartRequested(sampleGitPlan(), StartConsent()); // one at a time
        QCOMPARE(world.git.asked.size(), 1);
        world.git.end(failure(Error::Kind::Network, u"gitlab"_s)); // it stays open; the other may be to be seen
        QTRY_COMPARE(world.git.asked.size(), 2);
        QCOMPARE(world.git.asked.last(), u"take up bb02"_s);
        second.state = RunState::Interrupted;
        world.git.end(second);
        QTRY_COMPARE(world.page->gitSteps()->run().state, RunState::Interrupted);
        Q_EMIT world.page->gitStartRequested(sampleGitPlan(), StartConsent());
        QCOMPARE(world.git.asked.last(), u"run shop-2.4.1-production"_s);
    }

    void aRunThroughGitLabThatCannotBeginLeavesThePlanWithTheReason()
    {
        World world;
        Q_EMIT world.page->planWanted(ProductId(u"shop"_s), u"2.4.1"_s, EnvironmentId(u"production"_s));
        QTRY_VERIFY(world.page->findChild<CheckStep *>()->mayGoOn());
        Q_EMIT world.page->gitStartRequested(sampleGitPlan(), StartConsent());
        world.git.end(failure(Error::Kind::Refused, u"ops/compose"_s, u"tag exists already"_s));
        QTRY_VERIFY(world.labels().contains(u"tag exists already"_s));
        QVERIFY(world.page->gitSteps()->run().id.isEmpty());
    }

    void aLeaseIsReadForTheChosenEnvironmentAndBrokenAsItWasSeen()
    {
        World world(u"/srv/leases"_s);
        Lease lease;
        lease.environment = EnvironmentId(u"staging"_s);
        lease.owner = u"wang@desk-3"_s;
        lease.holder = u"4711"_s;
        world.service.nextLease = std::optional(lease);
        LeasePanel *panel = world.page->leases();
        panel->setEnvironment(lease.environment);
        QCOMPARE(world.service.asked.last(), u"lease staging"_s);
        QTRY_VERIFY(world.labels().contains(u"wang@desk-3"_s));
        world.service.nextDecision = failure(Error::Kind::Refused, u"staging"_s, u"that lease is over"_s);
        world.service.nextLease = std::optional<Lease>();
        Q_EMIT panel->breakRequested(lease, u"went home"_s);
        QCOMPARE(world.service.asked.last(), u"break staging went home 4711"_s);
        QTRY_COMPARE(world.service.asked.last(), u"lease staging"_s); // what is shown follows
        QTRY_VERIFY(world.labels().contains(u"that lease is over"_s));
        QTRY_VERIFY(world.labels().contains(u"Nobody has reserved it"_s));
    }

    void whoIsNoAdministratorCannotBreakALease()
    {
        World world(u"/srv/leases"_s, Role::Releaser);
        Lease lease;
        lease.environment = EnvironmentId(u"staging"_s);
        lease.holder = u"4711"_s;
        world.service.nextLease = std::optional(lease);
        world.page->leases()->setEnvironment(lease.environment);
        QTRY_VERIFY(world.labels().contains(u"this takes the role admin"_s));
    }

    void theRunListFollowsTheLedger()
    {
        World world;
        auto *list = world.page->findChild<RunList *>();
        QVERIFY(list->runs().isEmpty());
        world.ledger.knownRuns = QList<DeployRun>{startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc())};
        Q_EMIT world.ledger.changed({{RowKind::Alerts}, {}});
        Q_EMIT world.ledger.changed({{RowKind::Runs}, {}});
        QTRY_COMPARE(list->runs().size(), 1);
    }

    void eventsThatComeWhileTheJournalIsReadAreNeitherLostNorDoubled()
    {
        World world;
        EventScript script(runId, QDateTime::currentDateTimeUtc());
        const HostChange &first = world.service.nextPlan->changes.first();
        const DeployEvent early = script.output(first, DeployStep::Pull, u"early"_s);
        const DeployEvent middle = script.output(first, DeployStep::Pull, u"middle"_s);
        const DeployEvent late = script.output(first, DeployStep::Pull, u"late"_s);
        Q_EMIT world.service.eventHappened(early);
        world.begin();
        Q_EMIT world.service.eventHappened(middle);
        world.ledger.answerEvents(QList<DeployEvent>{early});
        QTRY_VERIFY(world.log().contains(u"middle"_s));
        Q_EMIT world.service.eventHappened(late);
        const QString log = world.log();
        QCOMPARE(log.count(u"early"_s), 1);
        QCOMPARE(log.count(u"middle"_s), 1);
        QCOMPARE(log.count(u"late"_s), 1);
        QVERIFY(log.indexOf(u"early"_s) < log.indexOf(u"middle"_s));
        QVERIFY(log.indexOf(u"middle"_s) < log.indexOf(u"late"_s));
    }

    void aRunThatCannotBeStartedLeavesThePlanWithTheReason()
    {
        World world;
        world.service.nextRun = failure(Error::Kind::Storage, u"ledger.db"_s, u"disk full"_s);
        Q_EMIT world.page->startRequested(samplePlan(), StartConsent());
        const auto reasonIsShown = [&world] {
            for (const auto *label : world.page->findChild<PlanStep *>()->findChildren<QLabel *>()) {
                if (label->text().contains(u"disk full"_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(reasonIsShown());
        QVERIFY(world.run().id.isEmpty());
    }

    void anOldRunIsShownAsItEnded()
    {
        World world;
        DeployRun old = startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc());
        old.lanes[0].steps[0] = StepState::Unknown;
        old.state = RunState::Interrupted;
        world.ledger.knownRuns = QList<DeployRun>{old};
        Q_EMIT world.ledger.changed({{RowKind::Runs}, {}});
        QTRY_COMPARE(world.page->findChild<RunList *>()->runs().size(), 1);
        Q_EMIT world.page->runWanted(runId);
        QTRY_VERIFY(world.ledger.pending);
        EventScript script(runId, old.startedAt);
        world.ledger.answerEvents(
            QList<DeployEvent>{script.step(samplePlan().changes.first(), DeployStep::Pull, StepState::Running)});
        QTRY_VERIFY(world.log().contains(u"pull running"_s));
        QCOMPARE(world.run().state, RunState::Interrupted);
        QCOMPARE(world.run().lanes.first().steps.at(0), StepState::Unknown);
    }
};

QTEST_MAIN(DeployFeatureTest)
#include "tst_deployfeature.moc"
