// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sampledeploy.h"
#include "tests/widgets/screenshot.h"
#include "widgets/pages/deploy/checkstep.h"
#include "widgets/pages/deploy/deploypage.h"
#include "widgets/pages/deploy/diffview.h"
#include "widgets/pages/deploy/logview.h"
#include "widgets/pages/deploy/planstep.h"
#include "widgets/pages/deploy/runbanner.h"
#include "widgets/pages/deploy/runlist.h"
#include "widgets/pages/deploy/runstep.h"
#include "widgets/pages/deploy/whatstep.h"
#include "widgets/pages/deploy/wherestep.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/pill.h"
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
            texts.append(label->text());
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
        world.page->startRollback(startRun(runId, back, QDateTime::currentDateTimeUtc()));
        back.undoes = runId;
        world.page->setPlan(back);
        world.button(world.find<PlanStep>(), u"Roll back"_s)->click();
        QCOMPARE(started.size(), 1);
        QCOMPARE(started.first().last().value<StartConsent>(), StartConsent());
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
        const QString diff = world.find<DiffView>()->toPlainText();
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
