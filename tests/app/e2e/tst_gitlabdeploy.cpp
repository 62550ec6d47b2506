// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/e2e/program.h"
#include "tests/app/faults/deployworld.h"
#include "tests/sim/gitlab/gitlabwritesim.h"

#include <QJsonArray>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using sim::gitlab::PipelineRow;

namespace {

const QString repository = u"shop/compose"_s;
const QString composeInGit = u"deploy/compose.yml"_s;
const QString mainBranch = u"main"_s;

} // namespace

/// `opsdeck deploy --through gitlab` of the real program: a GitLab whose runners deploy to three hosts, or do not.
class GitLabDeployTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DeployWorld> m_world;
    sim::SimClock m_clock;
    std::unique_ptr<sim::GitLabWriteSim> m_gitlab;
    QString m_running; ///< version on the hosts

    QStringList deploy(const QString &version, const QStringList &more = {}) const
    {
        return m_world->deploy(version) + QStringList{u"--through"_s, u"gitlab"_s} + more;
    }

    QString pinned(const QString &version) const
    {
        return QString::fromLatin1(m_world->registry().authority()) + u"/shop/cart@"_s + m_world->digest(version);
    }

    QByteArray composeWith(const QString &image) const
    {
        return "# the shop\nservices:\n  cart:\n    image: " + image.toUtf8()
            + "\n    healthcheck: {test: [CMD, 'true']}\n";
    }

    /// What the jobs of a pipeline do that went well.
    void runnersDeploy(const QString &version)
    {
        for (const auto &machine : m_world->machines) {
            machine->host().setFile(composeFile, composeWith(pinned(version)));
            machine->host().engine().seed(u"cart"_s, u"cart"_s, pinned(version));
        }
    }

    /// Each look at the pipeline finds the next of these states, the last one stays; `atEnd` happens before that.
    void pipelinePasses(const QStringList &states, const std::function<void()> &atEnd = {})
    {
        m_gitlab->nextPipeline = {};
        m_gitlab->nextPipeline.status = u"created"_s;
        m_gitlab->nextPipeline.jobs = {{.id = 1, .stage = u"build"_s, .name = u"check"_s, .status = u"created"_s},
            {.id = 2, .stage = u"deploy"_s, .name = u"compose-up"_s, .status = u"created"_s}};
        m_gitlab->onLook = [left = states, atEnd](PipelineRow &pipeline) mutable {
            const bool isLast = left.size() == 1;
            if (isLast && atEnd && pipeline.status != left.first())
                atEnd();
            pipeline.status = isLast ? left.first() : left.takeFirst();
            const bool isOver = pipeline.status == u"success" || pipeline.status == u"failed";
            pipeline.jobs[0].status = isOver ? u"success"_s : pipeline.status;
            pipeline.jobs[1].status = pipeline.status;
        };
    }

    QStringList imagesThatRun() const
    {
        QStringList images;
        for (const auto &machine : m_world->machines)
            images.append(machine->image());
        return images;
    }

    QByteArray committed() const { return m_gitlab->file(repository, mainBranch, composeInGit); }
    QStringList tags() const
    {
        QStringList names;
        for (const auto &tag : std::as_const(m_gitlab->projects()[repository].tags))
            names.append(tag.name);
        return names;
    }

    /// The newest run, as `opsdeck status` has it.
    QJsonObject status(const char *home = "desk") const
    {
        Console console(m_world->home(home), {u"status"_s, m_world->workspace()});
        return console.end() == 0 ? console.line(u"run"_s) : QJsonObject();
    }

    void expectNothingCommitted(const QString &head, const QStringList &tagsBefore) const
    {
        QCOMPARE(m_gitlab->head(repository, mainBranch), head);
        QCOMPARE(tags(), tagsBefore);
        QCOMPARE(imagesThatRun(), QStringList(3, pinned(m_running)));
    }

    void expectLedger(const QStringList &actions, const QString &outcome) const
    {
        const auto stores = m_world->open();
        QVERIFY(stores);
        const auto entries = wait(stores->ledger().entries(0, int(actions.size()))).value(); // newest first
        QStringList found;
        for (const LedgerEntry &entry : entries)
            found.prepend(entry.action);
        QCOMPARE(found, actions);
        QCOMPARE(entries.first().outcome, outcome);
        for (const LedgerEntry &entry : entries) {
            QCOMPARE(entry.reference, entries.first().reference);
            QVERIFY(!entry.detail.contains("glpat-simulated"));
        }
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
    }

    void addGitLabToTheWorkspace() const
    {
        const QString file = m_world->workspace() + u"/opsdeck.yaml"_s;
        QByteArray yaml = readFile(file);
        yaml.replace("  - name: shop\n",
            "  - name: shop\n    gitlab: {source: gitlab, project: " + repository.toUtf8()
                + ", branch: main, files: {cart: " + composeInGit.toUtf8() + "}}\n");
        yaml
            += "connections:\n  - {name: gitlab, kind: gitlab, url: '" + m_gitlab->url() + "', secret: gitlab-token}\n";
        QVERIFY(writeFile(file, yaml));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("OPSDECK_SECRET_GITLAB_TOKEN", "glpat-simulated");
        m_world = std::make_unique<DeployWorld>();
        m_gitlab = std::make_unique<sim::GitLabWriteSim>(m_clock);
        QVERIFY(m_gitlab->start());
        m_gitlab->addProject(repository);
        addGitLabToTheWorkspace();
        m_running = m_world->push();
        m_gitlab->push(repository, mainBranch, {{composeInGit, composeWith(pinned(m_running))}}, u"first"_s);
        Console first(m_world->home(), m_world->deploy(m_running)); // by ssh, as a team begins
        QVERIFY2(first.end() == 0, first.err());
        QCOMPARE(imagesThatRun(), QStringList(3, pinned(m_running)));
        QCOMPARE(status()[u"executor"_s].toString(), u"ssh"_s);
    }
    void cleanupTestCase()
    {
        m_gitlab.reset();
        m_world.reset();
    }
    void init() { m_gitlab->freezes.clear(); }

    void commitsTagsFollowsThePipelineAndAsksTheHosts()
    {
        const QString version = m_world->push();
        pipelinePasses({u"pending"_s, u"running"_s, u"success"_s}, [this, version] { runnersDeploy(version); });
        Console console(m_world->home(), deploy(version));
        QVERIFY2(console.end() == 0, console.err());
        m_running = version;
        QCOMPARE(committed(), composeWith(pinned(version))); // and nothing else in the file
        QVERIFY(tags().contains(u"shop-%1-staging"_s.arg(version)));
        QCOMPARE(console.line(u"edits"_s)[u"tag"_s].toString(), u"shop-%1-staging"_s.arg(version));

        const QJsonObject result = console.line(u"result"_s);
        QCOMPARE(result[u"outcome"_s].toString(), u"done"_s);
        QCOMPARE(result[u"executor"_s].toString(), u"gitlab"_s);
        QCOMPARE(result[u"commit"_s].toString(), m_gitlab->head(repository, mainBranch));
        QCOMPARE(result[u"status"_s].toString(), u"success"_s);
        QVERIFY(result[u"pipeline"_s].toInteger() > 0);
        expectLedger({u"deploy.intent"_s, u"deploy.result"_s, u"deploy.verified"_s}, u"done"_s);

        const QJsonObject listed = status();
        for (const QString &key : {u"run"_s, u"executor"_s, u"commit"_s, u"pipeline"_s, u"status"_s})
            QCOMPARE(listed[key], result[key]);
        QCOMPARE(listed[u"state"_s].toString(), u"done"_s);
        QCOMPARE(listed[u"product"_s].toString(), u"shop"_s);
        QCOMPARE(listed[u"version"_s].toString(), version);
        QCOMPARE(listed[u"environment"_s].toString(), u"staging"_s);
        QVERIFY(listed[u"failure"_s].toString().isEmpty());
    }

    void aRedPipelineIsAFailureWithTheJobAndItsLastLines()
    {
        const QString version = m_world->push();
        pipelinePasses({u"running"_s, u"failed"_s});
        m_gitlab->logs[2] = "pull\nlogin with glpat-simulated\nError: no space left on device\n";
        Program program(m_world->home());
        program.start(deploy(version)); // in words
        QCOMPARE(program.end(), 1);
        for (const char *word : {"failed", "job compose-up (stage deploy) failed", "no space left on device"})
            QVERIFY2(program.out().contains(word), program.out());
        QVERIFY(!program.out().contains("glpat-simulated") && !program.err().contains("glpat-simulated"));
        QCOMPARE(imagesThatRun(), QStringList(3, pinned(m_running)));
        QCOMPARE(committed(), composeWith(pinned(version))); // the commit stays
        expectLedger({u"deploy.intent"_s, u"deploy.result"_s}, u"failed"_s);

        const QJsonObject listed = status();
        QCOMPARE(listed[u"state"_s].toString(), u"failed"_s);
        QCOMPARE(listed[u"version"_s].toString(), version);
        QCOMPARE(listed[u"status"_s].toString(), u"failed"_s);
        QVERIFY(listed[u"failure"_s].toString().contains(u"compose-up"_s));
        Program words(m_world->home());
        words.start({u"status"_s, m_world->workspace()});
        QCOMPARE(words.end(), 0);
        const QByteArray newest = words.out().split('\n').first();
        QVERIFY2(newest.contains("failed") && newest.contains("pipeline") && newest.contains(version.toUtf8()), newest);
    }

    /// The tag of the failed attempt is there: nobody gets the same name twice.
    void aTagThatExistsIsRefusedBeforeTheCommit()
    {
        const QString head = m_gitlab->head(repository, mainBranch);
        const QStringList before = tags();
        const QString version = before.last().section(u'-', 1, 1);
        Console console(m_world->home(), deploy(version));
        QCOMPARE(console.end(), 3);
        QVERIFY(console.line(u"error"_s)[u"message"_s].toString().contains(before.last()));
        expectNothingCommitted(head, before);
    }

    void aGreenPipelineThatChangedNoHostIsAFailure()
    {
        const QString version = m_world->push();
        pipelinePasses({u"success"_s});
        Console console(m_world->home(), deploy(version));
        QCOMPARE(console.end(), 1);
        const QJsonObject result = console.line(u"result"_s);
        QCOMPARE(result[u"outcome"_s].toString(), u"failed"_s);
        QCOMPARE(result[u"status"_s].toString(), u"success"_s);
        for (const char *host : {"app-01 cart", "app-02 cart", "app-03 cart"})
            QVERIFY(result[u"failure"_s].toString().contains(QString::fromLatin1(host)));
        expectLedger({u"deploy.intent"_s, u"deploy.result"_s, u"deploy.verified"_s}, u"failed"_s);
        const QJsonObject listed = status();
        QCOMPARE(listed[u"state"_s].toString(), u"failed"_s);
        QCOMPARE(listed[u"failure"_s].toString(), result[u"failure"_s].toString());
    }

    void aPlanShowsTheEditsAndCommitsNothing()
    {
        const QString head = m_gitlab->head(repository, mainBranch);
        const QStringList before = tags();
        const QString version = m_world->push();
        Program program(m_world->home());
        program.start(deploy(version, {u"--plan-only"_s}));
        QVERIFY2(program.end() == 0, program.err());
        QVERIFY2(program.out().contains("+     image: " + pinned(version).toUtf8()), program.out());
        expectNothingCommitted(head, before);
    }

    void aFreezePeriodOfTheProjectIsRefused()
    {
        const QString head = m_gitlab->head(repository, mainBranch);
        const QStringList before = tags();
        m_gitlab->freezes = {{u"0 0 * * *"_s, u"0 23 * * *"_s}, {u"0 12 * * *"_s, u"0 11 * * *"_s}}; // always one
        const QString version = m_world->push();
        Console console(m_world->home(), deploy(version));
        QCOMPARE(console.end(), 3);
        const QString message = console.line(u"error"_s)[u"message"_s].toString();
        QVERIFY2(message.contains(u"freeze period"_s), qPrintable(message));
        expectNothingCommitted(head, before);
    }

    void aTokenThatIsNotGoodIsToldAndNothingIsCommitted()
    {
        const QString head = m_gitlab->head(repository, mainBranch);
        const QStringList before = tags();
        const QString version = m_world->push();
        qputenv("OPSDECK_SECRET_GITLAB_TOKEN", "glpat-another");
        Console console(m_world->home(), deploy(version));
        const int code = console.end();
        qputenv("OPSDECK_SECRET_GITLAB_TOKEN", "glpat-simulated");
        QVERIFY2(code != 0, console.err());
        QVERIFY(!console.line(u"error"_s)[u"message"_s].toString().isEmpty());
        expectNothingCommitted(head, before);
    }

    void whoIsKilledWhileThePipelineRunsLeavesARunWhoseEndNobodyKnows()
    {
        const QString version = m_world->push();
        pipelinePasses({u"running"_s});
        {
            Console console(m_world->home(), deploy(version));
            const auto isFollowed = [&] {
                return tags().contains(u"shop-%1-staging"_s.arg(version))
                    && m_gitlab->projects()[repository].pipelines.last().status == u"running";
            };
            spinUntil([&] { return isFollowed() || console.isOver(); }, 60'000);
            QVERIFY2(isFollowed(), console.err());
            QCOMPARE(status()[u"state"_s].toString(), u"running"_s); // by another process, beside it
            console.kill();
        }
        const QJsonObject listed = status();
        QCOMPARE(listed[u"state"_s].toString(), u"interrupted"_s);
        QCOMPARE(listed[u"version"_s].toString(), version);
    }
};

QTEST_GUILESS_MAIN(GitLabDeployTest)
#include "tst_gitlabdeploy.moc"
