// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/source.h"
#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "tests/backends/http/faultserver.h"
#include "tests/support/syncing.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Api = "/api/v2.0/";
const QByteArray Newest = Api + "repositories?sort=-update_time&page=1&page_size=100";
const QByteArray ShopRepositories = Api + "projects/shop/repositories";
const QByteArray CartArtifacts = ShopRepositories + "/web%252Fcart/artifacts";
const QByteArray PayArtifacts = ShopRepositories + "/pay/artifacts";

QByteArray repository(const QByteArray &name, int artifacts, const QByteArray &updated)
{
    return R"({"name":")" + name + R"(","artifact_count":)" + QByteArray::number(artifacts) + R"(,"update_time":")"
        + updated + R"("})";
}

/// `count` artifacts, numbered from `first`.
QByteArray artifacts(int first, int count, const QByteArray &scan = "Success")
{
    QByteArrayList rows;
    for (int i = first; i < first + count; ++i)
        rows.append(R"({"digest":"sha256:)" + QByteArray::number(i).rightJustified(64, '0')
            + R"(","tags":[{"name":"v1"}],"scan_overview":{"x":{"scan_status":")" + scan + R"("}}})");
    return '[' + rows.join(',') + ']';
}

} // namespace

class HarborSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qputenv("OPSDECK_SECRET_HARBOR", "s3cret");
        m_server = std::make_unique<FaultServer>();
        m_http = std::make_unique<http::Client>();
        m_secrets = std::make_unique<SecretStore>(m_folder.path());
        answer(Api + "systeminfo", R"({"harbor_version":"v2.12.4"})");
        answer(Api + "users/current", R"({"username":"admin"})");
        answer(Api + "projects", R"([{"project_id":1,"name":"shop","repo_count":2}])");
        answer(ShopRepositories,
            '[' + repository("shop/web/cart", 2, "2026-03-01T10:00:00.000Z") + ','
                + repository("shop/pay", 1, "2026-03-01T11:00:00.000Z") + ']');
        answer(CartArtifacts, artifacts(1, 2));
        answer(PayArtifacts, artifacts(9, 1));
    }

    void cleanup()
    {
        m_http.reset();
        m_server.reset();
    }

    void saysItsVersionAndLogsIn()
    {
        reply(Api + "users/current").body = R"({"username":"admin","sysadmin_flag":true})";
        const auto source = make();
        QCOMPARE(testing::wait(source->probe({})).value(), (SourceIdentity{u"Harbor"_s, u"v2.12.4"_s}));
        QCOMPARE(source->vitals().rights.first().plain(), u"administers the whole registry"_s);
        QCOMPARE(m_server->seen().first().header("authorization"), "Basic " + QByteArray("admin:s3cret").toBase64());
        QVERIFY(m_server->seen().first().header("cookie").isEmpty());
        QCOMPARE(m_server->takeTargets(), (QList<QByteArray>{Api + "systeminfo", Api + "users/current"}));
    }

    void doesNotTakePublicListsForALogin()
    {
        reply(Api + "users/current") = reply(Api + "users/current/permissions")
            = {401, R"({"errors":[{"code":"UNAUTHORIZED","message":"UnAuthorized"}]})", {}};
        QCOMPARE(testing::wait(make()->probe({})).error().kind, Error::Kind::Unauthorised);
        Syncing sync(make());
        QCOMPARE(sync.sync().error().kind, Error::Kind::Unauthorised);
    }

    void asksARobotForItsPermissions()
    {
        answer(Api + "users/current/permissions", "[]");
        reply(Api + "users/current").status = 401;
        QVERIFY(testing::wait(make(u"robot$shop+reader"_s)->probe({})));
        QCOMPARE(m_server->takeTargets(), (QList<QByteArray>{Api + "systeminfo", Api + "users/current/permissions"}));
        QVERIFY(testing::wait(make(u"bot-with-another-prefix"_s)->probe({})));
    }

    void readsAsNobodyWhereNoLoginIsConfigured()
    {
        Syncing sync(make({}, {}, {}));
        QVERIFY(sync.sync());
        QVERIFY(m_server->seen().first().header("authorization").isEmpty());
        QCOMPARE(m_server->takeTargets().first(), Api + "projects?page=1&page_size=100");
    }

    void readsEverythingTheFirstTime()
    {
        Syncing sync(make());
        QCOMPARE(sync.sync().value(), 2);
        QCOMPARE(sync.all<RegistryProject>().size(), 1);
        QCOMPARE(sync.all<RegistryRepository>().size(), 2);
        QCOMPARE(sync.all<Artifact>().size(), 3);
        QCOMPARE(sync.all<Artifact>().last().repository, u"shop/web/cart"_s);
        const QByteArray with = "?with_tag=true&with_scan_overview=true&page=1&page_size=100";
        QVERIFY(m_server->seen().last().header("x-accept-vulnerabilities").contains("report; version=1.1"));
        QCOMPARE(m_server->takeTargets(),
            (QList<QByteArray>{Api + "users/current", Api + "projects?page=1&page_size=100",
                ShopRepositories + "?page=1&page_size=100", PayArtifacts + with, CartArtifacts + with}));
    }

    void g6_givesNoRowsWhereAHarborHasNothingNew()
    {
        answer(Newest, reply(ShopRepositories).body);
        Syncing sync(make());
        QVERIFY(sync.sync());
        const QByteArray cursor = sync.cursor;
        m_server->takeTargets();
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(sync.sync().value(), 1);
            QCOMPARE(m_server->takeTargets(), QList<QByteArray>{Newest});
            QVERIFY(sync.rows.isEmpty());
            QCOMPARE(sync.cursor, cursor);
        }
        Syncing otherRun(make());
        otherRun.cursor = cursor;
        QCOMPARE(otherRun.sync().value(), 1);
        QCOMPARE(m_server->takeTargets().first(), Api + "users/current"); // the login is proved at every start
        QVERIFY(otherRun.rows.isEmpty());
    }

    void readsWhatTheNewestRepositoriesShow()
    {
        answer(Newest, reply(ShopRepositories).body);
        Syncing sync(make());
        QVERIFY(sync.sync());
        const QByteArray pushed = '[' + repository("shop/web/cart", 3, "2026-03-02T10:00:00.000Z") + ','
            + repository("shop/pay", 1, "2026-03-01T11:00:00.000Z") + ']';
        answer(Newest, pushed);
        answer(ShopRepositories, pushed);
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<RegistryRepository>().size(), 2);
        QCOMPARE(sync.all<Artifact>().size(), 2);
        QVERIFY(sync.sync());
        QVERIFY(sync.rows.isEmpty());
    }

    void readsOnWhatIsDueAlthoughNothingWasPushed()
    {
        answer(Newest, reply(ShopRepositories).body);
        answer(PayArtifacts, artifacts(9, 1, "Running"));
        Syncing sync(make());
        QVERIFY(sync.sync());
        answer(PayArtifacts, artifacts(9, 1));
        m_server->takeTargets();
        QCOMPARE(sync.sync().value(), 1);
        QCOMPARE(m_server->takeTargets().size(), 2);
        QCOMPARE(sync.all<Artifact>().first().scan.status, u"Success"_s);
    }

    void findsALoginThatIsNoLongerValidWhenItLooksClosely()
    {
        answer(Newest, reply(ShopRepositories).body);
        Syncing sync(make());
        QVERIFY(sync.sync());
        reply(Api + "users/current") = reply(Api + "users/current/permissions")
            = {401, R"({"errors":[{"code":"UNAUTHORIZED","message":"UnAuthorized"}]})", {}};
        QVERIFY(sync.sync());
        sync.source().lookClosely();
        QCOMPARE(sync.sync().error().kind, Error::Kind::Unauthorised);
    }

    void listsEverythingWhereTheServerIsTooOldToShowTheNewest()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        m_server->takeTargets();
        QCOMPARE(sync.sync().value(), 1);
        QCOMPARE(m_server->takeTargets().size(), 4);
        QCOMPARE(sync.sync().value(), 1);
        QCOMPARE(m_server->takeTargets().size(), 3);
        QVERIFY(sync.rows.isEmpty());
    }

    void readsAgainWhatWasPushedTo()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        answer(ShopRepositories,
            '[' + repository("shop/web/cart", 2, "2026-03-02T10:00:00.000Z") + ','
                + repository("shop/pay", 1, "2026-03-01T11:00:00.000Z") + ']');
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Artifact>().size(), 2);
    }

    void readsAgainWhileAScanIsUnderWay()
    {
        answer(PayArtifacts, artifacts(9, 1, "Running"));
        Syncing sync(make());
        QVERIFY(sync.sync());
        answer(PayArtifacts, artifacts(9, 1));
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Artifact>().size(), 1);
        QCOMPARE(sync.all<Artifact>().first().scan.status, u"Success"_s);
        QVERIFY(sync.sync());
        QVERIFY(sync.all<Artifact>().isEmpty());
    }

    void readsPagesUntilOneIsNotFull()
    {
        const QByteArray list = "?with_tag=true&with_scan_overview=true&page=";
        answer(CartArtifacts + list + "1&page_size=100", artifacts(1, 100));
        answer(CartArtifacts + list + "2&page_size=100", artifacts(101, 100));
        answer(CartArtifacts + list + "3&page_size=100", "[]");
        Syncing sync(make());
        QVERIFY(sync.sync());
        QCOMPARE(std::get<Snapshot<Artifact>>(sync.rows.last()).rows.size(), 200);
    }

    void namesTheRepositoryOfASnapshotSoThatWhatWasDeletedGoes()
    {
        Syncing sync(make());
        QVERIFY(sync.sync());
        QStringList places;
        for (const SyncRows &rows : std::as_const(sync.rows)) {
            if (const auto *artifacts = std::get_if<Snapshot<Artifact>>(&rows))
                places.append(artifacts->place);
        }
        QCOMPARE(places, (QStringList{u"shop/pay"_s, u"shop/web/cart"_s}));
    }

    void goesOnWhereAnotherProgramStopped()
    {
        Syncing killed(make());
        QVERIFY(killed.step()->more);
        m_server->takeTargets();
        Syncing next(make());
        next.cursor = killed.cursor;
        QVERIFY(next.sync());
        QCOMPARE(m_server->takeTargets().size(), 2);
        QCOMPARE(next.all<Artifact>().size(), 3);
    }

    void readsOnlyTheConfiguredProjects()
    {
        answer(Api + "projects", R"([{"project_id":1,"name":"shop"},{"project_id":2,"name":"library"}])");
        Syncing sync(make(u"admin"_s, u"harbor"_s, {u"shop"_s}));
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<RegistryProject>().size(), 1);
    }

    void keepsTheOthersWhenAProjectIsClosedToUs()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"project secret: no repositories"_s));
        answer(Api + "projects", R"([{"project_id":2,"name":"secret"},{"project_id":1,"name":"shop"}])");
        reply(Api + "projects/secret/repositories") = {403, R"({"errors":[{"code":"FORBIDDEN","message":"no"}]})", {}};
        Syncing sync(make());
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<RegistryRepository>().size(), 2);
    }

    void readsTheOthersWhenOneRepositoryIsBroken()
    {
        reply(PayArtifacts) = {500, R"({"errors":[{"code":"UNKNOWN","message":"internal server error"}]})", {}};
        Syncing sync(make());
        QCOMPARE(sync.sync().error().kind, Error::Kind::BadAnswer);
        QCOMPARE(sync.sync().error().kind, Error::Kind::BadAnswer);
        QCOMPARE(sync.all<Artifact>().size(), 2);
        answer(PayArtifacts, artifacts(9, 1));
        QVERIFY(sync.sync());
        QCOMPARE(sync.all<Artifact>().size(), 1);
    }

private:
    std::unique_ptr<Source> make(QString user = u"admin"_s, QString secret = u"harbor"_s, QStringList projects = {})
    {
        Connection connection;
        connection.id = SourceId(u"harbor"_s);
        connection.kind = u"harbor"_s;
        connection.url = QString::fromLatin1(m_server->baseUrl());
        connection.user = user;
        connection.secret = secret;
        connection.projects = projects;
        return makeHarborSource({connection, *m_http, *m_secrets});
    }
    FaultServer::Page &reply(const QByteArray &target) { return m_server->pages[target]; }
    void answer(const QByteArray &target, const QByteArray &body) { reply(target) = {200, body, {}}; }

    QTemporaryDir m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<SecretStore> m_secrets;
};

QTEST_GUILESS_MAIN(HarborSourceTest)
#include "tst_harborsource.moc"
