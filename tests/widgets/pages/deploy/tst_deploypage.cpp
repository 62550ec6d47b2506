// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sampledeploy.h"
#include "tests/widgets/screenshot.h"
#include "widgets/pages/deploy/checkstep.h"
#include "widgets/pages/deploy/deploypage.h"
#include "widgets/pages/deploy/diffview.h"
#include "widgets/pages/deploy/leasepanel.h"
#include "widgets/pages/deploy/logview.h"
#include "widgets/pages/deploy/planstep.h"
#include "widgets/pages/deploy/runbanner.h"
#include "widgets/pages/deploy/runlist.h"
#include "widgets/pages/deploy/runstep.h"
#include "widgets/pages/deploy/whatstep.h"
#include "widgets/pages/deploy/wherestep.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/timetext.h"
#include "widgets/shell/shell.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const RunId runId(u"6d0c2c1e"_s);

QString textsOf(const QWidget &widget)
{
    QStringList texts;
    for (const auto *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            texts.append(label->text().remove(QChar(0x200b))); // where a line may break
    }
    return texts.join(u'\n');
}

} // namespace

class DeployPageTest : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        explicit World(ThemeKind kind = ThemeKind::Dark)
            : theme(kind)
            , shell(theme, u"shop"_s)
            , page(new DeployPage(theme))
        {
            theme.applyTo(*qApp);
            shell.addPage(page);
            shell.resize(1280, 720);
            page->setEnvironments(sampleEnvironments());
        }

        template <typename T> T *find() { return page->findChild<T *>(); }

        QPushButton *button(QWidget *in, const QString &text)
        {
            for (auto *candidate : in->findChildren<QPushButton *>()) {
                if (candidate->text().startsWith(text) && candidate->isVisibleTo(page))
                    return candidate;
            }
            return nullptr;
        }

        void choose()
        {
            page->setProducts({sampleProduct()});
            page->setVersions(ProductId(u"shop"_s), QStringList{u"2.4.1"_s, u"2.4.0"_s});
        }

        void goWhere()
        {
            choose();
            button(find<WhatStep>(), u"Choose where"_s)->click();
        }

        void goChecks(const QString &environment)
        {
            goWhere();
            find<WhereStep>()->choose(EnvironmentId(environment));
            button(find<WhereStep>(), u"Check shop 2.4.1"_s)->click();
        }

        /// With nothing in the way.
        void goPlan(const QString &environment)
        {
            goChecks(environment);
            page->setReport(PrecheckReport());
            button(find<CheckStep>(), u"See the plan"_s)->click();
        }

        /// A run that fails at the health check of the first host's first module.
        void runUntilFailure()
        {
            const DeployPlan plan = samplePlan();
            const QDateTime now = QDateTime::currentDateTimeUtc();
            page->setRun(startRun(runId, plan, now));
            EventScript script(runId, now);
            const HostChange &first = plan.changes.first();
            for (const DeployStep step : {DeployStep::Pull, DeployStep::Write, DeployStep::Up}) {
                page->appendEvent(script.step(first, step, StepState::Running));
                page->appendEvent(script.output(first, step, u"Recreating checkout ... done"_s));
                page->appendEvent(script.step(first, step, StepState::Done));
            }
            page->appendEvent(script.step(first, DeployStep::Health, StepState::Running));
            page->appendEvent(script.output(first, DeployStep::Health, u"GET /health 503 (6/6)"_s));
            page->appendEvent(
                script.step(first, DeployStep::Health, StepState::Failed, u"unhealthy after 120 s: GET /health 503"_s));
            page->appendEvent(script.ended(RunState::Failed, u"health of checkout on app-01 failed"_s));
        }

        static Lease lease()
        {
            Lease held;
            held.environment = EnvironmentId(u"production"_s);
            held.owner = u"wang@desk-3"_s;
            held.reason = u"shop 2.4.0"_s;
            held.holder = u"4711 99 desk-3"_s;
            held.since = QDateTime::fromString(u"2026-11-20T05:44:00Z"_s, Qt::ISODate);
            held.expires = held.since.addSecs(600);
            return held;
        }

        /// Production is chosen, and reserved.
        void goLeased(const Result<void> &mayBreak)
        {
            goWhere();
            page->leases()->setRules(true, mayBreak);
            find<WhereStep>()->choose(EnvironmentId(u"production"_s));
            page->leases()->setLease(EnvironmentId(u"production"_s), std::optional(lease()));
        }

        /// The newest, and an earlier one that came to its end.
        static QList<DeployRun> twoRuns()
        {
            const QDateTime now = QDateTime::currentDateTimeUtc();
            QList<DeployRun> runs{
                startRun(RunId(u"newest"_s), samplePlan(), now), startRun(runId, samplePlan(), now.addDays(-1))};
            for (DeployRun &run : runs)
                run.state = RunState::Done;
            return runs;
        }

        Theme theme;
        Shell shell;
        DeployPage *page;
    };

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<DeployPlan>(); }

    void aWorkspaceWithoutProductsExplainsItself()
    {
        World world;
        world.page->setProducts({});
        QVERIFY(textsOf(*world.page).contains(u"Nothing to deploy yet"_s));
        screenshot(world.shell, u"deploy-empty"_s);
    }

    void versionsAreAskedForTheChosenProductAndFilteredAsYouType()
    {
        World world;
        QSignalSpy wanted(world.page, &DeployPage::versionsWanted);
        world.page->setProducts({sampleProduct()});
        QCOMPARE(wanted.size(), 1);
        QVERIFY(textsOf(*world.page).contains(u"Reading the versions"_s));
        QVERIFY(!world.button(world.find<WhatStep>(), u"Choose where"_s)->isEnabled());
        world.page->setVersions(ProductId(u"shop"_s), QStringList{u"2.4.1"_s, u"2.4.0"_s});
        QVERIFY(world.button(world.find<WhatStep>(), u"Choose where shop 2.4.1"_s)->isEnabled());
        auto *filter = world.find<WhatStep>()->findChild<QLineEdit *>();
        filter->setText(u"4.0"_s);
        QVERIFY(world.button(world.find<WhatStep>(), u"Choose where shop 2.4.0"_s)->isEnabled());
        filter->setText(u"9.9"_s);
        QVERIFY(!world.button(world.find<WhatStep>(), u"Choose where"_s)->isEnabled());
    }

    void versionsThatCannotBeReadSayWhy()
    {
        World world;
        world.page->setProducts({sampleProduct()});
        world.page->setVersions(ProductId(u"shop"_s), failure(Error::Kind::Network, u"registry"_s));
        QVERIFY(textsOf(*world.page).contains(u"registry cannot be reached"_s));
    }

    void productionIsUnmistakableAndItsHostsAreListed()
    {
        World world;
        world.goWhere();
        world.find<WhereStep>()->choose(EnvironmentId(u"production"_s));
        QVERIFY(textsOf(*world.page).contains(u"This is production."_s));
        QCOMPARE(world.page->environment(), (PageEnvironment{u"Production"_s, true}));
        world.find<WhereStep>()->choose(EnvironmentId(u"staging"_s));
        QVERIFY(!textsOf(*world.page).contains(u"This is production."_s));
        QCOMPARE(world.page->environment(), (PageEnvironment{u"Staging"_s, false}));
    }

    void anEnvironmentWithoutHostsCannotBeChosen()
    {
        World world;
        world.page->setEnvironments({{EnvironmentId(u"lab"_s), u"Lab"_s, false}});
        world.goWhere();
        world.find<WhereStep>()->choose(EnvironmentId(u"lab"_s));
        QVERIFY(!world.button(world.find<WhereStep>(), u"Go on to the checks"_s)->isEnabled());
    }

    void whoHasReservedAnEnvironmentIsShownWithReasonAndEnd()
    {
        World world;
        LeasePanel *panel = world.page->leases();
        QSignalSpy wanted(panel, &LeasePanel::leaseWanted);
        world.goWhere();
        world.find<WhereStep>()->choose(EnvironmentId(u"staging"_s));
        QCOMPARE(wanted.size(), 0); // the workspace keeps no leases
        QVERIFY(!panel->isVisibleTo(world.page));
        panel->setRules(true, {});
        QCOMPARE(wanted.size(), 1);
        world.find<WhereStep>()->choose(EnvironmentId(u"production"_s));
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted.last().first().value<EnvironmentId>(), EnvironmentId(u"production"_s));
        QVERIFY(textsOf(*panel).contains(u"Looking who has reserved it"_s));
        panel->setLease(EnvironmentId(u"staging"_s), std::optional(world.lease())); // a late answer
        QVERIFY(!textsOf(*panel).contains(u"wang@desk-3"_s));
        panel->setLease(EnvironmentId(u"production"_s), std::optional(world.lease()));
        const QString told = textsOf(*panel);
        QVERIFY(told.contains(u"wang@desk-3"_s));
        QVERIFY(told.contains(u"shop 2.4.0"_s));
        QVERIFY(told.contains(momentText(world.lease().expires, QDateTime::currentDateTimeUtc())));
        screenshot(world.shell, u"deploy-lease"_s);
        panel->setLease(EnvironmentId(u"production"_s), std::optional<Lease>());
        QVERIFY(textsOf(*panel).contains(u"Nobody has reserved it"_s));
        QVERIFY(!world.button(panel, u"Break lease"_s));
    }

    void aLeaseIsBrokenForAReasonAndOnlyTheOneThatWasSeen()
    {
        World world;
        LeasePanel *panel = world.page->leases();
        QList<std::pair<Lease, QString>> broken;
        connect(panel, &LeasePanel::breakRequested, this, [&](const Lease &seen, const QString &reason) {
            broken.append({seen, reason});
        });
        world.goLeased({});
        auto *reason = panel->findChild<QLineEdit *>();
        QVERIFY(!reason->isVisibleTo(world.page));
        world.button(panel, u"Break lease"_s)->click();
        QPushButton *confirm = world.button(panel, u"Break the lease of wang@desk-3"_s);
        QVERIFY(confirm && !confirm->isEnabled());
        reason->setText(u"  "_s);
        QVERIFY(!confirm->isEnabled());
        QTest::keyClick(reason, Qt::Key_Escape);
        QVERIFY(world.button(panel, u"Break lease"_s));
        world.button(panel, u"Break lease"_s)->click();
        reason->setText(u"went home"_s);
        Lease next = world.lease();
        next.holder = u"another"_s;
        next.owner = u"chen@desk-9"_s;
        panel->setLease(next.environment, std::optional(next)); // the reason was not meant for chen
        QVERIFY(!reason->isVisibleTo(world.page));
        QVERIFY(broken.isEmpty());
        world.button(panel, u"Break lease"_s)->click();
        reason->setText(u"went home, too"_s);
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(broken.size(), 1);
        QCOMPARE(broken.first().first, next);
        QCOMPARE(broken.first().second, u"went home, too"_s);
        panel->showProblem(failure(Error::Kind::Storage, u"leases"_s).value());
        QVERIFY(textsOf(*panel).contains(u"The local store leases"_s));
    }

    void whoMayNotBreakALeaseIsToldWhy()
    {
        World world;
        world.goLeased(failure(Error::Kind::Refused, u"li"_s, u"li has the role releaser"_s));
        QPushButton *button = world.button(world.page->leases(), u"Break lease"_s);
        QVERIFY(button && !button->isEnabled());
        QVERIFY(textsOf(*world.page->leases()).contains(u"li has the role releaser"_s));
    }

    void aLeaseThatCannotBeReadCountsAsHeld()
    {
        World world;
        world.goLeased({});
        LeasePanel *panel = world.page->leases();
        const EnvironmentId production(u"production"_s);
        panel->setLease(production, failure(Error::Kind::Storage, u"leases"_s, u"no such folder"_s));
        QVERIFY(!world.button(panel, u"Break lease"_s)); // there is nothing to break
        panel->setLease(production, failure(Error::Kind::BadAnswer, u"leases"_s, u"no JSON"_s));
        QVERIFY(!textsOf(*panel).contains(u"Nobody has reserved it"_s));
        QVERIFY(world.button(panel, u"Break lease"_s));
    }

    void productionAsksForItsNameBeforeTheButtonThatNamesTheAct()
    {
        World world;
        QSignalSpy wanted(world.page, &DeployPage::planWanted);
        QSignalSpy started(world.page, &DeployPage::startRequested);
        world.goPlan(u"production"_s);
        QCOMPARE(wanted.size(), 1);
        world.page->setPlan(samplePlan());
        QPushButton *deploy = world.button(world.find<PlanStep>(), u"Deploy shop 2.4.1 to 2 host"_s);
        QVERIFY(deploy);
        QVERIFY(!deploy->isEnabled());
        auto *typed = world.find<PlanStep>()->findChild<QLineEdit *>();
        typed->setText(u"produktion"_s);
        QVERIFY(!deploy->isEnabled());
        typed->setText(u"production"_s);
        QVERIFY(deploy->isEnabled());
        deploy->click();
        deploy->click();
        QCOMPARE(started.size(), 1);
        QCOMPARE(started.first().first().value<DeployPlan>(), samplePlan());
        QCOMPARE(started.first().last().value<StartConsent>(), StartConsent());
    }

    void whatPeopleAnsweredToTheChecksGoesWithThePlan()
    {
        World world;
        QSignalSpy started(world.page, &DeployPage::startRequested);
        world.goChecks(u"staging"_s);
        world.page->setPlan(samplePlan(u"staging"_s));
        PrecheckReport report;
        report.actor = u"li.na@desk-7"_s;
        report.risk = {72, {}, true};
        world.page->setReport(report);
        QVERIFY(!world.button(world.find<CheckStep>(), u"See the plan"_s)->isEnabled());
        world.find<CheckStep>()->findChild<QLineEdit *>()->setText(u"wang.lei"_s);
        world.button(world.find<CheckStep>(), u"See the plan"_s)->click();
        world.button(world.find<PlanStep>(), u"Deploy shop 2.4.1"_s)->click();
        QCOMPARE(started.size(), 1);
        QCOMPARE(started.first().last().value<StartConsent>().confirmedBy, u"wang.lei"_s);
    }

    void whatWasAnsweredToTheChecksDoesNotCountForTheWayBack()
    {
        World world;
        QSignalSpy started(world.page, &DeployPage::startRequested);
        world.goChecks(u"staging"_s);
        PrecheckReport report;
        report.actor = u"li.na@desk-7"_s;
        report.risk = {72, {}, true};
        world.page->setReport(report);
        world.find<CheckStep>()->findChild<QLineEdit *>()->setText(u"wang.lei"_s);
        DeployPlan back = samplePlan(u"staging"_s);
        const RunDecision wish{RunDecision::Kind::RollBack, runId, {}, u"cart loses items"_s};
        world.page->startWayBack(wish, startRun(runId, back, QDateTime::currentDateTimeUtc()));
        back.undoes = runId;
        world.page->setPlan(back);
        world.page->setReport(PrecheckReport());
        world.button(world.find<CheckStep>(), u"See the plan"_s)->click();
        world.button(world.find<PlanStep>(), u"Roll back"_s)->click();
        QCOMPARE(started.size(), 1);
        QCOMPARE(started.first().last().value<StartConsent>(), StartConsent());
    }

    void anEarlierRunCanBeReturnedToForAReason()
    {
        World world;
        QSignalSpy asked(world.page, &DeployPage::returnAsked);
        QList<RunDecision> decisions;
        connect(world.page, &DeployPage::decided, this, [&](const RunDecision &one) { decisions.append(one); });
        world.choose();
        world.page->setRuns(world.twoRuns());
        auto *list = world.find<RunList>();
        QVERIFY(!world.button(list, u"Return to this"_s)); // none is chosen
        list->choose(runId);
        QPushButton *button = world.button(list, u"Return to this"_s);
        QVERIFY(button);
        QVERIFY(!button->isEnabled());
        QVERIFY(textsOf(*list).contains(u"Looking whether registry and hosts"_s));
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<RunId>(), runId);
        world.page->setReturn(runId, {});
        QVERIFY(button->isEnabled());
        button->click();
        QPushButton *confirm = world.button(list, u"Plan the return to shop 2.4.1"_s);
        QVERIFY(confirm && !confirm->isEnabled());
        list->findChild<QLineEdit *>()->setText(u" the cart loses items "_s);
        world.page->setRuns(world.twoRuns()); // news does not take the words away
        QVERIFY(confirm->isEnabled());
        confirm->click();
        QCOMPARE(decisions.size(), 1);
        QCOMPARE(decisions.first().kind, RunDecision::Kind::Return);
        QCOMPARE(decisions.first().run, runId);
        QCOMPARE(decisions.first().reason, u"the cart loses items"_s);
    }

    void aRunWhoseImagesAreGoneCannotBeReturnedToAndSaysWhy()
    {
        World world;
        world.page->setRun(world.twoRuns().last());
        auto *step = world.find<RunStep>();
        world.page->setReturn(RunId(u"another"_s), {});
        QPushButton *button = world.button(step, u"Return to this"_s);
        QVERIFY(button && !button->isEnabled());
        world.page->setReturn(
            runId, failure(Error::Kind::Refused, u"app-02"_s, u"cart is neither in the registry nor here"_s));
        QVERIFY(!button->isEnabled());
        QVERIFY(textsOf(*step).contains(u"cart is neither in the registry nor here"_s));
        QVERIFY(button->toolTip().contains(u"No return to this"_s));
    }

    void onlyARunThatCameToItsEndCanBeReturnedTo()
    {
        World world;
        QSignalSpy asked(world.page, &DeployPage::returnAsked);
        for (const RunState state : {RunState::Running, RunState::Paused, RunState::Failed, RunState::Cancelled}) {
            DeployRun run = world.twoRuns().last();
            run.state = state;
            world.page->setRun(run);
            QVERIFY(!world.button(world.find<RunStep>(), u"Return to this"_s));
        }
        QCOMPARE(asked.size(), 0);
        world.page->setRun(world.twoRuns().last());
        QCOMPARE(asked.size(), 1);
    }

    void aWayBackThatIsPlannedAgainStaysAWayBack()
    {
        World world;
        QSignalSpy forward(world.page, &DeployPage::planWanted);
        QList<RunDecision> decisions;
        connect(world.page, &DeployPage::decided, this, [&](const RunDecision &one) { decisions.append(one); });
        world.goChecks(u"staging"_s);
        const RunDecision wish{RunDecision::Kind::Return, runId, {}, u"as it was"_s};
        world.page->startWayBack(wish, world.twoRuns().last());
        QCOMPARE(world.page->environment(), (PageEnvironment{u"Production"_s, true})); // not the one chosen before
        world.page->setPlan(failure(Error::Kind::Timeout, u"app-02"_s, u"no banner"_s));
        QVERIFY(textsOf(*world.page).contains(u"the return to shop 2.4.1 for production could not be checked"_s));
        world.button(world.find<CheckStep>(), u"Check again"_s)->click();
        QCOMPARE(decisions.size(), 1);
        world.page->setPlan(samplePlan());
        world.page->setReport(PrecheckReport());
        world.button(world.find<CheckStep>(), u"See the plan"_s)->click();
        world.page->setPlan(failure(Error::Kind::Refused, u"shop"_s, u"not any more as planned"_s));
        world.button(world.find<PlanStep>(), u"Plan again"_s)->click();
        QCOMPARE(decisions.size(), 2);
        for (const RunDecision &decision : std::as_const(decisions)) {
            QCOMPARE(decision.kind, RunDecision::Kind::Return);
            QCOMPARE(decision.run, runId);
            QCOMPARE(decision.reason, u"as it was"_s);
        }
        QCOMPARE(forward.size(), 1); // of goChecks
    }

    void backFromTheChecksOfAWayBackLeadsToItsRun()
    {
        World world;
        QSignalSpy wanted(world.page, &DeployPage::runWanted);
        QSignalSpy cancelled(world.page, &DeployPage::planCancelled);
        world.choose();
        world.page->startWayBack({RunDecision::Kind::RollBack, runId, {}, u"why"_s}, world.twoRuns().last());
        world.button(world.find<CheckStep>(), u"Back"_s)->click();
        QCOMPARE(cancelled.size(), 1);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<RunId>(), runId);
    }

    void stagingNeedsNoTyping()
    {
        World world;
        world.goPlan(u"staging"_s);
        world.page->setPlan(samplePlan(u"staging"_s));
        QVERIFY(world.button(world.find<PlanStep>(), u"Deploy shop 2.4.1"_s)->isEnabled());
    }

    void aPlanThatChangesNothingCannotBeStarted()
    {
        World world;
        world.goPlan(u"staging"_s);
        DeployPlan plan = samplePlan(u"staging"_s);
        plan.changes.removeIf([](const HostChange &change) { return !change.isNoop(); });
        world.page->setPlan(plan);
        QVERIFY(!world.button(world.find<PlanStep>(), u"Deploy shop 2.4.1"_s)->isEnabled());
        QVERIFY(textsOf(*world.page).contains(u"Everything already runs as planned."_s));
    }

    void aPlanThatFailsSaysWhyAndCanBeTriedAgain()
    {
        World world;
        QSignalSpy wanted(world.page, &DeployPage::planWanted);
        world.goChecks(u"staging"_s);
        QVERIFY(textsOf(*world.page).contains(u"Checking shop 2.4.1 for staging"_s));
        world.page->setPlan(failure(Error::Kind::Timeout, u"stg-01"_s, u"no banner"_s));
        QVERIFY(textsOf(*world.page).contains(u"stg-01 did not answer in time."_s));
        QVERIFY(textsOf(*world.page).contains(u"no banner"_s));
        world.button(world.find<CheckStep>(), u"Check again"_s)->click();
        QCOMPARE(wanted.size(), 2);
    }

    void theDiffMarksLinesBySignNotByColourAlone()
    {
        World world;
        world.goPlan(u"staging"_s);
        world.page->setPlan(samplePlan(u"staging"_s));
        const QString diff = world.find<PlanStep>()->findChild<DiffView *>()->toPlainText();
        QVERIFY(diff.contains(u"\n-     image: 127.0.0.1:5000/shop/checkout@sha256:aaaa"_s));
        QVERIFY(diff.contains(u"\n+     image: 127.0.0.1:5000/shop/checkout@sha256:bbbb"_s));
    }

    void aFailureNamesHostStepAndReasonAndWhatWasNotTouched()
    {
        World world;
        world.runUntilFailure();
        const QString texts = textsOf(*world.find<RunBanner>());
        QVERIFY(texts.contains(u"Stopped at app-01: step “health” of checkout failed"_s));
        QVERIFY(texts.contains(u"unhealthy after 120 s: GET /health 503"_s));
        QVERIFY(texts.contains(u"Not touched: app-02."_s));
        QVERIFY(!world.button(world.find<RunStep>(), u"Cancel this run"_s));
    }

    void aRunningRunCanBeCancelledOnce()
    {
        World world;
        QSignalSpy cancelled(world.page, &DeployPage::cancelRequested);
        world.page->setRun(startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc()));
        QPushButton *cancel = world.button(world.find<RunStep>(), u"Cancel this run"_s);
        QVERIFY(cancel);
        QVERIFY(world.find<RunBanner>()->isHidden());
        cancel->click();
        cancel->click();
        QCOMPARE(cancelled.size(), 1);
    }

    void theLogFiltersByHostAndIgnoresWhatItKnows()
    {
        World world;
        const DeployPlan plan = samplePlan();
        world.page->setRun(startRun(runId, plan, QDateTime::currentDateTimeUtc()));
        EventScript script(runId, QDateTime::currentDateTimeUtc());
        const DeployEvent one = script.output(plan.changes.at(0), DeployStep::Pull, u"<b>from one</b>"_s);
        const DeployEvent two = script.output(plan.changes.at(2), DeployStep::Pull, u"from two"_s);
        for (const DeployEvent &event : {one, two, one})
            world.page->appendEvent(event);
        auto *log = world.find<LogView>();
        QCOMPARE(log->text().count(u"<b>from one</b>"_s), 1);
        log->showHost(HostId(u"app-02"_s));
        QVERIFY(!log->text().contains(u"from one"_s));
        QVERIFY(log->text().contains(u"from two"_s));
        DeployEvent foreign = one;
        foreign.run = RunId(u"other"_s);
        foreign.sequence = 99;
        world.page->appendEvent(foreign);
        log->showHost({});
        QCOMPARE(log->text().count(u"from one"_s), 1);
    }

    void anOldRunIsFoundAgainByItsPlace()
    {
        World world;
        QSignalSpy wanted(world.page, &DeployPage::runWanted);
        world.choose();
        world.page->setRuns({startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc())});
        QVERIFY(world.shell.openAddress(u"opsdeck://shop/deploy/run/6d0c2c1e"_s));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<RunId>(), runId);
        world.page->setRun(world.find<RunList>()->runs().first());
        QCOMPARE(world.shell.address(), u"opsdeck://shop/deploy/run/6d0c2c1e"_s);
    }

    void aPlaceOfAVersionChoosesIt()
    {
        World world;
        world.choose();
        world.page->openPlace(u"shop/2.4.0"_s);
        QVERIFY(world.button(world.find<WhatStep>(), u"Choose where shop 2.4.0"_s));
    }

    void everyStepLooksRight_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("dark-1280") << ThemeKind::Dark << QSize(1280, 720);
        QTest::newRow("light-1280") << ThemeKind::Light << QSize(1280, 720);
        QTest::newRow("dark-1920") << ThemeKind::Dark << QSize(1920, 1080);
    }

    void everyStepLooksRight()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        World world(kind);
        world.shell.resize(size);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        const auto picture = [&](const QString &name) { screenshot(world.shell, u"deploy-%1-%2"_s.arg(name, tag)); };
        DeployRun past = startRun(RunId(u"old"_s), samplePlan(), QDateTime::currentDateTimeUtc().addDays(-1));
        past.state = RunState::Failed;
        DeployRun older
            = startRun(RunId(u"older"_s), samplePlan(u"staging"_s), QDateTime::currentDateTimeUtc().addDays(-2));
        older.state = RunState::Done;
        world.page->setRuns({past, older});
        world.choose();
        picture(u"what"_s);
        world.find<RunList>()->choose(older.id);
        world.page->setReturn(older.id, failure(Error::Kind::Refused, u"app-02"_s, u"cart is gone"_s));
        picture(u"no-return"_s);
        world.button(world.find<WhatStep>(), u"Choose where"_s)->click();
        world.find<WhereStep>()->choose(EnvironmentId(u"production"_s));
        picture(u"where"_s);
        world.button(world.find<WhereStep>(), u"Check shop 2.4.1"_s)->click();
        picture(u"checking"_s);
        world.page->setPlan(samplePlan());
        world.page->setReport(PrecheckReport());
        world.button(world.find<CheckStep>(), u"See the plan"_s)->click();
        picture(u"plan"_s);
        world.page->setRun(startRun(runId, samplePlan(), QDateTime::currentDateTimeUtc()));
        EventScript script(runId, QDateTime::currentDateTimeUtc());
        for (const DeployEvent &event : script.wholeLane(samplePlan().changes.first()))
            world.page->appendEvent(event);
        world.page->appendEvent(script.step(samplePlan().changes.at(1), DeployStep::Pull, StepState::Running));
        picture(u"running"_s);
        world.runUntilFailure();
        picture(u"failed"_s);
        QVERIFY(world.shell.minimumSizeHint().width() <= size.width());
        QVERIFY(world.page->minimumSizeHint().width() <= size.width() - 184);
    }
};

QTEST_MAIN(DeployPageTest)
#include "tst_deploypage.moc"
