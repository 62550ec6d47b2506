// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/cursor.h"
#include "backends/gitlab/source.h"
#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "tests/backends/http/faultserver.h"
#include "tests/support/syncing.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray AllProjects = "/api/v4/projects?membership=true&simple=true&order_by=id&sort=asc"
                               "&pagination=keyset&per_page=100";
const QByteArray Newest = "per_page=100&order_by=updated_at&sort=desc";

QByteArray cart()
{
    return R"({"id":7,"name":"Cart","path_with_namespace":"shop/cart","default_branch":"main",
               "last_activity_at":"2026-03-01T10:00:00.000Z"})";
}

QByteArray pay()
{
    return R"({"id":9,"name":"Pay","path_with_namespace":"shop/pay","last_activity_at":"2026-02-01T10:00:00.000Z"})";
}

QByteArray pipeline(int id, const QByteArray &updated)
{
    return R"({"id":)" + QByteArray::number(id) + R"(,"status":"success","ref":"main","sha":"c0ffee","updated_at":")"
        + updated + R"("})";
}

const QByteArray TenJanuary = "2026-01-10T10:00:00.000Z";
const QByteArray Since = "&updated_after=2026-01-10T09%3A59%3A50.000Z";
const QByteArray ActiveSince = AllProjects + "&last_activity_after=2026-03-01T09%3A59%3A50.000Z";

} // namespace

class GitLabSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qputenv("OPSDECK_SECRET_GITLAB_TOKEN", "glpat-canary");
        m_server = std::make_unique<FaultServer>();
        m_http = std::make_unique<http::Client>();
        m_secrets = std::make_unique<SecretStore>(m_folder.path());
        answer("/api/v4/projects", '[' + cart() + ',' + pay() + ']');
        answer("/api/v4/projects/shop%2Fcart", cart());
        for (const QByteArray project : {"7", "9"}) {
            for (const QByteArray list : {"pipelines", "merge_requests", "deployments", "environments", "releases",
                     "repository/branches", "repository/tags"})
                answer("/api/v4/projects/" + project + '/' + list, "[]");
        }
        answer("/api/v4/projects/7", cart());
        answer("/api/v4/projects/9", pay());
        answer(Cart + "pipelines", '[' + pipeline(11, TenJanuary) + ']');
        answer(Cart + "pipelines/11/jobs", R"([{"id":2,"stage":"test","name":"unit","status":"failed"},
            {"id":1,"stage":"build","name":"compile","status":"success"}])");
        answer(Cart + "repository/branches", R"([{"name":"main","commit":{"id":"c0ffee"}}])");
        answer(Cart + "repository/tags", R"([{"name":"v1","commit":{"id":"c0ffee"}}])");
        answer(Cart + "releases", R"([{"tag_name":"v1"}])");
        answer(Cart + "environments", R"([{"id":1,"name":"production"}])");
        answer(Cart + "merge_requests", R"([{"iid":4,"state":"merged","updated_at":"2026-01-09T10:00:00.000Z"}])");
        answer(Cart + "deployments", R"([{"id":41,"updated_at":"2026-01-09T11:00:00.000Z"}])");
    }

    void cleanup()
    {
        m_http.reset();
        m_server.reset();
    }

    void saysItsVersionAndShowsItsToken()
    {
        answer("/api/v4/version", R"({"version":"16.11.2","revision":"x"})");
        auto source = make();
        answer(
            "/api/v4/personal_access_tokens/self", R"({"scopes":["read_api","read_user"],"expires_at":"2026-12-01"})");
        QCOMPARE(testing::wait(source->probe({})).value(), (SourceIdentity{u"GitLab"_s, u"16.11.2"_s}));
        QCOMPARE(source->vitals().rights.size(), 2);
        QCOMPARE(source->vitals().rights.first().plain(), u"the token may only look (read_api, read_user)"_s);
        QCOMPARE(source->vitals().rights.last().plain(), u"the token expires on 2026-12-01"_s);
        reply("/api/v4/personal_access_tokens/self") = {404, R"({"message":"404 Not found"})", {}};
        QVERIFY(testing::wait(source->probe({})));
        QVERIFY(source->vitals().rights.isEmpty());
        QCOMPARE(m_server->seen().first().header("private-token"), "glpat-canary");
        QVERIFY(m_server->seen().first().header("cookie").isEmpty());
    }

    void readsEverythingTheFirstTime()
    {
        Syncing sync(make());
        QCOMPARE(sync.sync().value(), 2);
        QCOMPARE(sync.all<Project>().size(), 2);
        const auto pipelines = sync.all<Pipeline>();
        QCOMPARE(pipelines.size(), 1);
        QCOMPARE(pipelines.first().jobs.size(), 2);
        QCOMPARE(pipelines.first().jobs.first().name, u"compile"_s);
        QCOMPARE(sync.all<Branch>().size(), 1);
        QCOMPARE(sync.all<Tag>().size(), 1);
        QCOMPARE(sync.all<Release>().size(), 1);
        QCOMPARE(sync.all<GitEnvironment>().size(), 1);
        QCOMPARE(sync.all<MergeRequest>().size(), 1);
        QCOMPARE(sync.all<GitDeployment>().size(), 1);
        for (const auto &asked : m_server->seen())
            QCOMPARE(asked.header("private-token"), "glpat-canary");

        auto targets = m_server->takeTargets();
        QCOMPARE(targets.takeFirst(), AllProjects);
        QCOMPARE(targets.takeFirst(), Cart + "pipelines?" + Newest); // active last, visited first
        QCOMPARE(targets.takeFirst(), Cart + "pipelines/11/jobs?per_page=100&include_retried=true");
        const QByteArray requests
            = Cart + "merge_requests?per_page=100&state=all&scope=all&order_by=updated_at&sort=desc";
        QCOMPARE(targets.takeFirst(), requests);
        QCOMPARE(targets.takeFirst(), Cart + "deployments?" + Newest);
        QVERIFY(targets.contains(Cart + "repository/branches?per_page=100"));
        QVERIFY(targets.contains(Cart + "repository/tags?per_page=100"));
        QVERIFY(targets.contains(Cart + "releases?per_page=100"));
        QVERIFY(targets.contains(Cart + "environments?per_page=100"));
    }

    void namesTheProjectOfASnapshot()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        QList<qint64> scopes;
        for (const SyncRows &rows : sync.rows) {
            if (const auto *branches = std::get_if<Snapshot<Branch>>(&rows))
                scopes.append(branches->scope);
            if (const auto *releases = std::get_if<Snapshot<Release>>(&rows))
                scopes.append(-releases->scope);
        }
        QCOMPARE(scopes, (QList<qint64>{7, -7, 9, -9}));
    }

    void g6_givesNoRowsWhereAGitLabHasNothingNew()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        const QByteArray cursor = sync.cursor;
        m_server->takeTargets();
        QCOMPARE(sync.sync().value(), 1);
        QCOMPARE(m_server->takeTargets(), QList<QByteArray>{ActiveSince});
        QVERIFY(sync.rows.isEmpty());
        QCOMPARE(sync.cursor, cursor);
    }

    void g6_givesNoRowsAfterARestartAndAsksEveryProjectOnce()
    {
        Syncing before(make());
        QVERIFY(before.sync());
        m_server->takeTargets();
        Syncing sync(make());
        sync.cursor = before.cursor;
        QCOMPARE(sync.sync().value(), 1);
        QCOMPARE(m_server->takeTargets(),
            (QList<QByteArray>{ActiveSince, Cart + "pipelines?" + Newest + Since, Pay + "pipelines?" + Newest}));
        QVERIFY(sync.rows.isEmpty());
    }

    void visitsAProjectThatWasActiveSinceTheLastPoll()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        QByteArray pushed = pay();
        answer(ActiveSince, '[' + pushed.replace("2026-02-01", "2026-03-02") + ']');
        answer(Pay + "repository/branches", R"([{"name":"main","commit":{"id":"c0ffee"}}])");
        m_server->takeTargets();
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Project>().size(), 1);
        QCOMPARE(sync.all<Branch>().size(), 1);
        QVERIFY(!m_server->takeTargets().contains(Cart + "pipelines?" + Newest + Since));
    }

    void asksAWarmProjectAtEveryPoll()
    {
        const QByteArray now = QDateTime::currentDateTimeUtc().addSecs(-60).toString(Qt::ISODateWithMs).toLatin1();
        answer(Cart + "pipelines", '[' + pipeline(11, now) + ']');
        Syncing sync(make());
        QVERIFY(sync.sync());
        answer(Cart + "pipelines", '[' + pipeline(12, now) + ',' + pipeline(11, now) + ']');
        answer(Cart + "pipelines/12/jobs", "[]");
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Pipeline>().size(), 1);
    }

    void findsAPipelineThatIsNoActivityInARoundOverAllProjects()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        answer(Pay + "pipelines", '[' + pipeline(12, TenJanuary) + ']');
        answer(Pay + "pipelines/12/jobs", "[]");
        QVERIFY(sync.sync());
        QVERIFY(sync.rows.isEmpty());
        sync.source().lookClosely();
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Pipeline>().size(), 1);
    }

    void readsTheOtherListsAgainWhenAPipelineChanged()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        answer(
            Cart + "pipelines", '[' + pipeline(12, "2026-01-11T10:00:00.000Z") + ',' + pipeline(11, TenJanuary) + ']');
        answer(Cart + "pipelines/12/jobs", "[]");
        m_server->takeTargets();
        sync.source().lookClosely();
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Pipeline>().size(), 1);
        QCOMPARE(sync.all<Pipeline>().first().id, 12);
        const auto targets = m_server->takeTargets();
        QVERIFY(!targets.contains(Cart + "pipelines/11/jobs?per_page=100&include_retried=true"));
        QVERIFY(targets.contains(Cart + "repository/tags?per_page=100"));
        QVERIFY(targets.contains(Cart + "deployments?" + Newest + "&updated_after=2026-01-09T10%3A59%3A50.000Z"));
        QVERIFY(!targets.contains(Pay + "repository/tags?per_page=100"));
    }

    void asksForConfiguredProjectsByPathOnceAndByNumberThen()
    {
        Syncing sync(make({u"shop/cart"_s}));
        QVERIFY(sync.sync());
        QCOMPARE(m_server->takeTargets().first(), "/api/v4/projects/shop%2Fcart");
        QCOMPARE(sync.all<Project>().size(), 1);
        sync.source().lookClosely();
        QVERIFY(sync.sync());
        QCOMPARE(m_server->takeTargets().first(), "/api/v4/projects/7");
    }

    void asksOneListForTheActivityOfConfiguredProjectsAndLeavesTheOthersOut()
    {
        Syncing sync(make({u"shop/cart"_s}));
        QVERIFY(sync.sync());
        QByteArray pushed = cart();
        answer(ActiveSince, '[' + pushed.replace("2026-03-01", "2026-03-02") + ',' + pay() + ']');
        m_server->takeTargets();
        QVERIFY(sync.sync());
        QCOMPARE(m_server->takeTargets().first(), ActiveSince);
        QCOMPARE(sync.all<Project>().size(), 1);
        QCOMPARE(sync.all<Project>().first().path, u"shop/cart"_s);
    }

    void asksForConfiguredProjectsOneByOneWhereTheTokenMayNotList()
    {
        reply("/api/v4/projects") = {403, R"({"message":"403 Forbidden"})", {}};
        Syncing sync(make({u"shop/cart"_s}));
        QVERIFY(sync.sync());
        m_server->takeTargets();
        QVERIFY(sync.sync());
        QVERIFY(m_server->takeTargets().contains("/api/v4/projects/7"));
    }

    void keepsConfiguredProjectsAliveBesideAWrongPath()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"shop/typo"_s));
        Syncing sync(make({u"shop/typo"_s, u"shop/cart"_s}));
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Project>().size(), 1);
    }

    void failsWhenNoConfiguredProjectCanBeRead()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"shop/typo"_s));
        Syncing sync(make({u"shop/typo"_s}));
        QCOMPARE(sync.sync().error().kind, Error::Kind::NotFound);
    }

    void goesOnWhereAnotherProgramStopped()
    {
        Syncing killed(make());
        QVERIFY(killed.step()->more);
        m_server->takeTargets();

        Syncing next(make());
        next.cursor = killed.cursor;
        QVERIFY(next.sync());
        QVERIFY(!m_server->takeTargets().contains(AllProjects));
        QCOMPARE(next.all<Pipeline>().size(), 1);
        QCOMPARE(next.all<Branch>().size(), 1);
    }

    void followsLinksAndDropsWhatMovedBetweenPages()
    {
        const QByteArray second = "/api/v4/projects?id_after=7&per_page=100";
        reply(AllProjects)
            = {200, '[' + cart() + ']', "Link: <" + m_server->baseUrl() + second + ">; rel=\"next\"\r\n"};
        answer(second, '[' + cart() + ',' + pay() + ']');
        Syncing sync(make());
        QVERIFY(sync.step());
        QCOMPARE(m_server->takeTargets(), (QList<QByteArray>{AllProjects, second}));
        QCOMPARE(sync.all<Project>().size(), 2);
    }

    void followsNoLinkToAnotherServer()
    {
        reply(AllProjects) = {200, '[' + cart() + ']', "Link: <http://127.0.0.2:9/api/v4/projects>; rel=\"next\"\r\n"};
        Syncing sync(make());
        QCOMPARE(sync.sync().error().kind, Error::Kind::BadAnswer);
        QCOMPARE(m_server->takeTargets().size(), 1);
    }

    void readsALongListInSteps()
    {
        const QByteArray second = Cart + "pipelines?page=2&" + Newest;
        reply(Cart + "pipelines?" + Newest).body = '[' + pipeline(11, TenJanuary) + ']';
        reply(Cart + "pipelines?" + Newest).headers = "Link: <" + m_server->baseUrl() + second + ">; rel=\"next\"\r\n";
        answer(second, '[' + pipeline(3, "2025-01-10T10:00:00.000Z") + ']');
        Syncing sync(make());
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Pipeline>().size(), 2);
        const auto targets = m_server->takeTargets();
        QCOMPARE(targets.count(second), 1);
        QCOMPARE(targets.count(Cart + "repository/tags?per_page=100"), 1);
        // Jobs of old pipelines are not asked for.
        QVERIFY(!targets.contains(Cart + "pipelines/3/jobs?per_page=100&include_retried=true"));

        sync.source().lookClosely();
        QVERIFY(sync.sync());
        QVERIFY(m_server->takeTargets().contains(Cart + "pipelines?" + Newest + Since));
    }

    void takesAListThatIsSwitchedOffOrForbiddenAsEmpty()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no environments.*insufficient"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no releases"_s));
        reply(Cart + "environments") = {403, R"({"error":"insufficient_scope"})", {}};
        reply(Cart + "releases") = {404, R"({"message":"404 Not Found"})", {}};
        Syncing sync(make());
        QVERIFY(sync.sync());
        QVERIFY(sync.all<GitEnvironment>().isEmpty());
        QCOMPARE(sync.all<Branch>().size(), 1);
    }

    void stopsWhenTheTokenIsRefused()
    {
        reply("/api/v4/projects") = {401, R"({"message":"401 Unauthorized"})", {}};
        Syncing sync(make());
        const auto failed = sync.sync();
        QCOMPARE(failed.error().kind, Error::Kind::Unauthorised);
        QCOMPARE(failed.error().detail, u"401 Unauthorized"_s);
    }

    void visitsTheOthersWhenOneProjectIsBroken()
    {
        reply(Cart + "pipelines").body = R"({"message":"500 Internal Server Error"})";
        reply(Cart + "pipelines").status = 500;
        answer(Pay + "repository/branches", R"([{"name":"main"}])");
        Syncing sync(make());
        QCOMPARE(sync.sync().error().kind, Error::Kind::BadAnswer);
        QVERIFY(sync.all<Branch>().isEmpty());
        QCOMPARE(sync.sync().error().kind, Error::Kind::BadAnswer); // the others were read, then it failed again
        QCOMPARE(sync.all<Branch>().size(), 1);

        answer(Cart + "pipelines", "[]");
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Branch>().size(), 1);
    }

    void forgetsProjectsThatAFullListDoesNotName()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        answer("/api/v4/projects", '[' + cart() + ']');
        auto cursor = gitlab::Cursor::parse(sync.cursor);
        QCOMPARE(cursor.projects.keys(), (QList<qint64>{7, 9}));
        cursor.fullListingAt = cursor.fullListingAt.addSecs(-3601);
        sync.cursor = cursor.json();
        m_server->takeTargets();
        QVERIFY(sync.sync());
        QCOMPARE(m_server->takeTargets().first(), AllProjects);
        QCOMPARE(gitlab::Cursor::parse(sync.cursor).projects.keys(), (QList<qint64>{7}));
    }

    void endsAtOnceWhenStopped()
    {
        std::stop_source stop;
        stop.request_stop();
        auto source = make();
        QCOMPARE(testing::wait(source->fetch({}, stop.get_token())).error().kind, Error::Kind::Cancelled);
    }

private:
    std::unique_ptr<Source> make(QStringList projects = {})
    {
        Connection connection;
        connection.id = SourceId(u"gitlab"_s);
        connection.kind = u"gitlab"_s;
        connection.url = QString::fromLatin1(m_server->baseUrl());
        connection.secret = u"gitlab-token"_s;
        connection.projects = projects;
        return makeGitLabSource({connection, *m_http, *m_secrets});
    }
    FaultServer::Page &reply(const QByteArray &target) { return m_server->pages[target]; }
    void answer(const QByteArray &target, const QByteArray &body) { reply(target) = {200, body, {}}; }

    const QByteArray Cart = "/api/v4/projects/7/";
    const QByteArray Pay = "/api/v4/projects/9/";
    QTemporaryDir m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<SecretStore> m_secrets;
};

QTEST_GUILESS_MAIN(GitLabSourceTest)
#include "tst_gitlabsource.moc"
