// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/gitlab/gitlabsim.h"
#include "tests/sim/tests/ask.h"

using namespace opsdeck::sim;
using namespace Qt::StringLiterals;

class SimGitLabTest : public QObject
{
    Q_OBJECT

private:
    SimClock m_clock;
    std::unique_ptr<GitLabSim> m_sim;
    Asker m_asker;
    const QDateTime m_start{QDate(2026, 11, 1), QTime(0, 0), Qt::UTC};

    Told ask(const QByteArray &target)
    {
        return m_asker.get(m_sim->url() + "/api/v4" + target, {{"PRIVATE-TOKEN", "glpat-simulated"}});
    }

    void addPipelines(gitlab::ProjectRow &project, int count)
    {
        for (int i = 1; i <= count; ++i) {
            gitlab::PipelineRow row;
            row.id = i;
            row.ref = i % 2 ? u"main"_s : u"2.4.1"_s;
            row.sha = QString(40, u'a');
            row.createdAt = m_start.addSecs(i * 60);
            row.updatedAt = m_start.addSecs(i * 60 + (i == 3 ? 86'400 : 30));
            project.pipelines.append(row);
        }
    }

    /// Ids of every row, by following Link to the end.
    QList<qint64> follow(QByteArray url, const QString &key = QStringLiteral("id"))
    {
        QList<qint64> ids;
        while (!url.isEmpty() && ids.size() < 100'000) {
            const Told told = m_asker.get(url, {{"PRIVATE-TOKEN", "glpat-simulated"}});
            if (told.status != 200)
                return {};
            for (const QJsonValue &row : told.array())
                ids << row[key].toInteger();
            url = told.link("next");
        }
        return ids;
    }

private slots:
    void init()
    {
        m_sim = std::make_unique<GitLabSim>(m_clock);
        QVERIFY(m_sim->start());
        addPipelines(m_sim->addProject(u"shop/cart"_s), 55);
    }

    void tellsItsVersionOnlyToWhoHasAToken()
    {
        QCOMPARE(ask("/version").object()[u"version"_s].toString(), u"17.5.2-ee"_s);
        const Told refused = m_asker.get(m_sim->url() + "/api/v4/version");
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.object()[u"message"_s].toString(), u"401 Unauthorized"_s);
    }

    void takesTheTokenAsBearerToo()
    {
        const QByteArray url = m_sim->url() + "/api/v4/projects/1";
        QCOMPARE(m_asker.get(url, {{"Authorization", "Bearer glpat-simulated"}}).status, 200);
        QCOMPARE(m_asker.get(url, {{"PRIVATE-TOKEN", "wrong"}}).status, 401);
    }

    void hidesPrivateProjectsFromStrangers()
    {
        QCOMPARE(m_asker.get(m_sim->url() + "/api/v4/projects").body, "[]");
        const Told hidden = m_asker.get(m_sim->url() + "/api/v4/projects/1");
        QCOMPARE(hidden.status, 404);
        QCOMPARE(hidden.object()[u"message"_s].toString(), u"404 Project Not Found"_s);
    }

    void findsAProjectByNumberAndByEncodedPathOnly()
    {
        QCOMPARE(ask("/projects/1").object()[u"path_with_namespace"_s].toString(), u"shop/cart"_s);
        QCOMPARE(ask("/projects/shop%2Fcart").object()[u"id"_s].toInteger(), 1);
        QCOMPARE(ask("/projects/shop/cart").status, 404);
        QCOMPARE(ask("/projects/shop%252Fcart").status, 404);
    }

    void everyPipelineComesOnceByFollowingLink()
    {
        const QList<qint64> ids = follow(m_sim->url() + "/api/v4/projects/shop%2Fcart/pipelines?per_page=10");
        QCOMPARE(ids.size(), 55);
        QCOMPARE(QSet<qint64>(ids.cbegin(), ids.cend()).size(), 55);
        QCOMPARE(ids.first(), 55);
    }

    void pageHeadersSayWhereAPageStands()
    {
        const Told told = ask("/projects/1/pipelines?page=2&per_page=20");
        QCOMPARE(told.headers.value("x-page"), "2");
        QCOMPARE(told.headers.value("x-next-page"), "3");
        QCOMPARE(told.headers.value("x-prev-page"), "1");
        QCOMPARE(told.headers.value("x-total"), "55");
        QCOMPARE(told.headers.value("x-total-pages"), "3");
        QVERIFY(told.link("last").contains("page=3"));
        QCOMPARE(ask("/projects/1/pipelines?page=3").headers.value("x-next-page"), "");
        QCOMPARE(ask("/projects/1/pipelines?per_page=500").headers.value("x-per-page"), "100");
    }

    void totalsAreAbsentOverTenThousandRows()
    {
        gitlab::ProjectRow &big = m_sim->addProject(u"shop/big"_s);
        addPipelines(big, 10'001);
        const Told told = ask("/projects/shop%2Fbig/pipelines");
        QVERIFY(!told.headers.contains("x-total"));
        QVERIFY(!told.headers.contains("x-total-pages"));
        QCOMPARE(told.link("last"), "");
        QVERIFY(!told.link("next").isEmpty());
    }

    void keysetPagesGiveEveryProjectOnce_data()
    {
        QTest::addColumn<QByteArray>("sort");
        QTest::newRow("ascending") << QByteArray("asc");
        QTest::newRow("descending") << QByteArray("desc");
    }

    void keysetPagesGiveEveryProjectOnce()
    {
        QFETCH(QByteArray, sort);
        for (int i = 0; i < 25; ++i)
            m_sim->addProject(u"group/p%1"_s.arg(i));
        const QByteArray url = m_sim->url() + "/api/v4/projects?pagination=keyset&order_by=id&per_page=7&sort=" + sort;
        const QList<qint64> ids = follow(url);
        QCOMPARE(ids.size(), 26);
        QVERIFY(std::is_sorted(
            ids.cbegin(), ids.cend(), [&](qint64 a, qint64 b) { return sort == "asc" ? a < b : b < a; }));
        QVERIFY(!m_asker.get(url, {{"PRIVATE-TOKEN", "glpat-simulated"}}).headers.contains("x-total"));
    }

    void listsProjectsThatWereActiveSince()
    {
        m_sim->addProject(u"shop/slow"_s).lastActivityAt = m_start;
        m_sim->addProject(u"shop/swift"_s).lastActivityAt = m_start.addSecs(60);
        const QJsonArray active = ask("/projects?last_activity_after=2026-11-01T00%3A00%3A30Z&search=shop/s").array();
        QCOMPARE(active.size(), 1);
        QCOMPARE(active[0][u"path_with_namespace"_s].toString(), u"shop/swift"_s);
    }

    void keysetNeedsAnOrderThatItKnows()
    {
        QCOMPARE(ask("/projects?pagination=keyset&order_by=name").status, 405);
        QCOMPARE(ask("/projects?page=502&per_page=100").status, 405);
    }

    void pipelinesCanBeAskedForByTheirChange()
    {
        const QByteArray since = m_start.addSecs(86'400).toString(Qt::ISODateWithMs).toUtf8().toPercentEncoding();
        const Told told = ask("/projects/1/pipelines?updated_after=" + since + "&order_by=updated_at&sort=asc");
        QCOMPARE(told.array().size(), 1);
        QCOMPARE(told.array()[0][u"id"_s].toInteger(), 3);
        QCOMPARE(told.array()[0][u"updated_at"_s].toString(), u"2026-11-02T00:03:00.000Z"_s);
    }

    void aPlusThatIsNotEncodedSpoilsADate()
    {
        QCOMPARE(ask("/projects/1/pipelines?updated_after=2026-11-02T00:00:00%2B08:00").status, 200);
        const Told told = ask("/projects/1/pipelines?updated_after=2026-11-02T00:00:00+08:00");
        QCOMPARE(told.status, 400);
        QCOMPARE(told.object()[u"error"_s].toString(), u"updated_after is invalid"_s);
    }

    void retriedJobsAreHiddenUnlessAskedFor()
    {
        gitlab::PipelineRow &pipeline = m_sim->projects()[u"shop/cart"_s].pipelines[0];
        pipeline.jobs = {{11, u"build"_s, u"compile"_s, u"failed"_s, 20, 1, true}, {12, u"build"_s, u"compile"_s}};
        const Told told = ask("/projects/1/pipelines/1/jobs");
        QCOMPARE(told.array().size(), 1);
        QCOMPARE(told.array()[0][u"id"_s].toInteger(), 12);
        QVERIFY(told.array()[0][u"duration"_s].isNull());
        QCOMPARE(ask("/projects/1/pipelines/1/jobs?include_retried=true").array().size(), 2);
        QCOMPARE(ask("/projects/1/pipelines/999/jobs").status, 404);
    }

    void mergeRequestsAreFilteredByState()
    {
        gitlab::MergeRequestRow open;
        open.iid = 5;
        open.createdAt = m_start;
        open.updatedAt = m_start;
        gitlab::MergeRequestRow merged = open;
        merged.iid = 6;
        merged.state = u"merged"_s;
        merged.mergeCommit = QString(40, u'b');
        m_sim->projects()[u"shop/cart"_s].mergeRequests = {open, merged};
        QCOMPARE(ask("/projects/1/merge_requests").array().size(), 2);
        const QJsonArray rows = ask("/projects/1/merge_requests?state=merged").array();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0][u"merge_commit_sha"_s].toString(), QString(40, u'b'));
    }

    void deploymentsAreOldestFirstAndRefuseAChangeFilterWithoutItsOrder()
    {
        for (qint64 id : {2, 1, 3}) {
            gitlab::DeploymentRow row;
            row.id = id;
            row.environment = u"production"_s;
            row.createdAt = m_start;
            row.updatedAt = m_start;
            m_sim->projects()[u"shop/cart"_s].deployments.append(row);
        }
        QCOMPARE(ask("/projects/1/deployments").array()[0][u"id"_s].toInteger(), 1);
        const QByteArray since = "?updated_after=2026-10-01T00:00:00Z";
        QCOMPARE(ask("/projects/1/deployments" + since).status, 400);
        QCOMPARE(ask("/projects/1/deployments" + since + "&order_by=updated_at").array().size(), 3);
        QCOMPARE(ask("/projects/1/deployments?environment=staging").array().size(), 0);
    }

    void branchesTagsReleasesAndEnvironmentsHaveTheirShapes()
    {
        gitlab::ProjectRow &project = m_sim->projects()[u"shop/cart"_s];
        project.branches = {{u"main"_s, QString(40, u'c'), u"第一"_s, u"li.na"_s, m_start, true}};
        project.tags = {{u"2.4.0"_s, QString(40, u'd'), u"Shop 2.4.0"_s, m_start}};
        project.releases = {{u"2.4.0"_s, u"Shop 2.4.0"_s, {}, QString(40, u'd'), u"li.na"_s, m_start}};
        project.environments = {{71, u"production"_s}};

        const QJsonValue branch = ask("/projects/1/repository/branches").array()[0];
        QCOMPARE(branch[u"protected"_s].toBool(), true);
        QCOMPARE(branch[u"default"_s].toBool(), true);
        QCOMPARE(branch[u"commit"_s][u"committed_date"_s].toString(), u"2026-11-01T08:00:00.000+08:00"_s);
        QCOMPARE(ask("/projects/1/repository/tags").array()[0][u"target"_s].toString(), QString(40, u'd'));
        QCOMPARE(ask("/projects/1/releases").array()[0][u"tag_name"_s].toString(), u"2.4.0"_s);
        QCOMPARE(ask("/projects/1/environments").array()[0][u"id"_s].toInteger(), 71);
        QVERIFY(ask("/projects/1/environments").array()[0][u"external_url"_s].isNull());
    }

    void aMovedProjectIsRedirectedWithItsQuery()
    {
        m_sim->move(u"old/cart"_s, u"shop/cart"_s);
        const Told told = ask("/projects/old%2Fcart/pipelines?page=2");
        QCOMPARE(told.status, 301);
        QCOMPARE(told.headers.value("location"), m_sim->url() + "/api/v4/projects/shop%2Fcart/pipelines?page=2");
    }

    void whatATestEditsIsWhatTheNextRequestSees()
    {
        m_sim->projects()[u"shop/cart"_s].pipelines.last().status = u"canceling"_s;
        QCOMPARE(ask("/projects/1/pipelines/55").object()[u"status"_s].toString(), u"canceling"_s);
        m_sim->projects().clear();
        QCOMPARE(ask("/projects").body, "[]");
    }
};

QTEST_GUILESS_MAIN(SimGitLabTest)
#include "tst_sim_gitlab.moc"
