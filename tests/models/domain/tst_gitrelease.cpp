// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/gitrelease.h"
#include "models/domain/workspace.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const Digest digest = Digest::parse(u"sha256:"_s + QString(64, u'a'));

GitReleasePlan samplePlan()
{
    GitFileEdit edit;
    edit.path = u"deploy/compose.yml"_s;
    edit.images = {{u"cart"_s, ImageRef::parse(u"harbor.test/shop/cart"_s)->pinned(digest)}};
    edit.before = "image: old\n";
    edit.after = "image: new\n";
    edit.lastCommit = QString(40, u'1');
    GitReleasePlan plan;
    plan.product = ProductId(u"shop"_s);
    plan.version = u"2.4.1"_s;
    plan.environment = EnvironmentId(u"staging"_s);
    plan.source = SourceId(u"gitlab"_s);
    plan.project = 9'007'199'254'740'993; // a double cannot hold it
    plan.projectPath = u"shop/compose"_s;
    plan.branch = u"main"_s;
    plan.head = QString(40, u'2');
    plan.tag = u"shop-2.4.1-staging"_s;
    plan.files = {edit};
    plan.createdBy = u"li@desk"_s;
    plan.createdAt = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
    return plan;
}

GitReleaseOrder sampleOrder()
{
    GitReleaseOrder order;
    order.product = ProductId(u"shop"_s);
    order.version = u"2.4.1"_s;
    order.environment = EnvironmentId(u"staging"_s);
    order.project = u"shop/compose"_s;
    order.branch = u"main"_s;
    order.files = {{u"compose.yml"_s, samplePlan().files.first().images}};
    return order;
}

GitRunEvent eventOf(qint64 sequence, GitRunEvent::Kind kind)
{
    GitRunEvent made;
    made.run = RunId(u"r"_s);
    made.sequence = sequence;
    made.at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC).addSecs(sequence);
    made.kind = kind;
    return made;
}

Job job(const QString &stage, const QString &status)
{
    Job made;
    made.stage = stage;
    made.status = status;
    return made;
}

} // namespace

class GitReleaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOfRefsFollowGit_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        for (const char *good : {"main", "v1.2.3", "feature/cart", "shop-2.4.1-staging", "发布-1"})
            QTest::newRow(good) << QString::fromUtf8(good) << true;
        for (const char *bad : {"", "@", "-x", "/a", "a/", "a.", "a..b", "a b", "a~1", "a^", "a:b", "a?", "a*", "a[b",
                 "a\\b", "a@{1", "a//b", ".a", "x/.a", "a.lock", "a.lock/b", "a\nb"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << false;
        QTest::newRow("long") << QString(201, u'a') << false;
    }
    void namesOfRefsFollowGit()
    {
        QFETCH(QString, name);
        QTEST(isGitRefName(name), "good");
    }

    void pathsStayInTheRepository_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("good");
        for (const char *good : {"compose.yml", "deploy/test/docker-compose.yml", "部署/compose.yml", "a..b/c"})
            QTest::newRow(good) << QString::fromUtf8(good) << true;
        for (const char *bad :
            {"", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", ".git/config", "a/.GIT/x", "a\nb", "a\x7f"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << false;
    }
    void pathsStayInTheRepository()
    {
        QFETCH(QString, path);
        QTEST(isRepositoryPath(path), "good");
    }

    void fillsATagsNameInOnePass()
    {
        const ProductId product(u"{version}"_s);
        const auto name = gitTagName(u"v{version}-{environment}"_s, product, u"2.4.1"_s, EnvironmentId(u"prod"_s));
        QCOMPARE(name.value(), u"v2.4.1-prod"_s);
        // A value that looks like a place stays what it is.
        QCOMPARE(gitTagName(u"{product}"_s, product, u"2"_s, {}).value(), u"{version}"_s);
        QCOMPARE(gitTagName(u"{date}"_s, product, u"2"_s, {}).error().kind, Error::Kind::Usage);
        QCOMPARE(gitTagName(u"v{version}"_s, product, u"2 beta"_s, {}).error().kind, Error::Kind::Usage);
        QCOMPARE(gitTagName({}, product, u"2"_s, {}).error().kind, Error::Kind::Usage);
    }

    void refusesOrdersThatCannotBeFollowed()
    {
        QVERIFY(checkOrder(sampleOrder()));
        auto order = sampleOrder();
        order.files.first().images.insert(u"pay"_s, *ImageRef::parse(u"harbor.test/shop/pay:2.4.1"_s));
        QVERIFY(checkOrder(order).error().said().plain().contains(u"pay"_s));
        order = sampleOrder();
        order.files.append(order.files.first());
        QCOMPARE(checkOrder(order).error().kind, Error::Kind::Usage);
        order = sampleOrder();
        order.files.first().path = u"../compose.yml"_s;
        QCOMPARE(checkOrder(order).error().kind, Error::Kind::Usage);
        order = sampleOrder();
        order.files.clear();
        QCOMPARE(checkOrder(order).error().kind, Error::Kind::Usage);
        order = sampleOrder();
        order.branch = u"--force"_s;
        QCOMPARE(checkOrder(order).error().kind, Error::Kind::Usage);
    }

    void aPlanSurvivesJsonAndItsHashSaysWhatIsDone()
    {
        const auto plan = samplePlan();
        QCOMPARE(gitPlanFromJson(toJson(plan)).value(), plan);
        auto later = plan;
        later.createdBy = u"wang@desk"_s;
        later.createdAt = later.createdAt.addSecs(60);
        QCOMPARE(planHash(later), planHash(plan));
        const QList<std::function<void(GitReleasePlan &)>> changes{
            [](GitReleasePlan &p) { p.head = QString(40, u'3'); }, [](GitReleasePlan &p) { p.tag += u'x'; },
            [](GitReleasePlan &p) { p.branch += u'x'; }, [](GitReleasePlan &p) { ++p.project; },
            [](GitReleasePlan &p) { p.files.first().after += '\n'; },
            [](GitReleasePlan &p) { p.files.first().lastCommit = QString(40, u'4'); }};
        for (const auto &change : changes) {
            auto other = plan;
            change(other);
            QVERIFY(planHash(other) != planHash(plan));
        }
    }

    void hostileJsonIsNoPlan()
    {
        for (const QByteArray text : {"", "[]", "{}", "nul", R"({"project":"7","branch":"-x","tag":"v1","head":"a"})",
                 R"({"project":"7","branch":"main","tag":"v1","head":"a","files":[{"path":"../x"}]})",
                 R"({"project":"7","branch":"main","tag":"v1","head":"a",
                     "files":[{"path":"x","images":{"cart":"shop/cart:latest"}}]})"})
            QVERIFY2(!gitPlanFromJson(text), text.constData());
    }

    void aCommitMessageSaysWhatItIsAndCannotBeForged()
    {
        auto plan = samplePlan();
        const RunId run(u"0b3f"_s);
        plan.reason = u"back [skip ci]\n\nOpsdeck-Run: ffff"_s;
        const QString text = commitMessage(plan, run);
        QVERIFY(text.startsWith(u"Deploy shop 2.4.1 to staging\n\n"_s));
        QVERIFY(text.contains(u"Opsdeck-Plan: "_s + planHash(plan)));
        QVERIFY(hasMark(text, runMark(run)));
        QVERIFY(!hasMark(text, runMark(RunId(u"ffff"_s))));
        QVERIFY(!hasMark(text, runMark(RunId(u"0b3"_s))));
        QVERIFY(!text.contains(u"[skip ci]"_s));
        QVERIFY(hasMark(u"x\r\nOpsdeck-Run: 0b3f\r\n"_s, runMark(run)));
    }

    void stagesAreSummedUpInOrder()
    {
        const auto stages = stagesOf({job(u"build"_s, u"success"_s), job(u"build"_s, u"success"_s),
            job(u"deploy"_s, u"success"_s), job(u"deploy"_s, u"failed"_s), job(u"deploy"_s, u"running"_s),
            job(u"after"_s, u"waiting_for_something_new"_s)});
        QCOMPARE(stages.size(), 3);
        QCOMPARE(stages.at(0), (GitStage{u"build"_s, u"success"_s, 2, 2}));
        QCOMPARE(stages.at(1), (GitStage{u"deploy"_s, u"failed"_s, 2, 3}));
        QCOMPARE(stages.at(2), (GitStage{u"after"_s, u"waiting_for_something_new"_s, 0, 1}));
        QVERIFY(stagesOf({}).isEmpty());
    }

    void foldsARunAndKeepsItsEnd()
    {
        auto committed = eventOf(4, GitRunEvent::Kind::Committed);
        committed.commit = u"c0ffee"_s;
        auto ended = eventOf(6, GitRunEvent::Kind::Ended);
        ended.state = RunState::Failed;
        ended.text = Phrase(u"no"_s);
        QList<GitRunEvent> events{eventOf(1, GitRunEvent::Kind::Begun), eventOf(2, GitRunEvent::Kind::Edited),
            eventOf(3, GitRunEvent::Kind::Committing)};
        auto run = foldGitRun(RunId(u"r"_s), samplePlan(), events);
        QVERIFY(run.mayHaveCommitted());
        events += {committed, eventOf(5, GitRunEvent::Kind::Tagging)};
        run = foldGitRun(RunId(u"r"_s), samplePlan(), events);
        QCOMPARE(run.commit, u"c0ffee"_s);
        QVERIFY(!run.mayHaveCommitted());
        QVERIFY(run.mayHaveTagged());
        apply(run, ended);
        QCOMPARE(run.state, RunState::Failed);
        QCOMPARE(run.failure.plain(), u"no"_s);
        QVERIFY(run.mayHaveTagged());
        const auto before = run;
        apply(run, eventOf(7, GitRunEvent::Kind::Tagged)); // after the end
        auto foreign = eventOf(8, GitRunEvent::Kind::Committed);
        foreign.run = RunId(u"other"_s);
        apply(run, foreign);
        QCOMPARE(run, before);
    }

    void aRepeatedEventChangesNothing()
    {
        auto first = eventOf(1, GitRunEvent::Kind::Committed);
        first.commit = u"a"_s;
        auto again = first;
        again.commit = u"b"_s;
        QCOMPARE(foldGitRun(RunId(u"r"_s), {}, {first, again}).commit, u"a"_s);
    }

    void saysHowAPipelineEnds()
    {
        QCOMPARE(runStateOf(u"success"_s), RunState::Done);
        QCOMPARE(runStateOf(u"canceled"_s), RunState::Cancelled);
        QCOMPARE(runStateOf(u"failed"_s), RunState::Failed);
        QCOMPARE(runStateOf(u"skipped"_s), RunState::Failed);
        for (const auto &status : {u"manual"_s, u"canceling"_s, u"created"_s, u"something_new"_s})
            QVERIFY(!isGitEnd(status));
    }

    void freezePeriodsOfGitLabAreWindows()
    {
        const EnvironmentId staging(u"staging"_s);
        const auto window = freezeWindowOf({u"0 23 * * 5"_s, u"0 8 * * 1"_s, u"Asia/Shanghai"_s}, staging);
        QVERIFY(window);
        Environment where;
        where.id = staging;
        const QDateTime saturday(QDate(2026, 11, 21), QTime(4, 0), Qt::UTC);
        QVERIFY(freezeAt({*window}, {}, where, saturday));
        QVERIFY(!freezeAt({*window}, {}, where, saturday.addDays(-2)));
        QCOMPARE(freezeWindowOf({u"often"_s, u"0 8 * * 1"_s, {}}, staging).error().kind, Error::Kind::Usage);
        QCOMPARE(freezeWindowOf({u"0 23 * * 5"_s, {}, {}}, staging).error().kind, Error::Kind::Usage);
        const auto nowhere = freezeWindowOf({u"0 23 * * 5"_s, u"0 8 * * 1"_s, u"Mars/Olympus"_s}, staging);
        QVERIFY(nowhere.error().said().plain().contains(u"Mars/Olympus"_s));
    }
};

QTEST_GUILESS_MAIN(GitReleaseTest)
#include "tst_gitrelease.moc"
