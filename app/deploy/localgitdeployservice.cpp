// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/localgitdeployservice.h"

#include "app/deploy/beside.h"
#include "app/deploy/checkfacts.h"
#include "app/deploy/checkpoint.h"
#include "app/deploy/environmentguard.h"
#include "app/deploy/gitlabexecutor.h"
#include "app/deploy/gitledgerentries.h"
#include "app/deploy/gitplanner.h"
#include "app/deploy/gitverification.h"
#include "app/deploy/planner.h"
#include "app/deploy/processowner.h"
#include "app/people/permission.h"
#include "backends/async/await.h"
#include "backends/gitlab/gitlabwriter.h"
#include "backends/http/session.h"
#include "models/ports/handover.h"

#include <QScopeGuard>
#include <QUuid>

namespace opsdeck {

namespace {

constexpr int ImagesAtATime = 16;
constexpr int LongestOpenDays = 30; ///< a pipeline of before may have ended and gone

/// A module with its compose file in the repository.
struct Delivered
{
    ProductModule part;
    QString file;
    ImageRef image; ///< with tag
};

QCoro::Task<Result<ImageRef>> pinnedImage(ImageResolver *images, ImageRef tagged, std::stop_token stop)
{
    const auto digest = co_await images->resolve(tagged, stop);
    if (!digest)
        co_return tl::unexpected(digest.error());
    const ImageRef pinned = tagged.pinned(*digest);
    co_return pinned;
}

/// What is placed in the environment and has a file in the repository.
QList<Delivered> deliveredIn(const Product &product, const QString &version, const EnvironmentId &environment)
{
    QList<Delivered> all;
    for (const ProductModule &part : product.modules) {
        const QString file = product.git.files.value(part.id);
        if (!file.isEmpty() && !part.hostsIn(environment).isEmpty())
            all.append({part, file, part.image.withTag(product.tagOf(part.id, version))});
    }
    return all;
}

GitReleaseOrder orderFor(
    const Product &product, const QString &version, const EnvironmentId &environment, const QString &actor)
{
    GitReleaseOrder order;
    order.product = product.id;
    order.version = version;
    order.environment = environment;
    order.source = product.git.source;
    order.project = product.git.project;
    order.branch = product.git.branch;
    order.tagPattern = product.git.tagPattern;
    order.createdBy = actor;
    return order;
}

void addImage(GitReleaseOrder &order, const Delivered &delivered, const ImageRef &pinned)
{
    auto file = std::find_if(order.files.begin(), order.files.end(),
        [&delivered](const GitFileImages &known) { return known.path == delivered.file; });
    if (file == order.files.end())
        file = order.files.insert(order.files.end(), GitFileImages{delivered.file, {}});
    for (const QString &service : delivered.part.services)
        file->images.insert(service, pinned);
}

} // namespace

struct LocalGitDeployService::Way
{
    http::Session session;
    gitlab::GitLabWriter git;

    Way(const Connection &connection, Outside &outside)
        : session(connection, outside.http(), outside.secrets())
        , git(session)
    { }
};

LocalGitDeployService::LocalGitDeployService(
    const Workspace &workspace, IoThread &io, const Surroundings &surroundings, const Redaction &redaction)
    : m_workspace(workspace)
    , m_io(io)
    , m_surroundings(surroundings)
    , m_redaction(redaction)
{
    m_io.call([this] {
        m_guard = std::make_unique<EnvironmentGuard>(
            m_workspace, m_surroundings.outside.hosts(), m_surroundings.actor, processOwner());
        m_facts = makeCheckFacts(m_workspace, m_surroundings, *m_guard);
        m_checkpoint = std::make_unique<Checkpoint>(
            m_workspace, *m_facts, m_surroundings.actor, m_workspace.roles.of(currentUser()));
        m_scope = std::make_unique<TaskScope>();
    });
}

LocalGitDeployService::~LocalGitDeployService()
{
    m_io.call([this] {
        m_scope.reset();
        m_ways.clear();
        m_checkpoint.reset();
        m_facts.reset();
        m_guard.reset();
    });
}

Result<LocalGitDeployService::Way *> LocalGitDeployService::wayTo(const SourceId &source)
{
    auto &way = m_ways[source];
    if (way)
        return way.get();
    for (const Connection &connection : m_workspace.connections) {
        if (connection.id == source && connection.kind == u"gitlab") {
            way = std::make_unique<Way>(connection, m_surroundings.outside);
            return way.get();
        }
    }
    return failure(Error::Kind::Usage, source.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no GitLab of that name")));
}

QCoro::Task<Result<GitReleasePlan>> LocalGitDeployService::planOn(
    LocalGitDeployService *self, ProductId product, QString version, EnvironmentId environment, std::stop_token stop)
{
    const Product *known = self->m_workspace.product(product);
    if (!known || known->git.isEmpty())
        co_return failure(Error::Kind::Usage, product.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase",
                "the workspace does not say which repository this product is deployed from: see \"gitlab\"")));
    const auto way = self->wayTo(known->git.source);
    if (!way)
        co_return tl::unexpected(way.error());
    const QList<Delivered> delivered = deliveredIn(*known, version, environment);
    if (delivered.isEmpty())
        co_return failure(Error::Kind::Refused, product.text(),
            Phrase(
                QT_TRANSLATE_NOOP("Phrase", "no module of %1 is placed in %2"), {product.text(), environment.text()}));
    ImageResolver *images = &self->m_surroundings.outside.images();
    const auto pin = [images](const Delivered &one, std::stop_token token) {
        return pinnedImage(images, one.image, std::move(token));
    };
    const auto pinned = co_await beside<ImageRef>(delivered, ImagesAtATime, pin, stop);
    GitReleaseOrder order = orderFor(*known, version, environment, self->m_surroundings.actor);
    for (qsizetype i = 0; i < delivered.size(); ++i) {
        if (!pinned.at(i))
            co_return tl::unexpected(pinned.at(i).error());
        addImage(order, delivered.at(i), *pinned.at(i));
    }
    co_return co_await makeGitPlan(&(*way)->git, order, stop);
}

Result<void> LocalGitDeployService::begin(const EnvironmentId &environment)
{
    if (m_isRunning)
        return failure(Error::Kind::Refused, environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "a deployment by way of GitLab is followed from this console already")));
    m_isRunning = true;
    m_wish = std::stop_source(); // that of the run before may have been used up
    return {};
}

QCoro::Task<Result<GitRun>> LocalGitDeployService::runOn(
    LocalGitDeployService *self, GitReleasePlan plan, StartConsent consent, std::stop_token stop)
{
    const auto begun = self->begin(plan.environment);
    if (!begun)
        co_return tl::unexpected(begun.error());
    const auto over = qScopeGuard([self] { self->m_isRunning = false; });
    co_return co_await checked(self, plan, consent, stop);
}

QCoro::Task<Result<GitRun>> LocalGitDeployService::checked(
    LocalGitDeployService *self, GitReleasePlan plan, StartConsent consent, std::stop_token stop)
{
    const auto permitted = self->m_guard->permit(plan.environment, QDateTime::currentDateTimeUtc());
    if (!permitted)
        co_return tl::unexpected(permitted.error());
    const auto found = co_await self->askHosts(plan, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    const auto passed = co_await self->m_checkpoint->pass(*found, consent, stop);
    if (!passed)
        co_return tl::unexpected(passed.error());
    const auto taken = co_await self->m_guard->take(plan.environment, plan.product.text() + u' ' + plan.version, stop);
    if (!taken)
        co_return tl::unexpected(taken.error());
    const RunId id(QUuid::createUuid().toString(QUuid::WithoutBraces));
    const Work work = [plan, id, record = *passed, actor = self->m_surroundings.actor](GitLabExecutor *executor,
                          RunStops stops) { return executor->run(plan, record, id, actor, std::move(stops)); };
    co_return co_await holding(self, plan.environment, plan.source, work, stop);
}

QCoro::Task<Result<GitRun>> LocalGitDeployService::takeUpOn(
    LocalGitDeployService *self, GitRun left, std::stop_token stop)
{
    const auto begun = self->begin(left.plan.environment);
    if (!begun)
        co_return tl::unexpected(begun.error());
    const auto over = qScopeGuard([self] { self->m_isRunning = false; });
    co_return co_await follow(self, left, stop);
}

/// Looking on changes nothing, so a lease of somebody else or a freeze keeps nobody from it.
QCoro::Task<Result<GitRun>> LocalGitDeployService::follow(
    LocalGitDeployService *self, GitRun left, std::stop_token stop)
{
    const Work work = [left, actor = self->m_surroundings.actor](GitLabExecutor *executor, RunStops stops) {
        return executor->takeUp(left, actor, std::move(stops));
    };
    const GitReleasePlan &plan = left.plan;
    const auto taken = co_await self->m_guard->take(plan.environment, plan.product.text() + u' ' + plan.version, stop);
    if (!taken)
        co_return co_await execute(self, plan.source, work, stop);
    co_return co_await holding(self, plan.environment, plan.source, work, stop);
}

/// The environment is taken; it is given back in the end.
QCoro::Task<Result<GitRun>> LocalGitDeployService::holding(
    LocalGitDeployService *self, EnvironmentId environment, SourceId source, Work work, std::stop_token stop)
{
    std::stop_source over;
    const auto lost = [self](const Error &) { self->m_wish.request_stop(); };
    const auto kept = self->m_guard->keep(environment, lost, over.get_token());
    const auto ended = co_await execute(self, source, work, stop);
    over.request_stop();
    co_await kept;
    co_await self->m_guard->giveBack(environment, stop);
    co_return ended;
}

QCoro::Task<Result<GitRun>> LocalGitDeployService::execute(
    LocalGitDeployService *self, SourceId source, Work work, std::stop_token stop)
{
    const auto way = self->wayTo(source);
    if (!way)
        co_return tl::unexpected(way.error());
    const auto tell
        = [self](const GitRunEvent &event) { postTo(self, [self, event] { Q_EMIT self->eventHappened(event); }); };
    GitLabExecutor executor(GitLabExecutor::Tools{(*way)->git, self->m_surroundings.ledger, self->m_redaction}, tell);
    const std::stop_callback link(stop, [wish = self->m_wish]() mutable { wish.request_stop(); });
    const RunStops stops{self->m_wish.get_token(), stop};
    const auto ended = co_await work(&executor, stops);
    if (!ended || ended->state != RunState::Done)
        co_return ended;
    GitRun verified = co_await verify(self, *ended, stop);
    co_return verified;
}

/// A green pipeline is no proof. What the hosts say belongs to how the run ended, so the ledger has it too.
QCoro::Task<GitRun> LocalGitDeployService::verify(LocalGitDeployService *self, GitRun run, std::stop_token stop)
{
    const auto found = co_await self->askHosts(run.plan, stop);
    GitRun judged = withVerdict(run, found);
    LedgerEntry entry = verifiedEntry(judged, self->m_surroundings.actor);
    entry.detail = self->m_redaction.cleanJson(entry.detail);
    const auto written = co_await awaitFuture<LedgerEntry>(self->m_surroundings.ledger.append(entry), stop);
    if (!written)
        judged.unrecorded = written.error().said();
    co_return judged;
}

QCoro::Task<Result<DeployPlan>> LocalGitDeployService::askHosts(GitReleasePlan plan, std::stop_token stop)
{
    Outside &outside = m_surroundings.outside;
    const DeployOrder order{plan.product, plan.version, plan.environment, m_surroundings.actor};
    co_return co_await makePlan(&m_workspace, &outside.hosts(), &outside.images(), order, stop);
}

QCoro::Task<Result<QList<GitRun>>> LocalGitDeployService::leftOpenOn(LocalGitDeployService *self, std::stop_token stop)
{
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-LongestOpenDays);
    const auto entries = co_await awaitFuture<QList<LedgerEntry>>(
        self->m_surroundings.ledger.entriesAbout(QStringLiteral("deploy"), since), stop);
    if (!entries)
        co_return tl::unexpected(entries.error());
    QList<GitRun> open = opsdeck::leftOpen(gitRunsIn(*entries));
    co_return open;
}

QFuture<Result<GitReleasePlan>> LocalGitDeployService::plan(
    ProductId product, QString version, EnvironmentId environment)
{
    return m_io.run<GitReleasePlan>(
        m_scope.get(), planOn, this, std::move(product), std::move(version), std::move(environment));
}

QFuture<Result<GitRun>> LocalGitDeployService::run(GitReleasePlan plan, StartConsent consent)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::Deploy); !permitted)
        return QtFuture::makeReadyFuture<Result<GitRun>>(tl::unexpected(permitted.error()));
    return m_io.run<GitRun>(m_scope.get(), runOn, this, std::move(plan), std::move(consent));
}

QFuture<Result<QList<GitRun>>> LocalGitDeployService::leftOpen()
{
    return m_io.run<QList<GitRun>>(m_scope.get(), leftOpenOn, this);
}

QFuture<Result<GitRun>> LocalGitDeployService::takeUp(GitRun left)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::Deploy); !permitted)
        return QtFuture::makeReadyFuture<Result<GitRun>>(tl::unexpected(permitted.error()));
    return m_io.run<GitRun>(m_scope.get(), takeUpOn, this, std::move(left));
}

void LocalGitDeployService::cancel()
{
    m_io.post([this] { m_wish.request_stop(); });
}

} // namespace opsdeck
