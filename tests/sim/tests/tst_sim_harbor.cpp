// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/harbor/harborsim.h"
#include "tests/sim/tests/ask.h"

using namespace opsdeck::sim;
using namespace Qt::StringLiterals;

class SimHarborTest : public QObject
{
    Q_OBJECT

private:
    SimClock m_clock;
    std::unique_ptr<HarborSim> m_sim;
    Asker m_asker;
    const HttpHeader m_admin = basicAuth("admin", "Harbor12345");

    Told ask(const QByteArray &target) { return m_asker.get(m_sim->url() + "/api/v2.0" + target, {m_admin}); }
    Told askAs(const HttpHeader &who, const QByteArray &target)
    {
        return m_asker.get(m_sim->url() + "/api/v2.0" + target, {who});
    }
    static QString codeOf(const Told &told) { return told.object()[u"errors"_s][0][u"code"_s].toString(); }

private slots:
    void init()
    {
        m_sim = std::make_unique<HarborSim>(m_clock);
        QVERIFY(m_sim->start());
        m_sim->addProject(u"shop"_s, false);
        m_sim->addProject(u"library"_s, true);
        m_sim->push(u"shop/cart"_s, harbor::makeArtifact(u"shop/cart"_s, {u"2.4.0"_s}, "a"));
        m_sim->push(u"shop/base/java"_s, harbor::makeArtifact(u"shop/base/java"_s, {u"17"_s}, "a"));
    }

    void tellsItsVersionOnlyToWhoIsKnown()
    {
        QCOMPARE(ask("/systeminfo").object()[u"harbor_version"_s].toString(), u"v2.12.4-0f3a9e12"_s);
        const Told anonymous = m_asker.get(m_sim->url() + "/api/v2.0/systeminfo");
        QCOMPARE(anonymous.status, 200);
        QVERIFY(!anonymous.object().contains(u"harbor_version"_s));
    }

    void aWrongPasswordSeesThePublicPartWithoutAWord()
    {
        const HttpHeader wrong = basicAuth("admin", "guess");
        QCOMPARE(askAs(wrong, "/projects").status, 200);
        QCOMPARE(askAs(wrong, "/projects").array().size(), 1);
        QCOMPARE(ask("/projects").array().size(), 2);
        QCOMPARE(askAs(wrong, "/users/current").status, 401);
        QCOMPARE(codeOf(askAs(wrong, "/users/current")), u"UNAUTHORIZED"_s);
        QCOMPARE(askAs(wrong, "/projects/shop/repositories").status, 401);
        QCOMPARE(ask("/users/current").object()[u"username"_s].toString(), u"admin"_s);
        QVERIFY(!ask("/users/current/permissions").array().isEmpty());
    }

    void listsTheRepositoriesOfAllProjectsNewestFirst()
    {
        m_clock.advance(std::chrono::hours(1));
        m_sim->push(u"library/redis"_s, harbor::makeArtifact(u"library/redis"_s, {u"7"_s}, "a"));
        const QJsonArray newest = ask("/repositories?sort=-update_time&page=1&page_size=2").array();
        QCOMPARE(newest.size(), 2);
        QCOMPARE(newest[0][u"name"_s].toString(), u"library/redis"_s);
        QCOMPARE(askAs(basicAuth("admin", "guess"), "/repositories").array().size(), 1);
    }

    void booleansInMetadataAreText()
    {
        const QJsonArray projects = ask("/projects").array();
        QCOMPARE(projects[0][u"metadata"_s][u"public"_s].toString(), u"true"_s);
        QCOMPARE(projects[1][u"repo_count"_s].toInt(), 2);
    }

    void aProjectNamesItsRetentionPolicyAsText()
    {
        QVERIFY(!ask("/projects/shop").object()[u"metadata"_s].toObject().contains(u"retention_id"_s));
        harbor::ProjectRow &shop = m_sim->projects()[u"shop"_s];
        shop.retention = {{u"latestPushedK"_s, 3, u"release-*"_s, u"!base/**"_s}, {u"always"_s, 0}};
        shop.retentionCron = u"0 0 0 * * *"_s;
        const QString id = ask("/projects/shop").object()[u"metadata"_s][u"retention_id"_s].toString();
        QCOMPARE(id, QString::number(shop.id));
        const QJsonObject policy = ask("/retentions/" + id.toLatin1()).object();
        QCOMPARE(policy[u"algorithm"_s].toString(), u"or"_s);
        QCOMPARE(policy[u"trigger"_s][u"settings"_s][u"cron"_s].toString(), u"0 0 0 * * *"_s);
        const QJsonValue rule = policy[u"rules"_s][0];
        QCOMPARE(rule[u"params"_s][u"latestPushedK"_s].toInt(), 3);
        QCOMPARE(rule[u"tag_selectors"_s][0][u"decoration"_s].toString(), u"matches"_s);
        const QJsonValue scope = rule[u"scope_selectors"_s][u"repository"_s][0];
        QCOMPARE(scope[u"decoration"_s].toString(), u"repoExcludes"_s);
        QCOMPARE(scope[u"pattern"_s].toString(), u"base/**"_s);
        QCOMPARE(askAs(basicAuth("admin", "guess"), "/retentions/" + id.toLatin1()).status, 401);
    }

    void aProjectListsItsRulesOfImmutableTags()
    {
        QCOMPARE(ask("/projects/shop/immutabletagrules").array().size(), 0);
        m_sim->projects()[u"shop"_s].immutable = {{{}, 0, u"v*"_s}, {{}, 0, u"rc-*"_s, u"cart"_s, true}};
        const QJsonArray rules = ask("/projects/shop/immutabletagrules?page=1&page_size=100").array();
        QCOMPARE(rules.size(), 2);
        QCOMPARE(rules[0][u"tag_selectors"_s][0][u"pattern"_s].toString(), u"v*"_s);
        QVERIFY(rules[1][u"disabled"_s].toBool());
        QCOMPARE(askAs(basicAuth("admin", "guess"), "/projects/shop/immutabletagrules").status, 401);
    }

    void repositoryNamesCarryTheProjectAndArtifactsWantThemEncodedTwice()
    {
        const QJsonArray rows = ask("/projects/shop/repositories").array();
        QCOMPARE(rows[0][u"name"_s].toString(), u"shop/base/java"_s);
        QCOMPARE(ask("/projects/shop/repositories/base%252Fjava/artifacts").array().size(), 1);
        QCOMPARE(ask("/projects/shop/repositories/base%2Fjava/artifacts").status, 404);
        QCOMPARE(ask("/projects/shop/repositories/cart/artifacts").array().size(), 1);
    }

    void everyArtifactComesOnceByFollowingLink()
    {
        for (int i = 0; i < 34; ++i)
            m_sim->push(
                u"shop/cart"_s, harbor::makeArtifact(u"shop/cart"_s, {u"1.0.%1"_s.arg(i)}, QByteArray::number(i)));
        QSet<QString> digests;
        qsizetype rows = 0;
        QByteArray target = "/api/v2.0/projects/shop/repositories/cart/artifacts?page_size=10&with_tag=true&q=a b";
        target.replace(' ', "%20");
        while (!target.isEmpty()) {
            const Told told = m_asker.get(m_sim->url() + target, {m_admin});
            QCOMPARE(told.status, 200);
            QCOMPARE(told.headers.value("x-total-count"), "35");
            for (const QJsonValue &row : told.array()) {
                digests.insert(row[u"digest"_s].toString());
                ++rows;
            }
            target = told.link("next");
            // Harbor leaves it to the client to encode the query again.
            QVERIFY(target.isEmpty() || (target.startsWith("/api/v2.0/") && target.contains("q=a b")));
            target.replace(' ', "%20");
        }
        QCOMPARE(rows, 35);
        QCOMPARE(digests.size(), 35);
    }

    void pagesOverAHundredAreRefused()
    {
        QCOMPARE(ask("/projects?page_size=100").status, 200);
        QCOMPARE(ask("/projects?page_size=101").status, 422);
        QCOMPARE(codeOf(ask("/projects?page_size=101")), u"UNPROCESSABLE_ENTITY"_s);
    }

    void scanResultsComeOnlyWhenAskedForAndOnlyWhenThereWasAScan()
    {
        harbor::RepositoryRow &cart = m_sim->projects()[u"shop"_s].repositories[u"cart"_s];
        cart.artifacts[0].scan = {u"Success"_s, {{u"High"_s, 2}, {u"Low"_s, 5}}, 3};
        const QByteArray list = "/projects/shop/repositories/cart/artifacts";
        QVERIFY(!ask(list).array()[0].toObject().contains(u"scan_overview"_s));
        const QJsonObject overview = ask(list + "?with_scan_overview=true").array()[0][u"scan_overview"_s].toObject();
        const QJsonValue report = *overview.begin();
        QCOMPARE(report[u"severity"_s].toString(), u"High"_s);
        QCOMPARE(report[u"summary"_s][u"total"_s].toInt(), 7);
        QCOMPARE(report[u"summary"_s][u"fixable"_s].toInt(), 3);
    }

    void aSecondPushTakesTheTagAndLeavesTheFirstArtifactWithNull()
    {
        m_sim->push(u"shop/cart"_s, harbor::makeArtifact(u"shop/cart"_s, {u"2.4.0"_s}, "second"));
        const QJsonArray rows = ask("/projects/shop/repositories/cart/artifacts").array();
        QCOMPARE(rows.size(), 2);
        const auto untagged
            = std::count_if(rows.cbegin(), rows.cend(), [](const QJsonValue &row) { return row[u"tags"_s].isNull(); });
        QCOMPARE(untagged, 1);
    }

    void echoesTheRequestIdAndNamesWhatIsMissing()
    {
        const Told told = m_asker.get(m_sim->url() + "/api/v2.0/projects/none", {m_admin, {"X-Request-Id", "r-7"}});
        QCOMPARE(told.headers.value("x-request-id"), "r-7");
        QCOMPARE(told.status, 404);
        QCOMPARE(codeOf(told), u"NOT_FOUND"_s);
        QCOMPARE(ask("/no/such/path").status, 404);
    }
};

QTEST_GUILESS_MAIN(SimHarborTest)
#include "tst_sim_harbor.moc"
