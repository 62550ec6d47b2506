// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gitledgerentries.h"
#include "app/deploy/processowner.h"
#include "tests/app/deploy/gitlabexecutorworld.h"

using namespace opsdeck;
using namespace opsdeck::testing;

/// Committing, tagging and following the pipeline.
class GitLabExecutorTest : public QObject, private GitLabExecutorWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void plansByEditingNothingButTheImageLine()
    {
        const auto made = plan();
        QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
        QCOMPARE(made->tag, u"shop-2.4.1-staging"_s);
        QCOMPARE(made->head, m_sim->head(shop, u"main"_s));
        QCOMPARE(made->files.size(), 1);
        const QByteArray wanted = "harbor.test/shop/cart@" + digest.text().toLatin1();
        QCOMPARE(made->files.first().after, QByteArray(before).replace("harbor.test/shop/cart:2.4.0", wanted));
        QCOMPARE(countChanges(diffOf(made->files.first())), (DiffCount{1, 1}));
        QVERIFY(isUntouched());
    }

    void refusesToPlanWhatCannotBeDone()
    {
        auto wrong = order();
        wrong.files.first().images = {{u"nothing"_s, wrong.files.first().images.first()}};
        QCOMPARE(wait(makeGitPlan(m_writer.get(), wrong, {})).error().kind, Error::Kind::Usage);
        wrong = order();
        wrong.branch = u"gone"_s;
        QCOMPARE(wait(makeGitPlan(m_writer.get(), wrong, {})).error().kind, Error::Kind::NotFound);
        wrong = order();
        wrong.project = u"shop/gone"_s;
        QCOMPARE(wait(makeGitPlan(m_writer.get(), wrong, {})).error().kind, Error::Kind::NotFound);
        wrong = order();
        wrong.tagPattern = u"v {version}"_s;
        QCOMPARE(wait(makeGitPlan(m_writer.get(), wrong, {})).error().kind, Error::Kind::Usage);
        m_sim->projects()[shop].tags.append(
            sim::gitlab::TagRow{.name = u"shop-2.4.1-staging"_s, .commit = m_sim->head(shop, u"main"_s)});
        QCOMPARE(plan().error().kind, Error::Kind::Refused);
    }

    void commitsTagsAndFollowsThePipelineToItsEnd()
    {
        const auto made = plan().value();
        const auto ended = run(made);
        QVERIFY2(ended, qPrintable(ended ? QString() : ended.error().detail));
        QCOMPARE(ended->state, RunState::Done);
        QCOMPARE(m_sim->file(shop, u"main"_s, path), made.files.first().after);
        QCOMPARE(ended->commit, m_sim->head(shop, u"main"_s));
        const auto log = m_sim->log(shop, u"main"_s);
        QCOMPARE(log.size(), 2);
        QVERIFY(log.first().message.contains(planHash(made)));
        QCOMPARE(m_sim->projects()[shop].tags.first().commit, ended->commit);
        QCOMPARE(ended->pipeline->row.status, u"success"_s);
        QCOMPARE(stagesOf(ended->pipeline->row.jobs).last().name, u"deploy"_s);
        using Kind = GitRunEvent::Kind;
        QCOMPARE(told().mid(0, 7),
            (QList<Kind>{Kind::Begun, Kind::Edited, Kind::Committing, Kind::Committed, Kind::Tagging, Kind::Tagged,
                Kind::Pipeline}));
        QCOMPARE(told().last(), Kind::Ended);

        const auto entries = ledger(); // newest first
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(1).action, u"deploy.intent"_s);
        QCOMPARE(detailOf(entries.at(1)).value(u"plan").toString(), planHash(made));
        QCOMPARE(entries.at(0).action, u"deploy.result"_s);
        QCOMPARE(entries.at(0).outcome, u"done"_s);
        QCOMPARE(entries.at(0).reference, u"0b3f"_s);
        QCOMPARE(detailOf(entries.at(0)).value(u"commit").toString(), ended->commit);
        QVERIFY(ended->unrecorded.isEmpty());
    }

    void theLedgerTellsOfRunsThatHaveNoJournal()
    {
        const auto made = plan().value();
        const auto ended = run(made);
        QCOMPARE(ended.value().state, RunState::Done);
        const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-1);
        const auto listed
            = [&] { return gitRunsIn(wait(m_stores->ledger().entriesAbout(u"deploy"_s, since)).value()); };
        QCOMPARE(listed().size(), 1);
        GitRunRecord known = listed().first();
        QCOMPARE(known.id, ended->id);
        QCOMPARE(known.state, RunState::Done);
        QCOMPARE(known.product, u"shop"_s);
        QCOMPARE(known.version, u"2.4.1"_s);
        QCOMPARE(known.environment, u"staging"_s);
        QCOMPARE(known.owner, processOwner());
        QCOMPARE(known.commit, ended->commit);
        QCOMPARE(known.tag, made.tag);
        QCOMPARE(known.pipeline, QString::number(ended->pipeline->row.id));
        QCOMPARE(known.pipelineStatus, u"success"_s);

        GitRun judged = *ended; // the hosts run something else
        judged.state = RunState::Failed;
        judged.failure = Phrase(u"another digest"_s);
        judged.otherwise = QStringList{u"app-01 cart"_s};
        QVERIFY(wait(m_stores->ledger().append(verifiedEntry(judged, u"li@desk"_s))));
        QCOMPARE(detailOf(ledger().first()).value(u"others").toArray().first().toString(), u"app-01 cart"_s);
        LedgerEntry begun = intentEntry(made, RunId(u"1c40"_s), u"li@desk"_s);
        QVERIFY(wait(m_stores->ledger().append(begun)));
        begun.reference = u"other"_s;
        begun.detail = "{}"; // a deployment by ssh
        QVERIFY(wait(m_stores->ledger().append(begun)));
        QCOMPARE(listed().size(), 2);
        QCOMPARE(listed().first().id, RunId(u"1c40"_s)); // the newest first
        QCOMPARE(listed().first().state, RunState::Running);
        QVERIFY(listed().first().owner.isEmpty());
        known = listed().last();
        QCOMPARE(known.state, RunState::Failed);
        QCOMPARE(known.failure, u"another digest"_s);
        QCOMPARE(known.pipelineStatus, u"success"_s);
    }

    void whoAnsweredForTheChecksStandsInTheLedger()
    {
        m_checked.before.overrides = {{PrecheckKind::OpenCriticalAlerts, u"li"_s, u"the cure"_s, {}}};
        m_checked.confirmedBy = u"wang"_s;
        QVERIFY(run(plan().value()));
        const QJsonObject intent = detailOf(ledger().last());
        QCOMPARE(intent.value(u"confirmedBy").toString(), u"wang"_s);
        QCOMPARE(intent.value(u"before").toObject(), QJsonDocument::fromJson(toJson(m_checked.before)).object());
        QVERIFY(QJsonDocument(intent).toJson().contains("the cure"));
    }

    void aRunWhoseConsoleIsGoneIsFollowedToItsEnd()
    {
        leaveOpen(true);
        const auto commits = m_sim->log(shop, u"main"_s).size();
        QCOMPARE(openRuns().size(), 1);
        const GitRun left = openRuns().first();
        QCOMPARE(left.plan.projectPath, shop);
        const auto ended = takeUp(left);
        QVERIFY2(ended, qPrintable(ended ? QString() : ended.error().detail));
        QCOMPARE(ended->state, RunState::Done);
        QCOMPARE(ended->commit, m_sim->head(shop, u"main"_s));
        QCOMPARE(ended->tag, left.plan.tag);
        QCOMPARE(ended->pipeline->row.status, u"success"_s);
        QCOMPARE(m_sim->log(shop, u"main"_s).size(), commits); // nothing is done twice
        const auto entries = ledger();
        QCOMPARE(entries.at(1).action, u"deploy.resume"_s);
        QCOMPARE(entries.at(1).actor, u"wang@desk"_s);
        QCOMPARE(entries.at(0).action, u"deploy.result"_s);
        QCOMPARE(entries.at(0).reference, left.id.text());
        QVERIFY(openRuns().isEmpty());
    }

    void aRunWhoseConsoleIsGoneBeforeItsTagHasDeployedNothing()
    {
        leaveOpen(false);
        const GitRun left = openRuns().value(0);
        const auto ended = takeUp(left);
        QCOMPARE(ended.value().state, RunState::Interrupted);
        QVERIFY(ended->failure.plain().contains(runMark(left.id)));
        QVERIFY(openRuns().isEmpty());
        QVERIFY(m_sim->projects()[shop].tags.isEmpty());
    }

    void aTagOfSomebodyElseIsNotTakenForThatOfARunThatWasLeft()
    {
        leaveOpen(false);
        m_sim->projects()[shop].tags.append(
            sim::gitlab::TagRow{.name = u"shop-2.4.1-staging"_s, .commit = m_sim->head(shop, u"main"_s)});
        QCOMPARE(takeUp(openRuns().value(0)).value().state, RunState::Interrupted);
    }

    void aRunThatWasLeftStaysOpenWhereGitLabCannotBeAsked()
    {
        leaveOpen(true);
        const GitRun left = openRuns().value(0);
        m_sim->stop();
        QVERIFY(!takeUp(left));
        QCOMPARE(openRuns().size(), 1);
    }

    void theIntentIsInTheLedgerBeforeTheCommit()
    {
        qsizetype entries = -1;
        m_onEvent = [&](const GitRunEvent &event) {
            if (event.kind == GitRunEvent::Kind::Committing) {
                QVERIFY(isUntouched());
                entries = ledger().size();
            }
        };
        QVERIFY(run(plan().value()));
        QCOMPARE(entries, 1);
    }

    void refusesWithTheDifferenceWhenTheFileChanged()
    {
        const auto made = plan().value();
        const QByteArray other = QByteArray(before).replace("2.4.0", "2.3.9");
        m_sim->push(shop, u"main"_s, {{path, other}}, u"by hand"_s);
        const auto ended = run(made);
        QCOMPARE(ended.error().kind, Error::Kind::Refused);
        const QString said = ended.error().said().plain();
        QVERIFY2(said.contains(u"+     image: harbor.test/shop/cart:2.3.9"_s), qPrintable(said));
        QVERIFY(said.contains(path));
        QCOMPARE(m_sim->file(shop, u"main"_s, path), other);
        QVERIFY(ledger().isEmpty());
        QVERIFY(m_events.isEmpty());
    }

    void refusesWhenTheBranchMovedByAnotherFileOrTheTagCame()
    {
        const auto made = plan().value();
        const QString head = m_sim->push(shop, u"main"_s, {{u"README.md"_s, "other"}}, u"by hand"_s);
        auto ended = run(made);
        QCOMPARE(ended.error().kind, Error::Kind::Refused);
        QVERIFY(ended.error().said().plain().contains(head.left(8)));
        const auto again = plan().value();
        m_sim->projects()[shop].tags.append(sim::gitlab::TagRow{.name = again.tag, .commit = head});
        ended = run(again);
        QCOMPARE(ended.error().kind, Error::Kind::Refused);
        QVERIFY(ended.error().said().plain().contains(again.tag));
        QVERIFY(ledger().isEmpty());
    }

    void refusesWhatChangesNothing()
    {
        auto made = plan().value();
        made.files.first().after = made.files.first().before;
        QCOMPARE(run(made).error().kind, Error::Kind::Usage);
        QVERIFY(ledger().isEmpty());
    }

    void gitLabsFreezePeriodsRefuse()
    {
        m_sim->freezes = {{u"0 23 * * 5"_s, u"0 8 * * 1"_s}};
        m_now = QDateTime(QDate(2026, 11, 21), QTime(4, 0), Qt::UTC); // a Saturday
        const auto made = plan().value();
        const auto frozen = run(made);
        QCOMPARE(frozen.error().kind, Error::Kind::Refused);
        QVERIFY(frozen.error().said().plain().contains(u"freeze period"_s));
        m_sim->freezes = {{u"whenever"_s, u"0 8 * * 1"_s}};
        QCOMPARE(run(made).error().kind, Error::Kind::Refused);
        m_sim->freezes.clear();
        m_sim->faults().set("GET " + api + "freeze_periods", Fault::withStatus(403));
        QCOMPARE(run(made).error().kind, Error::Kind::Refused);
        QVERIFY(isUntouched());
        QVERIFY(ledger().isEmpty());
        m_sim->faults().clear();
        m_sim->freezes = {{u"0 23 * * 5"_s, u"0 8 * * 1"_s}};
        m_now = m_now.addDays(-3);
        QCOMPARE(run(made).value().state, RunState::Done);
    }

    void doesNotTagWhatStandsOnAnotherCommitThanPlanned()
    {
        const auto made = plan().value();
        m_sim->onCommit = [this] { m_sim->push(shop, u"main"_s, {{u"README.md"_s, "other"}}, u"faster"_s); };
        const auto ended = run(made);
        QCOMPARE(ended.value().state, RunState::Failed);
        QVERIFY(!ended->commit.isEmpty());
        QVERIFY(ended->failure.plain().contains(u"was not tagged"_s));
        QVERIFY(m_sim->projects()[shop].tags.isEmpty());
        QCOMPARE(detailOf(ledger().first()).value(u"commit").toString(), ended->commit);
    }

    void failsWhenTheFileChangesBetweenLookAndCommit()
    {
        const auto made = plan().value();
        m_sim->onCommit = [this] { m_sim->push(shop, u"main"_s, {{path, "services: {}\n"}}, u"faster"_s); };
        const auto ended = run(made);
        QCOMPARE(ended.value().state, RunState::Failed);
        QVERIFY(ended->commit.isEmpty());
        QVERIFY(ended->failure.plain().contains(path));
        QCOMPARE(ledger().first().outcome, u"failed"_s);
    }

    void endsInterruptedWhereTheCommitMayHaveHappened()
    {
        const auto made = plan().value();
        m_sim->faults().set("POST " + api + "repository/commits", once(Fault::truncated(0)));
        m_sim->faults().set("GET " + api + "repository/commits", Fault::withStatus(403));
        const auto ended = run(made);
        QCOMPARE(ended.value().state, RunState::Interrupted);
        QVERIFY(ended->mayHaveCommitted());
        QVERIFY(detailOf(ledger().first()).value(u"mayHaveCommitted").toBool());
        QCOMPARE(ledger().first().outcome, nameOf(RunState::Interrupted));
    }

    void goesOnAfterLostAnswers()
    {
        Fault afterwards; // the tag is made, and then the answer says otherwise
        afterwards.status = 502;
        m_sim->faults().set("POST " + api + "repository/commits", once(Fault::truncated(0)));
        m_sim->faults().set("POST " + api + "repository/tags", once(afterwards));
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Done);
        QCOMPARE(m_sim->log(shop, u"main"_s).size(), 2);
        QCOMPARE(m_sim->projects()[shop].pipelines.size(), 1);
    }

    void saysThatTheCommitStaysWhereTheTagIsRefused()
    {
        Fault no = Fault::withStatus(403);
        no.body = R"({"message":"403 Forbidden"})";
        m_sim->faults().set("POST " + api + "repository/tags", no);
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Failed);
        QVERIFY(ended->tag.isEmpty());
        QVERIFY(ended->failure.plain().contains(ended->commit.left(8)));
        QVERIFY(ended->failure.plain().contains(u"403 Forbidden"_s));
    }

    void failsWhenNoPipelineAppears()
    {
        m_sim->tagsMakePipelines = false;
        m_polling.appear = std::chrono::milliseconds(100);
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Failed);
        QVERIFY(ended->failure.plain().contains(u"no pipeline for tag shop-2.4.1-staging"_s));
    }

    void namesTheJobThatFailedAndItsLastLinesWithoutSecrets()
    {
        pipelinePasses({u"running"_s, u"failed"_s}, u"failed"_s);
        m_sim->logs[2] = "pull\nlogin with glpat-simulated\n\x1b[31mError: manifest unknown\x1b[0m\n";
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Failed);
        const QString said = ended->failure.plain();
        QVERIFY2(said.contains(u"job compose-up (stage deploy) failed"_s), qPrintable(said));
        QVERIFY(said.contains(u"Error: manifest unknown"_s));
        for (const GitRunEvent &event : std::as_const(m_events))
            QVERIFY(!event.text.plain().contains(u"glpat-simulated"_s));
        for (const LedgerEntry &entry : ledger())
            QVERIFY(!entry.detail.contains("glpat-simulated"));
        QVERIFY(detailOf(ledger().first()).value(u"failure").toString().contains(u"compose-up"_s));
    }

    void namesTheJobAlsoWhereItsLogCannotBeRead()
    {
        pipelinePasses({u"failed"_s}, u"failed"_s);
        const auto ended = run(plan().value());
        QVERIFY(ended.value().failure.plain().contains(u"compose-up"_s));
        QVERIFY(ended->failure.plain().contains(u"404"_s));
    }

    void aWishCancelsThePipelineAndWaitsForItsEnd()
    {
        pipelinePasses({u"running"_s});
        m_onEvent = [this](const GitRunEvent &event) {
            if (event.kind == GitRunEvent::Kind::Pipeline)
                m_wish.request_stop();
        };
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Cancelled);
        QCOMPARE(m_sim->faults().count("POST " + api + "pipelines"), 1);
        QCOMPARE(m_sim->projects()[shop].pipelines.first().status, u"canceled"_s);
        QCOMPARE(ledger().first().outcome, u"cancelled"_s);
    }

    void nobodyKnowsWhereAPipelineDoesNotLetItselfBeCancelled()
    {
        pipelinePasses({u"running"_s});
        m_sim->cancelledStatus = u"canceling"_s;
        m_polling.cancelled = std::chrono::milliseconds(100);
        m_onEvent = [this](const GitRunEvent &event) {
            if (event.kind == GitRunEvent::Kind::Pipeline)
                m_wish.request_stop();
        };
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Interrupted);
        QVERIFY(ended->failure.plain().contains(u"canceling"_s));
    }

    void aWishBeforeTheCommitLeavesEverythingAsItWas()
    {
        m_onEvent = [this](const GitRunEvent &event) {
            if (event.kind == GitRunEvent::Kind::Edited)
                m_wish.request_stop();
        };
        QCOMPARE(run(plan().value()).value().state, RunState::Cancelled);
        QVERIFY(isUntouched());
        QCOMPARE(ledger().size(), 2);
    }

    void aWishDuringTheCommitIsHeardBeforeTheTag()
    {
        m_sim->onCommit = [this] { m_wish.request_stop(); };
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Cancelled);
        QCOMPARE(ended->commit, m_sim->head(shop, u"main"_s));
        QVERIFY(m_sim->projects()[shop].tags.isEmpty());
    }

    void outlastsFaultsWhileItFollows_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {500, 502, 200})
            QTest::addRow("%d", status) << status;
    }
    void outlastsFaultsWhileItFollows()
    {
        QFETCH(int, status);
        Fault fault = Fault::proxyPage(status);
        fault.times = 2;
        m_sim->faults().set("GET " + api + "pipelines/", fault);
        QCOMPARE(run(plan().value()).value().state, RunState::Done);
    }

    void nobodyKnowsTheEndWhereGitLabLetsNobodyInAnyMore_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {401, 403, 404})
            QTest::addRow("%d", status) << status;
    }
    void nobodyKnowsTheEndWhereGitLabLetsNobodyInAnyMore()
    {
        QFETCH(int, status);
        pipelinePasses({u"running"_s});
        m_onEvent = [this, status](const GitRunEvent &event) {
            if (event.kind == GitRunEvent::Kind::Pipeline)
                m_sim->faults().set("GET " + api + "pipelines/", Fault::withStatus(status));
        };
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Interrupted);
        QVERIFY(ended->failure.plain().contains(QString::number(ended->pipeline->row.id)));
    }

    void followingHasAnEnd()
    {
        pipelinePasses({u"manual"_s});
        m_polling.whole = std::chrono::milliseconds(150);
        const auto ended = run(plan().value());
        QCOMPARE(ended.value().state, RunState::Interrupted);
        QVERIFY(ended->note.plain().contains(u"compose-up"_s)); // which job waits for a click
        QVERIFY(ended->failure.plain().contains(u"manual"_s));
        m_sim->projects()[shop].tags.clear();
    }

    void theEndOfTheProgramIsTold()
    {
        pipelinePasses({u"running"_s});
        m_onEvent = [this](const GitRunEvent &event) {
            if (event.kind == GitRunEvent::Kind::Pipeline)
                m_end.request_stop();
        };
        QCOMPARE(run(plan().value()).value().state, RunState::Interrupted);
        QTRY_COMPARE(ledger().size(), 2);
        QCOMPARE(m_sim->projects()[shop].pipelines.first().status, u"running"_s); // left alone
    }
};

QTEST_GUILESS_MAIN(GitLabExecutorTest)
#include "tst_gitlabexecutor.moc"
