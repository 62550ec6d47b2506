// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/parse.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::gitlab;
using namespace Qt::StringLiterals;

namespace {

const Scope InCart{SourceId(u"gitlab"_s), 7};

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toUTC();
}

/// The kind of the failure of any of the parsers, or -1.
template <typename T> int kindOf(const Result<T> &result)
{
    return result ? -1 : int(result.error().kind);
}

Job job(qint64 id, const char *stage, const char *name, const char *status = "success")
{
    return {id, QString::fromLatin1(stage), QString::fromLatin1(name), QString::fromLatin1(status), 0, 0};
}

} // namespace

class GitLabParseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheVersion()
    {
        const auto identity = parseVersion(R"({"version":"16.11.2-ee","revision":"ab12","more":[1]})", InCart);
        QCOMPARE(identity.value(), (SourceIdentity{u"GitLab"_s, u"16.11.2-ee"_s}));
    }

    void readsProjectsWithIdsBeyondThirtyTwoBits()
    {
        const auto projects = parseProjects(
            R"([{"id":4294967299,"name":"Cart","path_with_namespace":"shop/cart","default_branch":"main",
                 "web_url":"git.example/shop/cart","last_activity_at":"2026-03-01T10:00:00.123+08:00"},
                {"id":8,"name":"Empty","path_with_namespace":"shop/empty","default_branch":null}])",
            InCart);
        const Project cart{InCart.source, 4294967299, u"shop/cart"_s, u"Cart"_s, u"main"_s, u"git.example/shop/cart"_s,
            utc("2026-03-01T02:00:00.123Z")};
        const Project empty{InCart.source, 8, u"shop/empty"_s, u"Empty"_s, {}, {}, {}};
        QCOMPARE(projects.value(), (QList<Project>{cart, empty}));
        QCOMPARE(projects->first().lastActivityAt.timeSpec(), Qt::UTC);
    }

    void readsBranchesAndTagsByTheirCommit()
    {
        const auto branches = parseBranches(
            R"([{"name":"feature/a+b","merged":true,"protected":true,
                 "commit":{"id":"c0ffee","committed_date":"2026-03-01T10:00:00.000+00:00"}},
                {"name":"bare","commit":null}])",
            InCart);
        const Branch feature{InCart.source, 7, u"feature/a+b"_s, u"c0ffee"_s, utc("2026-03-01T10:00:00Z"), true, true};
        const Branch bare{InCart.source, 7, u"bare"_s, {}, {}, false, false};
        QCOMPARE(branches.value(), (QList<Branch>{feature, bare}));

        const auto tags = parseTags(
            R"([{"name":"v1","message":"first","target":"0123","commit":{"id":"c0ffee"},"release":null},
                {"name":"v0","message":null,"target":"4567"}])",
            InCart);
        const Tag annotated{InCart.source, 7, u"v1"_s, u"c0ffee"_s, u"first"_s, {}};
        const Tag light{InCart.source, 7, u"v0"_s, u"4567"_s, {}, {}};
        QCOMPARE(tags.value(), (QList<Tag>{annotated, light}));
    }

    void namesAReleaseWithoutNameByItsTag()
    {
        const auto releases = parseReleases(
            R"([{"tag_name":"v1","name":"","released_at":"2026-03-01T10:00:00.000Z","commit":{"id":"c0ffee"}}])",
            InCart);
        const Release release{InCart.source, 7, u"v1"_s, u"v1"_s, u"c0ffee"_s, utc("2026-03-01T10:00:00Z")};
        QCOMPARE(releases.value(), QList<Release>{release});
    }

    void letsUnknownStatusesPass()
    {
        const auto pipelines = parsePipelines(
            R"([{"id":11,"iid":1,"project_id":7,"ref":"main","sha":"c0ffee","status":"waiting_for_moon",
                 "source":"push","created_at":"2026-03-01T10:00:00.000Z","updated_at":"2026-03-01T10:05:00.000Z",
                 "web_url":"git.example/p/11","surprise":{"a":[]}}])",
            InCart);
        const Pipeline pipeline{InCart.source, 7, 11, u"main"_s, u"c0ffee"_s, u"waiting_for_moon"_s, u"push"_s,
            u"git.example/p/11"_s, utc("2026-03-01T10:00:00Z"), utc("2026-03-01T10:05:00Z"), {}};
        QCOMPARE(pipelines.value(), QList<Pipeline>{pipeline});
    }

    void readsJobsThatHaveNotRun()
    {
        const auto jobs = parseJobs(
            R"([{"id":3,"stage":"test","name":"unit","status":"success","duration":12.5,"queued_duration":0.25},
                {"id":4,"stage":"deploy","name":"prod","status":"manual","duration":null,"queued_duration":null}])",
            InCart);
        const Job unit{3, u"test"_s, u"unit"_s, u"success"_s, 12.5, 0.25};
        const Job prod{4, u"deploy"_s, u"prod"_s, u"manual"_s, 0, 0};
        QCOMPARE(jobs.value(), (QList<Job>{unit, prod}));
    }

    void takesTheSquashedCommitWhereThereIsNoMergeCommit()
    {
        const auto requests = parseMergeRequests(
            R"([{"id":900,"iid":4,"title":"Add <b>cart</b>","state":"merged","author":{"username":"li","name":"Li"},
                 "source_branch":"f","target_branch":"main","merge_commit_sha":null,"squash_commit_sha":"5c5c",
                 "web_url":"git.example/mr/4","created_at":"2026-03-01T10:00:00Z","updated_at":"2026-03-02T10:00:00Z",
                 "merged_at":"2026-03-02T09:00:00Z"}])",
            InCart);
        const MergeRequest request{InCart.source, 7, 4, u"Add <b>cart</b>"_s, u"merged"_s, u"li"_s, u"f"_s, u"main"_s,
            u"5c5c"_s, u"git.example/mr/4"_s, utc("2026-03-01T10:00:00Z"), utc("2026-03-02T10:00:00Z"),
            utc("2026-03-02T09:00:00Z")};
        QCOMPARE(requests.value(), QList<MergeRequest>{request});
    }

    void readsEnvironmentsAndDeployments()
    {
        const auto environments
            = parseEnvironments(R"([{"id":1,"name":"production","state":"available","external_url":null}])", InCart);
        QCOMPARE(
            environments.value(), (QList<GitEnvironment>{{InCart.source, 7, 1, u"production"_s, u"available"_s, {}}}));

        const auto deployments = parseDeployments(
            R"([{"id":41,"iid":1,"ref":"main","sha":"c0ffee","status":"success","user":{"name":"Li"},
                 "environment":{"id":1,"name":"production"},"created_at":"2026-03-01T10:00:00Z",
                 "updated_at":"2026-03-01T10:01:00Z","deployable":null}])",
            InCart);
        const GitDeployment deployment{InCart.source, 7, 41, u"production"_s, u"main"_s, u"c0ffee"_s, u"success"_s,
            u"Li"_s, utc("2026-03-01T10:00:00Z"), utc("2026-03-01T10:01:00Z")};
        QCOMPARE(deployments.value(), QList<GitDeployment>{deployment});
    }

    void refusesWhatIsNotTheList_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a web page") << QByteArray("<html><body>502 Bad Gateway</body></html>");
        QTest::newRow("cut off") << QByteArray(R"([{"id":1,"name":"a")");
        QTest::newRow("an object") << QByteArray(R"({"message":"401 Unauthorized"})");
        QTest::newRow("rows of another kind") << QByteArray(R"([1,"two",null])");
        QTest::newRow("no key") << QByteArray(R"([{"title":"x"}])");
        QTest::newRow("keys of the wrong type") << QByteArray(
            R"([{"id":"seven","iid":{},"name":[],"tag_name":1,"path_with_namespace":false,"status":{},"state":{}}])");
        QTest::newRow("an id that no integer holds")
            << QByteArray(R"([{"id":99999999999999999999,"iid":1e300,"name":7,"tag_name":{},"state":1,"status":2}])");
        QTest::newRow("nested too deep") << QByteArray(QByteArray(2000, '[') + QByteArray(2000, ']'));
        QTest::newRow("broken text") << QByteArray("[{\"id\":1,\"name\":\"\xff\xfe\",\"iid\":1}]");
    }

    void refusesWhatIsNotTheList()
    {
        QFETCH(QByteArray, body);
        const int bad = int(Error::Kind::BadAnswer);
        QCOMPARE(kindOf(parseProjects(body, InCart)), bad);
        QCOMPARE(kindOf(parseBranches(body, InCart)), bad);
        QCOMPARE(kindOf(parseTags(body, InCart)), bad);
        QCOMPARE(kindOf(parseReleases(body, InCart)), bad);
        QCOMPARE(kindOf(parsePipelines(body, InCart)), bad);
        QCOMPARE(kindOf(parseJobs(body, InCart)), bad);
        QCOMPARE(kindOf(parseMergeRequests(body, InCart)), bad);
        QCOMPARE(kindOf(parseEnvironments(body, InCart)), bad);
        QCOMPARE(kindOf(parseDeployments(body, InCart)), bad);
        QCOMPARE(kindOf(parseProject(body, InCart)), bad);
        QCOMPARE(kindOf(parseVersion(body, InCart)), bad);
    }

    void saysWhichRowIsWrong()
    {
        const auto projects = parseProjects(R"([{"id":1,"path_with_namespace":"a/b"},{"id":2}])", InCart);
        QCOMPARE(projects.error().origin, u"gitlab"_s);
        QVERIFY2(projects.error().detail.contains(u"projects[1].path_with_namespace"_s),
            qPrintable(projects.error().detail));
    }

    void keepsStagesInOrderWhenAWholeStageWasRetried()
    {
        // The only job of the first stage ran again after the second stage had been made.
        const QList<Job> all{job(9, "build", "compile"), job(5, "test", "unit"), job(4, "test", "lint"),
            job(3, "build", "compile", "failed")};
        QCOMPARE(inStageOrder(all),
            (QList<Job>{job(9, "build", "compile"), job(4, "test", "lint"), job(5, "test", "unit")}));
    }

    void hasNoOrderToKeepWithoutJobs() { QCOMPARE(inStageOrder({}), QList<Job>()); }
};

QTEST_GUILESS_MAIN(GitLabParseTest)
#include "tst_gitlabparse.moc"
