// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/factsreader.h"
#include "app/deploy/imagepresence.h"
#include "app/deploy/openalerts.h"
#include "backends/store/stores.h"
#include "models/domain/precheck.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"
#include "tests/support/sampledeploy.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString actor = u"li@desk"_s;
const QString commit = QString(40, u'e');
const EnvironmentId production(u"production"_s);
const ModuleId checkout(u"checkout"_s);
const SourceId git(u"git"_s);
const SourceId harbor(u"harbor"_s);
const SourceId monitoring(u"am"_s);

class Registry : public ImageResolver
{
public:
    QSet<Digest> held{digestOf('a'), digestOf('b')};
    std::optional<Error> broken;
    bool hangs = false;

    QCoro::Task<Result<Digest>> resolve(ImageRef ref, std::stop_token stop) override
    {
        if (hangs) {
            const Completion<void> never(stop);
            const auto waited = co_await never;
            co_return tl::unexpected(waited.error());
        }
        if (broken)
            co_return tl::unexpected(*broken);
        if (!held.contains(ref.digest))
            co_return failure(Error::Kind::NotFound, ref.text());
        co_return ref.digest;
    }
    QCoro::Task<Result<QStringList>> tags(ImageRef, std::stop_token) override { co_return QStringList(); }
};

class Keeper : public ImageKeeping
{
public:
    std::optional<KeepingRules> told;
    std::optional<Error> broken;
    bool hangs = false;
    QStringList asked;

    QCoro::Task<Result<std::optional<KeepingRules>>> rules(ImageRef image, std::stop_token stop) override
    {
        asked.append(image.name());
        if (hangs) {
            const Completion<void> never(stop);
            const auto waited = co_await never;
            co_return tl::unexpected(waited.error());
        }
        if (broken)
            co_return tl::unexpected(*broken);
        const std::optional<KeepingRules> copy = told;
        co_return copy;
    }
};

/// Of the newest images one stays; `a` runs now, `b` is wanted.
KeepingRules keepingOne()
{
    KeepingRules rules{.project = u"shop"_s, .repository = u"checkout"_s};
    RetentionRule rule{RetentionRule::Template::LatestPushed, u"latestPushedK"_s, 1};
    rule.scope.tags = {{.pattern = u"**"_s}};
    rules.policy = ImageRetention{{rule}, true, true};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    rules.images = {{digestOf('a'), {u"2.4.0"_s}, now.addDays(-2), {}}, {digestOf('b'), {u"2.4.1"_s}, now, {}}};
    return rules;
}

QCoro::Task<Result<std::optional<Lease>>> nobodys(EnvironmentId, std::stop_token)
{
    co_return std::optional<Lease>();
}

QCoro::Task<Result<std::optional<Lease>>> wangs(EnvironmentId environment, std::stop_token)
{
    Lease lease;
    lease.environment = environment;
    lease.owner = u"wang@desk"_s;
    lease.expires = QDateTime::fromMSecsSinceEpoch(4'000'000'000'000, Qt::UTC);
    co_return std::optional<Lease>(lease);
}

QCoro::Task<Result<std::optional<Lease>>> silent(EnvironmentId, std::stop_token stop)
{
    const Completion<void> never(stop);
    const auto waited = co_await never;
    co_return tl::unexpected(waited.error());
}

Alert criticalOn(const QString &service, const QString &environment, AlertState state = AlertState::Firing)
{
    Alert alert;
    alert.key = {monitoring, service + environment + QString::number(static_cast<int>(state))};
    alert.severity = Severity::Critical;
    alert.state = state;
    alert.name = u"Errors"_s;
    alert.labels = {{u"service"_s, service}, {u"environment"_s, environment}};
    alert.startsAt = QDateTime::currentDateTimeUtc().addSecs(-60);
    return alert;
}

ExecResult said(const QByteArray &out, const QByteArray &err, int status)
{
    ExecResult result;
    result.out = out;
    result.err = err;
    result.exitStatus = status;
    return result;
}

bool says(const Phrase &phrase, const QString &words)
{
    return phrase.plain().contains(words);
}

} // namespace

/// The sample plan on two hosts, with real stores.
class FactsReaderTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stores> m_stores;
    std::unique_ptr<Workspace> m_workspace;
    std::array<FakeHost, 2> m_hosts;
    FakeHostPool m_pool;
    Registry m_registry;
    Keeper m_keeper;
    FactSources::LeaseOf m_lease;
    FactSources::DatabaseChangeOf m_database;
    std::stop_source m_stop;

    void store(const SourceId &source, const QString &kind, const SyncBatch &batch, bool isLive = true)
    {
        SourceRecord record;
        record.id = source;
        record.kind = kind;
        record.interval = std::chrono::hours(1);
        record.lastAttempt = record.lastSuccess = QDateTime::currentDateTimeUtc();
        if (!isLive)
            record.lastError = Error{Error::Kind::Network, source.text()};
        QVERIFY(wait(m_stores->cache().commit(record, batch)));
    }

    void storeAlerts(const QList<Alert> &alerts, bool isLive = true)
    {
        SyncBatch batch;
        batch.rows.append(Snapshot<Alert>{alerts, 0, {}});
        store(monitoring, u"alertmanager"_s, batch, isLive);
    }

    Result<PrecheckFacts> ask(const DeployPlan &plan, std::chrono::milliseconds patience = FactsReader::Patience)
    {
        FactsReader reader(FactSources{*m_workspace, m_pool, m_registry, m_stores->cache(), m_stores->ledger(), m_lease,
                               m_database, &m_keeper},
            patience);
        return wait(reader.read(plan, actor, m_stop.get_token()));
    }

    PrecheckFacts facts(const DeployPlan &plan = samplePlan())
    {
        const auto answer = ask(plan);
        if (!answer)
            qFatal("%s", qPrintable(answer.error().detail));
        return *answer;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stores = openStores(m_folder->path()).value();
        m_workspace = std::make_unique<Workspace>();
        m_workspace->environments = sampleEnvironments();
        m_workspace->products = {sampleProduct()};
        ProductModule &part = m_workspace->products[0].modules[0];
        part.component = entityId(EntityKind::Component, u"checkout"_s);
        part.project = u"shop/checkout"_s;
        Entity entity;
        entity.id = part.component;
        entity.name = u"checkout"_s;
        m_workspace->catalog = Catalog({entity});
        m_workspace->connections = {Connection{.id = monitoring, .kind = u"alertmanager"_s},
            Connection{.id = harbor, .kind = u"harbor"_s, .url = u"http://127.0.0.1:5000"_s}};
        m_registry = Registry();
        m_keeper = Keeper();
        m_lease = nobodys;
        m_database = {};
        m_stop = std::stop_source();
        m_pool.hosts.clear();
        for (size_t i = 0; i < m_hosts.size(); ++i) {
            m_hosts[i] = FakeHost();
            m_pool.hosts.insert(HostId(u"app-0%1"_s.arg(i + 1)), &m_hosts[i]);
        }
    }

    void tellsWhatTheWorkspaceAndThePlanKnow()
    {
        const PrecheckFacts all = facts();
        QVERIFY(all.now.isValid() && all.production);
        QCOMPARE(all.actor, actor);
        QVERIFY(all.freezes.isKnown() && all.freezes->isEmpty());
        QCOMPARE(all.hosts.size(), 2);
        QCOMPARE(all.parts.size(), 1); // the other module does not change
        QCOMPARE(all.changes.size(), 2);
        const ChangeFacts change = all.ofChange(samplePlan().changes.first());
        QVERIFY(change.needs.isKnown());
        QCOMPARE(change.needs->ports.first().first, quint16(8080));
        QVERIFY(!all.ofPart(checkout).database.isKnown() && !all.ofPart(checkout).database.why.isEmpty());
        QVERIFY(!facts(samplePlan(u"staging"_s)).production);
        QVERIFY(facts(samplePlan(u"forgotten"_s)).production);
    }

    void tellsFreezesAndThatNobodyKnows()
    {
        FreezeWindow window{u"Peak"_s, u"Sales"_s, {}, {}};
        window.when = FreezeWindow::Once{
            QDateTime::currentDateTimeUtc().addDays(-1), QDateTime::currentDateTimeUtc().addDays(1)};
        m_workspace->freezes.isWhole = false;
        QVERIFY(!facts().freezes.isKnown());
        m_workspace->freezes.windows = {window};
        const PrecheckFacts all = facts();
        QVERIFY(all.freezes.isKnown());
        QCOMPARE(all.freezes->first().title, u"Peak"_s);
    }

    void readsTheImageItsCommitAndItsPipelineFromTheCache()
    {
        Artifact artifact{harbor, u"shop/checkout"_s, digestOf('b'), {u"2.4.1"_s}, 4711, {}, {}};
        artifact.scan = ScanSummary{u"Success"_s, u"High"_s, 0, 2, 5, 1};
        store(harbor, u"harbor"_s, {{Upsert<Artifact>{{artifact}}}, {}, false});
        SyncBatch rows;
        rows.rows.append(Upsert<Project>{{Project{git, 7, u"shop/checkout"_s, u"checkout"_s, {}, {}, {}}}});
        rows.rows.append(Snapshot<Tag>{{Tag{git, 7, u"2.4.1"_s, commit, {}, {}}}, 7, {}});
        Upsert<Pipeline> pipelines;
        for (qint64 id : {11, 12, 13}) {
            Pipeline pipeline{git, 7, id, u"2.4.1"_s};
            pipeline.sha = id == 13 ? QString(40, u'f') : commit;
            pipeline.status = u"success"_s;
            pipeline.createdAt = pipeline.updatedAt = QDateTime::currentDateTimeUtc();
            pipelines.rows.append(pipeline);
        }
        rows.rows.append(pipelines);
        store(git, u"gitlab"_s, rows);
        const PartFacts part = facts().ofPart(checkout);
        QCOMPARE(part.imageBytes, Fact<qint64>(qint64(4711)));
        QVERIFY(part.scan.isKnown());
        QCOMPARE(part.scan->high, 2);
        QCOMPARE(part.commit, Fact<QString>(commit));
        QVERIFY(part.hasPipeline && part.pipeline.isKnown());
        QCOMPARE(part.pipeline->id, 12);
        QVERIFY(!part.tagImmutable.isKnown() && !part.tagImmutable.why.isEmpty());

        Container container; // what the image says itself counts more, and may be short
        container.host = HostId(u"stg-01"_s);
        container.id = QString(64, u'1');
        container.digest = digestOf('b');
        container.labels = {{u"org.opencontainers.image.revision"_s, QString(12, u'f')}};
        store(sourceOf(container.host), u"docker"_s, {{Snapshot<Container>{{container}, 0, {}}}, {}, false});
        const PartFacts labelled = facts().ofPart(checkout);
        QCOMPARE(labelled.commit, Fact<QString>(QString(40, u'f')));
        QCOMPARE(labelled.pipeline->id, 13);
    }

    void saysWhyTheCacheDoesNotTell()
    {
        const PartFacts part = facts().ofPart(checkout);
        QVERIFY(says(part.imageBytes.why, u"no images of"_s));
        QVERIFY(says(part.commit.why, u"no GitLab project shop/checkout"_s));
        QVERIFY(says(part.pipeline.why, u"no GitLab project shop/checkout"_s));
        m_workspace->products.clear();
        QVERIFY(says(facts().ofPart(checkout).scan.why, u"no module checkout"_s));
    }

    void asksTheRegistryNow()
    {
        QCOMPARE(facts().ofPart(checkout).inRegistry, Fact<bool>(true));
        m_registry.held.remove(digestOf('b'));
        const Fact<bool> missing = facts().ofPart(checkout).inRegistry;
        QVERIFY(missing.isKnown() && !*missing);
        m_registry.broken = failure(Error::Kind::Network, u"reg"_s, u"no route"_s).value();
        const Fact<bool> unknown = facts().ofPart(checkout).inRegistry;
        QVERIFY(!unknown.isKnown());
        QCOMPARE(unknown.why.plain(), u"no route"_s);
    }

    void theWayBackIsInTheRegistryOrOnTheHost()
    {
        const HostChange change = samplePlan().changes.first();
        QCOMPARE(facts().ofChange(change).rollbackAvailable, Fact<bool>(true));
        m_registry.held.remove(digestOf('a'));
        const QByteArray former = change.wanted.pinned(change.running).text().toUtf8();
        const QString inspect = u"'docker' 'image' 'inspect'"_s;
        const QString plain = u"docker image inspect"_s;
        for (const QString &command : {inspect, plain})
            m_hosts[0].answers[command] = said("[" + former + "]\n", {}, 0);
        for (const QString &command : {inspect, plain})
            m_hosts[1].answers[command] = said({}, "Error response from daemon: No such image: " + former + "\n", 1);
        const PrecheckFacts all = facts();
        QCOMPARE(all.changes.at(0).rollbackAvailable, Fact<bool>(true));
        QVERIFY(all.changes.at(1).rollbackAvailable.isKnown() && !*all.changes.at(1).rollbackAvailable);
        m_hosts[1].answers.clear(); // it says nothing at all
        QVERIFY(!facts().changes.at(1).rollbackAvailable.isKnown());
    }

    void aDeadEngineIsNoMissingImage()
    {
        const QList<ImageRef> wanted{samplePlan().changes.first().wanted};
        const auto dead = imagesInspected(said({}, "Cannot connect to the Docker daemon\n", 1), wanted);
        QVERIFY(!dead.first().isKnown() && says(dead.first().why, u"Cannot connect"_s));
        const auto other = imagesInspected(said({}, "No such image: x@" + QByteArray(9, 'b'), 1), wanted);
        QVERIFY(!other.first().isKnown());
    }

    void tellsOpenCriticalAlertsOfTheServiceInThisEnvironment()
    {
        storeAlerts({criticalOn(u"checkout"_s, u"staging"_s), criticalOn(u"cart"_s, u"production"_s),
            criticalOn(u"checkout"_s, u"production"_s, AlertState::Suppressed)});
        const Fact<QList<OpenAlert>> none = facts().ofPart(checkout).openCritical;
        QVERIFY2(none.isKnown(), qPrintable(none.why.plain()));
        QVERIFY(none->isEmpty());
        storeAlerts({criticalOn(u"checkout"_s, u"Production"_s)});
        QCOMPARE(facts().ofPart(checkout).openCritical->first().name, u"Errors"_s);
        storeAlerts({criticalOn(u"checkout"_s, u"prd-7"_s)}); // a word that nobody knows
        QCOMPARE(facts().ofPart(checkout).openCritical->size(), 1);
    }

    void alertsThatCannotBeSeenAreUnknown()
    {
        QVERIFY(says(facts().ofPart(checkout).openCritical.why, u"am does not answer"_s)); // never asked
        storeAlerts({criticalOn(u"checkout"_s, u"production"_s)}, false);
        QVERIFY(says(facts().ofPart(checkout).openCritical.why, u"am does not answer"_s));
        storeAlerts({}, true);
        QVERIFY(facts().ofPart(checkout).openCritical.isKnown());
        m_workspace->catalog = Catalog();
        QVERIFY(says(facts().ofPart(checkout).openCritical.why, u"the catalog has no"_s));
    }

    void tellsHowTheLastDeploymentThereEnded()
    {
        QCOMPARE(facts().last, Fact<LastDeployment>(LastDeployment()));
        const RunId run(u"11111111-1111-1111-1111-111111111111"_s);
        const QDateTime at = QDateTime::currentDateTimeUtc();
        QVERIFY(wait(m_stores->ledger().beginRun(run, samplePlan(u"staging"_s), u"me"_s, at)));
        QVERIFY(!facts().last->state);
        const RunId second(u"22222222-2222-2222-2222-222222222222"_s);
        QVERIFY(wait(m_stores->ledger().beginRun(second, samplePlan(), u"me"_s, at)));
        QVERIFY(wait(m_stores->ledger().journal(EventScript(second, at).ended(RunState::Failed, u"x"_s))));
        QCOMPARE(facts().last->state, std::optional(RunState::Failed));
        QCOMPARE(facts().last->version, u"2.4.1"_s);
    }

    void tellsWhoHasTheEnvironmentAndWhatWasDeclared()
    {
        m_lease = wangs;
        m_database
            = [](const DeployPlan &, const ModuleId &) { return Fact<DatabaseChange>(DatabaseChange::Undeclared); };
        const PrecheckFacts all = facts();
        QCOMPARE(all.lease->holder, u"wang@desk"_s);
        QCOMPARE(*all.ofPart(checkout).database, DatabaseChange::Undeclared);
        m_lease = nobodys;
        QVERIFY(facts().lease->holder.isEmpty());
        m_lease = {};
        QVERIFY(!facts().lease.isKnown());
    }

    void tellsWhetherTheRegistryWouldRemoveWhatRunsNow()
    {
        m_keeper.told = keepingOne();
        const HostChange change = samplePlan().changes.first();
        const PrecheckFacts removed = facts();
        QCOMPARE(m_keeper.asked, QStringList{u"127.0.0.1:5000/shop/checkout"_s}); // once, whatever the number of hosts
        QVERIFY(removed.ofChange(change).hasKeepingRules);
        QCOMPARE(removed.ofChange(change).rollbackKept.value, std::optional(false));
        QVERIFY(says(removed.ofChange(change).rollbackKept.why, u"latestPushedK 1"_s));
        const auto checks = prechecks(samplePlan(), removed, PrecheckPolicy());
        const auto warned = std::count_if(checks.begin(), checks.end(), [](const Precheck &check) {
            return check.kind == PrecheckKind::RollbackKept && check.verdict == Verdict::Warn && !check.blocks;
        });
        QCOMPARE(warned, 2);

        m_keeper.told->policy->rules[0].amount = 2;
        QCOMPARE(facts().ofChange(change).rollbackKept.value, std::optional(true));
        m_keeper.told.reset();
        QVERIFY(!facts().ofChange(change).hasKeepingRules);
        m_keeper.broken = failure(Error::Kind::Forbidden, u"harbor"_s, u"no right"_s).value();
        QVERIFY(facts().ofChange(change).hasKeepingRules);
        QVERIFY(says(facts().ofChange(change).rollbackKept.why, u"no right"_s));
    }

    void tellsWhetherATagThatIsNotPinnedCanBeMoved()
    {
        DeployPlan plan = samplePlan();
        for (HostChange &change : plan.changes) {
            if (!change.isNoop())
                change.wanted.digest = {};
        }
        QVERIFY(!facts(plan).ofPart(checkout).tagImmutable.isKnown()); // nobody tells
        m_keeper.told = keepingOne();
        QCOMPARE(facts(plan).ofPart(checkout).tagImmutable.value, std::optional(false));
        ImmutableRule rule;
        rule.scope.tags = rule.scope.repositories = {{.pattern = u"**"_s}};
        m_keeper.told->immutable = {rule};
        QCOMPARE(facts(plan).ofPart(checkout).tagImmutable.value, std::optional(true));
        m_keeper.told->immutableUnread = Phrase(u"no right"_s);
        QVERIFY(says(facts(plan).ofPart(checkout).tagImmutable.why, u"no right"_s));
    }

    void hostsThatCannotBeHadAreTold()
    {
        m_hosts[0].offline = failure(Error::Kind::Network, u"app-01"_s, u"no route"_s).value();
        m_pool.hosts.remove(HostId(u"app-02"_s));
        const PrecheckFacts all = facts();
        for (const HostFacts &host : all.hosts)
            QVERIFY(host.reachable.isKnown() && !*host.reachable);
        QVERIFY(says(all.hosts.at(1).directories.value(u"/srv/checkout"_s).why, u"no such host"_s));
    }

    /// A host, a registry and the keeper of leases: the others lose nothing.
    void whatHangsIsUnknownInTime()
    {
        m_hosts[0].hangs = true;
        m_registry.hangs = true;
        m_keeper.hangs = true;
        m_lease = silent;
        storeAlerts({});
        QElapsedTimer timer;
        timer.start();
        const auto all = ask(samplePlan(), 1s);
        QVERIFY(timer.elapsed() < 10'000);
        QVERIFY(all);
        const QString why = u"no answer within 1 s"_s;
        QCOMPARE(all->hosts.at(0).reachable.why.plain(), why);
        QCOMPARE(all->hosts.at(0).pullable.first().why.plain(), why);
        QCOMPARE(all->ofPart(checkout).inRegistry.why.plain(), why);
        QCOMPARE(all->lease.why.plain(), why);
        QCOMPARE(all->ofChange(samplePlan().changes.first()).rollbackKept.why.plain(), why);
        QVERIFY(all->hosts.at(1).reachable.isKnown() && *all->hosts.at(1).reachable);
        QVERIFY(all->last.isKnown());
        QVERIFY(all->ofPart(checkout).openCritical.isKnown());
        QVERIFY(!prechecks(samplePlan(), *all, PrecheckPolicy()).isEmpty());
    }

    void aCancelEndsItAtOnce()
    {
        m_hosts[0].hangs = true;
        m_registry.hangs = true;
        m_keeper.hangs = true;
        m_lease = silent;
        m_hosts[1].onExec = [this](const QString &) { QTimer::singleShot(0, this, [this] { m_stop.request_stop(); }); };
        const auto answer = ask(samplePlan());
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
        QVERIFY(!ask(samplePlan()));
    }
};

QTEST_GUILESS_MAIN(FactsReaderTest)
#include "tst_factsreader.moc"
