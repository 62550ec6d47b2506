// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/gitlabwriter.h"
#include "backends/gitlab/releaseparse.h"
#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "tests/sim/gitlab/gitlabwritesim.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace Qt::StringLiterals;
using sim::Fault;

namespace {

const QString shop = u"shop/compose"_s;
const QString path = u"deploy/test/docker-compose.yml"_s;
const QByteArray before = "services:\n  cart:\n    image: old # 购物车\n";
const QByteArray after = "services:\n  cart:\n    image: new # 购物车\n";
const QByteArray commits = "/api/v4/projects/1/repository/commits";
const QByteArray tags = "/api/v4/projects/1/repository/tags";

template <typename T> Result<T> wait(QCoro::Task<Result<T>> task)
{
    return opsdeck::testing::wait(std::move(task));
}

} // namespace

/// The writer against a GitLab that loses answers, refuses, and moves in between.
class GitLabWriterTest : public QObject
{
    Q_OBJECT

private:
    sim::SimClock m_clock;
    std::unique_ptr<sim::GitLabWriteSim> m_sim;
    std::unique_ptr<http::Client> m_http;
    QTemporaryDir m_folder;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<http::Session> m_session;
    std::unique_ptr<gitlab::GitLabWriter> m_writer;
    QString m_base;

    GitCommitOrder order() const
    {
        GitFileEdit edit;
        edit.path = path;
        edit.before = before;
        edit.after = after;
        edit.lastCommit = m_base;
        GitCommitOrder made;
        made.project = 1;
        made.branch = u"main"_s;
        made.head = m_sim->head(shop, u"main"_s);
        made.mark = u"Opsdeck-Run: 0b3f"_s;
        made.message = u"Deploy\n\nOpsdeck-Run: 0b3f\n"_s;
        made.files = {edit};
        return made;
    }

    GitTagOrder tagOrder() const { return {1, u"v2.4.1"_s, m_sim->head(shop, u"main"_s), u"Deploy"_s}; }
    Result<GitCommit> commit() { return wait(m_writer->commit(order(), {})); }
    Result<Tag> tag() { return wait(m_writer->tag(tagOrder(), {})); }
    int posts(const QByteArray &route) { return m_sim->faults().count("POST " + route); }

    static Fault once(Fault fault)
    {
        fault.times = 1;
        return fault;
    }

    /// It is done, and then the answer says otherwise.
    static Fault afterwards(int status)
    {
        Fault fault;
        fault.status = status;
        return fault;
    }

private Q_SLOTS:
    void init()
    {
        qputenv("OPSDECK_SECRET_GITLAB_TOKEN", "glpat-simulated");
        m_sim = std::make_unique<sim::GitLabWriteSim>(m_clock);
        QVERIFY(m_sim->start());
        m_sim->addProject(shop);
        m_base = m_sim->push(shop, u"main"_s, {{path, before}, {u"README.md"_s, "read me"}}, u"first"_s);
        m_http = std::make_unique<http::Client>(std::chrono::milliseconds{5});
        m_secrets = std::make_unique<SecretStore>(m_folder.path());
        Connection connection;
        connection.id = SourceId(u"gitlab"_s);
        connection.kind = u"gitlab"_s;
        connection.url = QString::fromLatin1(m_sim->url());
        connection.secret = u"gitlab-token"_s;
        m_session = std::make_unique<http::Session>(connection, *m_http, *m_secrets);
        m_writer = std::make_unique<gitlab::GitLabWriter>(*m_session);
    }

    void cleanup()
    {
        m_writer.reset();
        m_session.reset();
        m_http.reset();
        m_sim.reset();
    }

    void readsAFileWithItsLastCommitByAnEncodedPath()
    {
        m_sim->push(shop, u"main"_s, {{u"README.md"_s, "read me again"}}, u"second"_s);
        const auto file = wait(m_writer->readFile(1, path, u"main"_s, {}));
        QCOMPARE(file.value().content, before);
        QCOMPARE(file->lastCommit, m_base);
        QVERIFY(m_sim->faults().requests().last().contains(
            "/repository/files/deploy%2Ftest%2Fdocker-compose.yml?ref=main"));
        QCOMPARE(wait(m_writer->branchHead(1, u"main"_s, {})).value(), m_sim->head(shop, u"main"_s));
        QCOMPARE(wait(m_writer->readFile(1, u"nothing.yml"_s, u"main"_s, {})).error().kind, Error::Kind::NotFound);
        QVERIFY(!wait(m_writer->findTag(1, u"v1"_s, {})).value());
    }

    void commitsByteForByteAndTags()
    {
        const auto made = commit();
        QCOMPARE(made.value().parents, QStringList{m_base});
        QCOMPARE(m_sim->file(shop, u"main"_s, path), after);
        QCOMPARE(m_sim->file(shop, u"main"_s, u"README.md"_s), "read me");
        QCOMPARE(tag().value().commit, made->sha);
    }

    void refusesWhenOneOfTheFilesChangedMeanwhile()
    {
        const auto wanted = order();
        const QString other = m_sim->push(shop, u"main"_s, {{path, "services: {}\n"}}, u"faster"_s);
        const auto made = wait(m_writer->commit(wanted, {}));
        QCOMPARE(made.error().kind, Error::Kind::Refused);
        QVERIFY(made.error().said().plain().contains(path));
        QVERIFY(made.error().said().plain().contains(other.left(8)));
        QCOMPARE(m_sim->head(shop, u"main"_s), other);
    }

    void findsACommitWhoseAnswerWasLost_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<int>("posts");
        QTest::newRow("cut off") << 0 << 1;
        QTest::newRow("502, but done") << 1 << 1;
        QTest::newRow("500, but done") << 2 << 1;
        QTest::newRow("a proxy's page with 200, not done") << 3 << 2;
        QTest::newRow("503, not done") << 4 << 2;
    }
    void findsACommitWhoseAnswerWasLost()
    {
        QFETCH(int, how);
        const QList<Fault> faults{
            Fault::truncated(0), afterwards(502), afterwards(500), Fault::proxyPage(200), Fault::withStatus(503)};
        m_sim->faults().set("POST " + commits, once(faults.at(how)));
        const auto made = commit();
        QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
        QCOMPARE(m_sim->file(shop, u"main"_s, path), after);
        QCOMPARE(m_sim->log(shop, u"main"_s).size(), 2);
        QCOMPARE(made->sha, m_sim->head(shop, u"main"_s));
        QTEST(posts(commits), "posts"); // not repeated where it is there already
    }

    void triesOnceMoreWhereTheRequestWasLost()
    {
        m_sim->faults().set("POST " + commits, once(Fault::dropped()));
        QVERIFY(commit());
        QCOMPARE(m_sim->log(shop, u"main"_s).size(), 2);
        QCOMPARE(posts(commits), 2);
    }

    void saysThatNobodyKnowsWhereLookingTellsNothing()
    {
        m_sim->faults().set("POST " + commits, Fault::dropped());
        const auto twice = commit();
        QCOMPARE(twice.error().status, WriteMayHaveHappened);
        QCOMPARE(posts(commits), 2);
        m_sim->faults().clear();
        m_sim->faults().set("POST " + commits, once(Fault::truncated(0)));
        m_sim->faults().set("GET " + commits, Fault::withStatus(403));
        const auto blind = commit();
        QCOMPARE(blind.error().status, WriteMayHaveHappened);
        QVERIFY(blind.error().said().plain().contains(u"may have been done"_s));
        QCOMPARE(m_sim->log(shop, u"main"_s).size(), 2); // it was
    }

    void tellsARefusalAsItCame_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::newRow("401") << 401 << QByteArray(R"({"message":"401 Unauthorized"})")
                             << int(Error::Kind::Unauthorised);
        QTest::newRow("403") << 403 << QByteArray(R"({"error":"insufficient_scope","error_description":"needs api"})")
                             << int(Error::Kind::Forbidden);
        QTest::newRow("404") << 404 << QByteArray(R"({"message":"404 Project Not Found"})")
                             << int(Error::Kind::NotFound);
        QTest::newRow("409") << 409 << QByteArray(R"({"message":"conflict"})") << int(Error::Kind::BadAnswer);
        QTest::newRow("422") << 422 << QByteArray(R"({"message":{"x":["is bad"]}})") << int(Error::Kind::BadAnswer);
        QTest::newRow("301") << 301 << QByteArray() << int(Error::Kind::BadAnswer);
    }
    void tellsARefusalAsItCame()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Fault fault = Fault::withStatus(status);
        fault.body = body;
        for (const QByteArray &route : {commits, tags})
            m_sim->faults().set("POST " + route, fault);
        const auto made = commit();
        QTEST(int(made.error().kind), "kind");
        QCOMPARE(made.error().status, status);
        QCOMPARE(posts(commits), 1);
        QTEST(int(tag().error().kind), "kind");
        QCOMPARE(posts(tags), 1);
        QCOMPARE(m_sim->log(shop, u"main"_s).size(), 1);
    }

    void waitsWhereTheServerCountsRequests()
    {
        Fault limited = Fault::withStatus(429);
        limited.body = "Retry later";
        m_sim->faults().set("POST " + commits, once(limited));
        QVERIFY(commit());
        QCOMPARE(posts(commits), 2);
        QCOMPARE(m_sim->log(shop, u"main"_s).size(), 2);
    }

    void refusesATagThatIsElsewhereAndTakesOneThatIsWhereItShouldBe()
    {
        const QString old = m_sim->head(shop, u"main"_s);
        m_sim->projects()[shop].tags.append(sim::gitlab::TagRow{.name = u"v2.4.1"_s, .commit = old});
        QCOMPARE(tag().value().commit, old);
        QVERIFY(commit());
        const auto taken = tag();
        QCOMPARE(taken.error().kind, Error::Kind::Refused);
        QVERIFY(taken.error().said().plain().contains(old.left(8)));
    }

    void findsATagWhoseAnswerWasLost()
    {
        m_sim->faults().set("POST " + tags, once(Fault::truncated(0)));
        QVERIFY(tag());
        QCOMPARE(posts(tags), 1);
        QCOMPARE(m_sim->projects()[shop].tags.size(), 1);
        QCOMPARE(m_sim->projects()[shop].pipelines.size(), 1);
    }

    void findsThePipelineOfATagAndCancelsIt()
    {
        m_sim->nextPipeline.status = u"running"_s;
        m_sim->nextPipeline.jobs = {{.id = 1, .stage = u"build"_s, .name = u"images"_s},
            {.id = 2, .stage = u"deploy"_s, .name = u"up"_s, .status = u"failed"_s}};
        const auto made = tag();
        const auto found = wait(m_writer->findPipeline(1, u"v2.4.1"_s, made->commit, {}));
        QVERIFY(found.value());
        QVERIFY(!wait(m_writer->findPipeline(1, u"main"_s, made->commit, {})).value());
        QVERIFY(!wait(m_writer->findPipeline(1, u"v2.4.1"_s, QString(40, u'0'), {})).value());
        const auto detail = wait(m_writer->pipeline(1, (*found)->id, {}));
        QCOMPARE(detail.value().row.jobs.size(), 2);
        const auto failed = wait(m_writer->failedJobs(1, (*found)->id, {}));
        QCOMPARE(failed.value().size(), 1);
        QCOMPARE(failed->first().row.name, u"up"_s);
        QVERIFY(wait(m_writer->cancelPipeline(1, (*found)->id, {})));
        QCOMPARE(m_sim->projects()[shop].pipelines.first().status, u"canceled"_s);
        m_sim->faults().set("POST /api/v4/projects/1/pipelines", Fault::withStatus(403));
        QVERIFY(wait(m_writer->cancelPipeline(1, (*found)->id, {}))); // it has ended, and that is what was wanted
        QCOMPARE(wait(m_writer->cancelPipeline(1, 4711, {})).error().kind, Error::Kind::Forbidden);
    }

    void readsTheEndOfALog()
    {
        QByteArray log(300'000, 'x');
        log += "\nsection_start:1700000000:step[collapsed=true]\r\x1b[0K\x1b[32;1mPulling\x1b[0;m\n10 %\r90 %\rdone\n\n"
               "bell\x07\n"
            + QByteArray(1000, 'y') + "\nlast";
        m_sim->logs[9] = log;
        const auto tail = wait(m_writer->jobLogTail(1, 9, 5, {}));
        QCOMPARE(tail.value().size(), 5);
        QCOMPARE(tail->at(0), u"Pulling"_s);
        QCOMPARE(tail->at(1), u"done"_s);
        QCOMPARE(tail->at(2), u"bell"_s);
        QVERIFY(tail->at(3).endsWith(u'…'));
        QCOMPARE(tail->at(4), u"last"_s);
        QVERIFY(gitlab::jobLogTail({}, 5).isEmpty());
        QCOMPARE(wait(m_writer->jobLogTail(1, 10, 5, {})).error().kind, Error::Kind::NotFound);
    }

    void readsFreezePeriods()
    {
        m_sim->freezes = {{u"0 23 * * 5"_s, u"0 8 * * 1"_s, u"Asia/Shanghai"_s}};
        const auto periods = wait(m_writer->freezePeriods(1, {}));
        QCOMPARE(periods.value(), (QList<GitFreezePeriod>{{u"0 23 * * 5"_s, u"0 8 * * 1"_s, u"Asia/Shanghai"_s}}));
    }

    void hostileAnswersAreErrors_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no json") << QByteArray("<html>login</html>");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("two in one") << QByteArray(R"({"id":"a"},{"id":"b"})");
        QTest::newRow("no base64") << QByteArray(
            R"({"content":"%%%","encoding":"base64","last_commit_id":"a","size":3})");
        QTest::newRow("a lying size") << QByteArray(
            R"({"content":"YWJj","encoding":"base64","last_commit_id":"a","size":300})");
        QTest::newRow("a lying checksum") << QByteArray(
            R"({"content":"YWJj","encoding":"base64","last_commit_id":"a","size":3,"content_sha256":"00"})");
        QTest::newRow("unknown encoding")
            << QByteArray(R"({"content":"YWJj","encoding":"gzip","last_commit_id":"a","size":3})");
    }
    void hostileAnswersAreErrors()
    {
        QFETCH(QByteArray, body);
        const gitlab::Scope scope{SourceId(u"gitlab"_s), 1};
        QCOMPARE(gitlab::parseFile(body, scope).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(gitlab::parseBranch(body, scope).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(gitlab::parseTag(body, scope).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(gitlab::parsePipelineDetail(body, scope).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(gitlab::parseCommit(body, scope).error().kind, Error::Kind::BadAnswer);
    }

    void theTokenIsInNoError()
    {
        Fault echo = Fault::withStatus(400);
        echo.body = R"({"message":"bad header PRIVATE-TOKEN: glpat-simulated"})";
        m_sim->faults().set("POST " + commits, echo);
        const auto made = commit();
        QVERIFY(!made.error().detail.contains(u"glpat-simulated"_s));
        QVERIFY(!made.error().said().plain().contains(u"glpat-simulated"_s));
    }

    void aStopAnswersAtOnceAndSaysThatItMayHaveHappened()
    {
        std::stop_source stop;
        m_sim->onCommit = [&stop] { stop.request_stop(); };
        const auto made = wait(m_writer->commit(order(), stop.get_token()));
        QCOMPARE(made.error().kind, Error::Kind::Cancelled);
        QCOMPARE(made.error().status, WriteMayHaveHappened);
    }
};

QTEST_GUILESS_MAIN(GitLabWriterTest)
#include "tst_gitlabwriter.moc"
