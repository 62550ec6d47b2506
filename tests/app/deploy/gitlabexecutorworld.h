// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/gitlabexecutor.h"
#include "app/deploy/gitledgerentries.h"
#include "app/deploy/gitplanner.h"
#include "app/deploy/processowner.h"
#include "backends/gitlab/gitlabwriter.h"
#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "backends/store/stores.h"
#include "tests/sim/gitlab/gitlabwritesim.h"
#include "tests/support/run.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck::testing {

using namespace Qt::StringLiterals;
using sim::Fault;
using sim::gitlab::PipelineRow;

inline const QString shop = u"shop/compose"_s;
inline const QString path = u"deploy/compose.yml"_s;
inline const QByteArray before
    = "# 购物车\nservices:\n  cart:\n    image: harbor.test/shop/cart:2.4.0\n  db:\n    image: pg\n";
inline const Digest digest = Digest::parse(u"sha256:"_s + QString(64, u'b'));
inline const QByteArray api = "/api/v4/projects/1/";

inline Fault once(Fault fault)
{
    fault.times = 1;
    return fault;
}

/// A compose repository on a GitLab that can be written to, a real ledger, and a pipeline that the test lets run.
class GitLabExecutorWorld
{
protected:
    sim::SimClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<sim::GitLabWriteSim> m_sim;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<http::Session> m_session;
    std::unique_ptr<gitlab::GitLabWriter> m_writer;
    std::unique_ptr<Stores> m_stores;
    std::unique_ptr<GitLabExecutor> m_executor;
    QList<GitRunEvent> m_events;
    std::function<void(const GitRunEvent &)> m_onEvent;
    StartRecord m_checked;
    GitPolling m_polling;
    QDateTime m_now;
    std::stop_source m_wish;
    std::stop_source m_end;

    GitReleaseOrder order() const
    {
        GitReleaseOrder made;
        made.product = ProductId(u"shop"_s);
        made.version = u"2.4.1"_s;
        made.environment = EnvironmentId(u"staging"_s);
        made.source = SourceId(u"gitlab"_s);
        made.project = shop;
        made.branch = u"main"_s;
        made.files = {{path, {{u"cart"_s, ImageRef::parse(u"harbor.test/shop/cart:2.4.1"_s)->pinned(digest)}}}};
        made.createdBy = u"li@desk"_s;
        return made;
    }

    Result<GitReleasePlan> plan() { return wait(makeGitPlan(m_writer.get(), order(), {})); }

    void makeExecutor()
    {
        GitLabExecutor::Tools tools{*m_writer, m_stores->ledger(), m_secrets->redaction(), m_polling};
        tools.now = [this] { return m_now; };
        m_executor = std::make_unique<GitLabExecutor>(tools, [this](const GitRunEvent &event) {
            m_events.append(event);
            if (m_onEvent)
                m_onEvent(event);
        });
    }

    Result<GitRun> run(const GitReleasePlan &what)
    {
        makeExecutor();
        const RunStops stops{m_wish.get_token(), m_end.get_token()};
        auto ended = wait(m_executor->run(what, m_checked, RunId(u"0b3f"_s), u"li@desk"_s, stops));
        if (ended) // what the listener was told says the same
            [&] { QCOMPARE(foldGitRun(ended->id, what, m_events).state, ended->state); }();
        return ended;
    }

    /// A run whose console dies after its tag, or before it made any.
    void leaveOpen(bool isTagged)
    {
        const GitReleasePlan made = plan().value();
        const RunId id(u"0b3f"_s);
        QStringList owner = processOwner().split(u' ');
        owner[1] = u"1"_s; // another process of our number, long ago
        QVERIFY(wait(m_stores->ledger().append(intentEntry(made, id, u"li@desk"_s, owner.join(u' ')))));
        const GitCommitOrder commit{
            made.project, made.branch, made.head, commitMessage(made, id), runMark(id), made.files};
        const auto committed = wait(m_writer->commit(commit, {}));
        QVERIFY(committed);
        if (isTagged)
            QVERIFY(wait(m_writer->tag({made.project, made.tag, committed->sha, commitMessage(made, id)}, {})));
    }

    QList<GitRun> openRuns()
    {
        const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-1);
        return leftOpen(gitRunsIn(wait(m_stores->ledger().entriesAbout(u"deploy"_s, since)).value()));
    }

    Result<GitRun> takeUp(const GitRun &left)
    {
        makeExecutor();
        return wait(m_executor->takeUp(left, u"wang@desk"_s, RunStops{m_wish.get_token(), m_end.get_token()}));
    }

    QList<LedgerEntry> ledger() { return wait(m_stores->ledger().entries(0, 100)).value(); }
    static QJsonObject detailOf(const LedgerEntry &entry) { return QJsonDocument::fromJson(entry.detail).object(); }
    QList<GitRunEvent::Kind> told() const
    {
        QList<GitRunEvent::Kind> kinds;
        for (const GitRunEvent &event : m_events)
            kinds.append(event.kind);
        return kinds;
    }
    bool isUntouched()
    {
        return m_sim->file(shop, u"main"_s, path) == before && m_sim->projects()[shop].tags.isEmpty();
    }

    /// Each look at the pipeline finds the next of these states; the last one stays.
    void pipelinePasses(const QStringList &states, const QString &lastOfJob = u"success"_s)
    {
        m_sim->nextPipeline.status = u"created"_s;
        m_sim->nextPipeline.jobs = {{.id = 1, .stage = u"build"_s, .name = u"check"_s, .status = u"created"_s},
            {.id = 2, .stage = u"deploy"_s, .name = u"compose-up"_s, .status = u"created"_s}};
        m_sim->onLook = [left = states, lastOfJob](PipelineRow &pipeline) mutable {
            if (pipeline.status == u"canceled" || pipeline.status == u"canceling")
                return;
            pipeline.status = left.size() > 1 ? left.takeFirst() : left.first();
            const bool isOver = isGitEnd(pipeline.status);
            pipeline.jobs[0].status = isOver ? u"success"_s : pipeline.status;
            pipeline.jobs[1].status = isOver ? lastOfJob : pipeline.status;
        };
    }

    void setUp()
    {
        qputenv("OPSDECK_SECRET_GITLAB_TOKEN", "glpat-simulated");
        m_folder = std::make_unique<QTemporaryDir>();
        m_sim = std::make_unique<sim::GitLabWriteSim>(m_clock);
        QVERIFY(m_sim->start());
        m_sim->addProject(shop);
        m_sim->push(shop, u"main"_s, {{path, before}, {u"README.md"_s, "read me"}}, u"first"_s);
        m_http = std::make_unique<http::Client>(std::chrono::milliseconds{5});
        m_secrets = std::make_unique<SecretStore>(m_folder->path());
        Connection connection;
        connection.id = SourceId(u"gitlab"_s);
        connection.kind = u"gitlab"_s;
        connection.url = QString::fromLatin1(m_sim->url());
        connection.secret = u"gitlab-token"_s;
        m_session = std::make_unique<http::Session>(connection, *m_http, *m_secrets);
        m_writer = std::make_unique<gitlab::GitLabWriter>(*m_session);
        auto stores = openStores(m_folder->filePath(u"data"_s));
        QVERIFY(stores);
        m_stores = std::move(*stores);
        m_polling = {};
        m_polling.first = std::chrono::milliseconds(10);
        m_polling.most = std::chrono::milliseconds(30);
        m_now = QDateTime(QDate(2026, 11, 18), QTime(8, 0), Qt::UTC); // a Wednesday
        m_events.clear();
        m_checked = {};
        m_onEvent = {};
        m_wish = {};
        m_end = {};
        pipelinePasses({u"pending"_s, u"running"_s, u"success"_s});
    }

    void tearDown()
    {
        m_executor.reset();
        m_stores.reset();
        m_writer.reset();
        m_session.reset();
        m_http.reset();
        m_sim.reset();
    }
};

} // namespace opsdeck::testing
