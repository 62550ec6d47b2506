// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/samplegit.h"
#include "tests/widgets/screenshot.h"
#include "widgets/pages/deploy/checkstep.h"
#include "widgets/pages/deploy/deploypage.h"
#include "widgets/pages/deploy/diffview.h"
#include "widgets/pages/deploy/gitplanstep.h"
#include "widgets/pages/deploy/gitrunstep.h"
#include "widgets/pages/deploy/gitsteps.h"
#include "widgets/pages/deploy/gittext.h"
#include "widgets/pages/deploy/planstep.h"
#include "widgets/pages/deploy/whatstep.h"
#include "widgets/pages/deploy/wherestep.h"
#include "widgets/shell/shell.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

/// The wizard's way through GitLab.
class GitStepsTest : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        explicit World(const Product &product = sampleGitProduct())
            : theme(ThemeKind::Dark)
            , shell(theme, u"shop"_s)
            , page(new DeployPage(theme))
            , git(page->gitSteps())
        {
            theme.applyTo(*qApp);
            shell.addPage(page);
            shell.resize(1280, 720);
            page->setEnvironments(sampleEnvironments());
            page->setProducts({product});
            page->setVersions(ProductId(u"shop"_s), QStringList{u"2.4.1"_s});
            button(find<WhatStep>(), u"Choose where"_s)->click();
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

        QComboBox *executor() { return find<WhereStep>()->findChild<QComboBox *>(); }

        /// Values of all lists in a step, and its labels.
        QString textsOf(QWidget *step)
        {
            QStringList texts;
            for (const auto *list : step->findChildren<KeyValueList *>()) {
                for (const KeyValueRow &row : list->rows())
                    texts.append(row.label + u": "_s + row.value);
            }
            for (const auto *label : step->findChildren<QLabel *>()) {
                if (label->isVisibleTo(step))
                    texts.append(label->text().remove(QChar(0x200b)));
            }
            return texts.join(u'\n');
        }

        void goPlan(const QString &environment)
        {
            executor()->setCurrentIndex(1);
            find<WhereStep>()->choose(EnvironmentId(environment));
            button(find<WhereStep>(), u"Check shop 2.4.1"_s)->click();
            page->setPlan(samplePlan(environment));
            page->setReport(PrecheckReport());
            button(find<CheckStep>(), u"See the plan"_s)->click();
        }

        void goRun()
        {
            goPlan(u"production"_s);
            git->setPlan(sampleGitPlan());
            git->setRun(sampleGitRun());
        }

        Theme theme;
        Shell shell;
        DeployPage *page;
        GitSteps *git;
    };

private Q_SLOTS:
    void whoDoesTheWorkIsAskedOnlyWhereTheProductHasARepository()
    {
        World plain{sampleProduct()};
        QVERIFY(!plain.executor()->isVisibleTo(plain.page));
        QVERIFY(!plain.find<WhereStep>()->isThroughGitLab());
        World both;
        QVERIFY(both.executor()->isVisibleTo(both.page));
        QVERIFY(!both.find<WhereStep>()->isThroughGitLab()); // this desk, unless somebody says otherwise
        QCOMPARE(both.executor()->itemText(1), u"GitLab: ops/compose on git-main"_s);
        both.executor()->setCurrentIndex(1);
        QVERIFY(both.find<WhereStep>()->isThroughGitLab());
    }

    void theChecksComeFirstAndThenTheRepositoryIsRead()
    {
        World world;
        QSignalSpy checked(world.page, &DeployPage::planWanted);
        QSignalSpy wanted(world.git, &GitSteps::planWanted);
        world.goPlan(u"staging"_s);
        QCOMPARE(checked.size(), 1);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(0).value<ProductId>(), ProductId(u"shop"_s));
        QCOMPARE(wanted.first().at(1).toString(), u"2.4.1"_s);
        QCOMPARE(wanted.first().at(2).value<EnvironmentId>(), EnvironmentId(u"staging"_s));
        QVERIFY(world.find<GitPlanStep>()->isVisibleTo(world.page));
        QVERIFY(!world.find<PlanStep>()->isVisibleTo(world.page));
        world.button(world.find<GitPlanStep>(), u"Back"_s)->click();
        QVERIFY(world.find<CheckStep>()->isVisibleTo(world.page));
    }

    void thisDeskStillDeploysBySsh()
    {
        World world;
        QSignalSpy wanted(world.git, &GitSteps::planWanted);
        world.goPlan(u"staging"_s);
        world.button(world.find<GitPlanStep>(), u"Back"_s)->click();
        world.button(world.find<CheckStep>(), u"Back"_s)->click();
        world.executor()->setCurrentIndex(0);
        world.button(world.find<WhereStep>(), u"Check shop 2.4.1"_s)->click();
        world.page->setPlan(samplePlan(u"staging"_s));
        world.page->setReport(PrecheckReport());
        world.button(world.find<CheckStep>(), u"See the plan"_s)->click();
        QVERIFY(world.find<PlanStep>()->isVisibleTo(world.page));
        QCOMPARE(wanted.size(), 1);
    }

    void thePlanShowsEditsCommitAndTagAndProductionAsksForItsName()
    {
        World world;
        QList<GitReleasePlan> started;
        connect(world.page, &DeployPage::gitStartRequested, this,
            [&](const GitReleasePlan &plan, const StartConsent &) { started.append(plan); });
        world.goPlan(u"production"_s);
        world.git->setPlan(sampleGitPlan());
        auto *step = world.find<GitPlanStep>();
        const QString diff = step->findChild<DiffView *>()->toPlainText();
        QVERIFY(diff.contains(u"\n-     image: 127.0.0.1:5000/shop/checkout@sha256:aaaa"_s));
        QVERIFY(diff.contains(u"\n+     image: 127.0.0.1:5000/shop/checkout@sha256:bbbb"_s));
        const QString texts = world.textsOf(step);
        QVERIFY(texts.contains(u"repository: ops/compose"_s));
        QVERIFY(texts.contains(u"commit: Deploy shop 2.4.1 to production"_s));
        QVERIFY(texts.contains(u"tag: shop-2.4.1-production"_s));
        screenshot(world.shell, u"deploy-git-plan"_s);
        QPushButton *commit = world.button(step, u"Commit 1 file"_s);
        QVERIFY(commit && !commit->isEnabled());
        step->findChild<QLineEdit *>()->setText(u"production"_s);
        QVERIFY(commit->isEnabled());
        commit->click();
        commit->click();
        QCOMPARE(started, QList{sampleGitPlan()});
    }

    void aPlanWithoutChangesCannotBeCommitted()
    {
        World world;
        world.goPlan(u"staging"_s);
        GitReleasePlan plan = sampleGitPlan(u"staging"_s);
        plan.files.removeFirst();
        world.git->setPlan(plan);
        auto *step = world.find<GitPlanStep>();
        QVERIFY(!world.button(step, u"Commit 0 file"_s)->isEnabled());
        QVERIFY(world.textsOf(step).contains(u"there is nothing to commit"_s));
    }

    void aPlanThatFailsSaysWhyAndCanBeTriedAgain()
    {
        World world;
        QSignalSpy wanted(world.git, &GitSteps::planWanted);
        world.goPlan(u"staging"_s);
        world.git->setPlan(failure(Error::Kind::Refused, u"git-main"_s, u"tag v1 exists already"_s));
        auto *step = world.find<GitPlanStep>();
        QVERIFY(world.textsOf(step).contains(u"tag v1 exists already"_s));
        world.button(step, u"Plan again"_s)->click();
        QCOMPARE(wanted.size(), 2);
        QVERIFY(!world.button(step, u"Commit"_s));
    }

    void theRunIsFollowedStageByStage()
    {
        World world;
        QSignalSpy opened(world.git, &GitSteps::linkOpened);
        QSignalSpy cancelled(world.git, &GitSteps::cancelRequested);
        world.goRun();
        auto *step = world.find<GitRunStep>();
        QVERIFY(step->isVisibleTo(world.page));
        QCOMPARE(world.page->environment(), (PageEnvironment{u"Production"_s, true}));
        const QString texts = world.textsOf(step);
        QVERIFY(texts.contains(u"pipeline: 812 · running"_s));
        QVERIFY(texts.contains(u"verify: passed · 1 of 1"_s));
        QVERIFY(texts.contains(u"deploy: running · 0 of 1"_s));
        QVERIFY(texts.contains(u"smoke: waiting · 0 of 1"_s));
        screenshot(world.shell, u"deploy-git-run"_s);
        world.button(step, u"Open in GitLab"_s)->click();
        QCOMPARE(opened.first().first().toString(), u"https://git.test/ops/compose/-/pipelines/812"_s);
        QPushButton *cancel = world.button(step, u"Cancel this run"_s);
        cancel->click();
        cancel->click();
        QCOMPARE(cancelled.size(), 1);
        GitRun run = sampleGitRun();
        run.pipeline->row.webUrl = u"javascript:alert(1)"_s;
        world.git->setRun(run);
        QVERIFY(!world.button(step, u"Open in GitLab"_s));
    }

    void aGreenPipelineIsNoProofUntilTheHostsHaveAnswered()
    {
        World world;
        world.goRun();
        GitRun run = sampleGitRun();
        run.state = RunState::Done;
        world.git->setRun(run);
        auto *step = world.find<GitRunStep>();
        QVERIFY(world.textsOf(step).contains(u"Asking the hosts"_s));
        QVERIFY(!world.button(step, u"Cancel this run"_s));
        run.pipeline->row.status = u"success"_s;
        GitRun silent = run;
        silent.state = RunState::Interrupted;
        silent.failure = Phrase(u"app-02 did not answer in time"_s);
        world.git->setRun(silent);
        QVERIFY(world.textsOf(step).contains(u"the hosts could not be asked"_s));
        QVERIFY(world.textsOf(step).contains(u"app-02 did not answer in time"_s));
        GitRun other = run;
        other.state = RunState::Failed;
        other.otherwise = QStringList{u"app-02 checkout"_s};
        world.git->setRun(other);
        QVERIFY(world.textsOf(step).contains(u"another digest runs"_s));
        QVERIFY(world.textsOf(step).contains(u"app-02 checkout"_s));
        QVERIFY(!world.textsOf(step).contains(u"verified"_s));
        run.otherwise = QStringList();
        world.git->setRun(run);
        QVERIFY(world.textsOf(step).contains(u"shop 2.4.1 runs on production, every digest verified"_s));
    }

    void aRunThatWasLeftIsFoundAgain()
    {
        World world;
        QVERIFY(!world.button(world.find<WhatStep>(), u"GitLab:"_s));
        world.goRun();
        world.button(world.find<GitRunStep>(), u"Back to all deployments"_s)->click();
        GitRun run = sampleGitRun();
        run.pipeline->row.status = u"success"_s;
        world.git->setRun(run); // goes on, and does not call the person back
        QVERIFY(world.find<WhatStep>()->isVisibleTo(world.page));
        world.button(world.find<WhatStep>(), u"GitLab: shop 2.4.1 → production"_s)->click();
        QVERIFY(world.find<GitRunStep>()->isVisibleTo(world.page));
        QCOMPARE(world.page->place(), u"run/91ab"_s);
        world.button(world.find<GitRunStep>(), u"Back to all deployments"_s)->click();
        QVERIFY(world.shell.openAddress(u"opsdeck://shop/deploy/run/91ab"_s));
        QVERIFY(world.find<GitRunStep>()->isVisibleTo(world.page));
    }

    void aStatusThatNobodyKnowsIsShownAsItIs()
    {
        QCOMPARE(wordOfGitStatus(u"teleporting"_s), u"teleporting"_s);
        QCOMPARE(shapeOfGitStatus(u"teleporting"_s), StateShape::Unknown);
        QCOMPARE(shapeOfGitStatus(u"success"_s), StateShape::Ok);
        QCOMPARE(shapeOfGitStatus(u"manual"_s), StateShape::Paused);
    }
};

QTEST_MAIN(GitStepsTest)
#include "tst_gitsteps.moc"
