// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/localdeployservice.h"

#include "app/deploy/checkfacts.h"
#include "app/deploy/engine.h"
#include "app/deploy/hostdrains.h"
#include "app/deploy/imageplan.h"
#include "app/deploy/ledgerentries.h"
#include "app/deploy/planner.h"
#include "app/deploy/processowner.h"
#include "app/deploy/rollback.h"
#include "app/deploy/surroundings.h"
#include "app/people/permission.h"
#include "backends/async/await.h"
#include "models/ports/handover.h"

namespace opsdeck {

namespace {

using Work = RolloutRunner::Work;

constexpr int MostRuns = 500; // among which the newest of a product is looked for

QCoro::Task<Result<RunId>> startRunOn(
    DeployEngine *engine, DeployPlan plan, StartConsent consent, QString actor, std::stop_token stop)
{
    co_return co_await engine->start(std::move(plan), std::move(consent), std::move(actor), std::move(stop));
}

QCoro::Task<Result<PrecheckReport>> checkOf(Checkpoint *checkpoint, DeployPlan plan, std::stop_token stop)
{
    co_return co_await checkpoint->check(std::move(plan), std::move(stop));
}

QCoro::Task<Result<void>> resumeOn(DeployEngine *engine, RunId run, Work what, QString actor, std::stop_token stop)
{
    co_return co_await engine->resume(std::move(run), what, std::move(actor), std::move(stop));
}

QCoro::Task<Result<void>> skipOn(
    DeployEngine *engine, RunId run, HostId host, QString reason, QString actor, std::stop_token stop)
{
    co_return co_await engine->skip(
        std::move(run), std::move(host), std::move(reason), std::move(actor), std::move(stop));
}

QCoro::Task<Result<void>> abortOn(DeployEngine *engine, RunId run, QString reason, QString actor, std::stop_token stop)
{
    co_return co_await engine->abort(std::move(run), std::move(reason), std::move(actor), std::move(stop));
}

QCoro::Task<Result<DeployPlan>> rollbackOf(const Workspace *workspace, Outside *outside, Ledger *ledger, RunId run,
    QString reason, QString actor, std::stop_token stop)
{
    const auto known = co_await awaitFuture(ledger->run(run), stop);
    if (!known)
        co_return tl::unexpected(known.error());
    co_return co_await makeRollback(workspace, &outside->hosts(), &outside->images(), *known, reason, actor, stop);
}

} // namespace

namespace {

/// What was deployed last where `known` was.
QCoro::Task<Result<DeployRun>> newestBeside(Ledger *ledger, DeployRun known, std::stop_token stop)
{
    const auto runs = co_await awaitFuture(ledger->runs(MostRuns), stop);
    if (!runs)
        co_return tl::unexpected(runs.error());
    const auto newest = std::find_if(runs->cbegin(), runs->cend(), [&known](const DeployRun &run) {
        return run.plan.product == known.plan.product && run.plan.environment == known.plan.environment;
    });
    if (newest == runs->cend())
        co_return failure(Error::Kind::NotFound, known.id.text());
    co_return *newest;
}

/// The run that a person wants to go back to, and what was deployed last there.
struct WayBack
{
    DeployRun earlier;
    DeployRun newest;
};

QCoro::Task<Result<WayBack>> wayBackTo(Ledger *ledger, RunId earlier, std::stop_token stop)
{
    const auto known = co_await awaitFuture(ledger->run(earlier), stop);
    if (!known)
        co_return tl::unexpected(known.error());
    const auto newest = co_await newestBeside(ledger, *known, stop);
    if (!newest)
        co_return tl::unexpected(newest.error());
    WayBack way{*known, *newest};
    co_return way;
}

QCoro::Task<Result<DeployPlan>> returnTo(const Workspace *workspace, Outside *outside, Ledger *ledger, RunId earlier,
    QString reason, QString actor, std::stop_token stop)
{
    const auto way = co_await wayBackTo(ledger, earlier, stop);
    if (!way)
        co_return tl::unexpected(way.error());
    co_return co_await makeReturn(
        workspace, &outside->hosts(), &outside->images(), way->earlier, way->newest, reason, actor, stop);
}

QCoro::Task<Result<void>> mayReturnTo(Outside *outside, Ledger *ledger, RunId earlier, std::stop_token stop)
{
    const auto way = co_await wayBackTo(ledger, earlier, stop);
    if (!way)
        co_return tl::unexpected(way.error());
    co_return co_await opsdeck::mayReturn(&outside->hosts(), &outside->images(), way->earlier, way->newest, stop);
}

QCoro::Task<Result<std::optional<Lease>>> leaseOf(
    EnvironmentGuard *guard, EnvironmentId environment, std::stop_token stop)
{
    co_return co_await guard->current(std::move(environment), std::move(stop));
}

/// In the ledger before it happens. One that nobody can read has no holder, and can be broken all the same.
QCoro::Task<Result<void>> breakLeaseOf(EnvironmentGuard *guard, Ledger *ledger, EnvironmentId environment,
    QString reason, std::optional<Lease> seen, QString actor, std::stop_token stop)
{
    if (reason.trimmed().isEmpty())
        co_return failure(Error::Kind::Usage, environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "a lease is broken for a reason: say which")));
    const auto lease = co_await guard->current(environment, stop);
    if (!lease && lease.error().kind != Error::Kind::BadAnswer)
        co_return tl::unexpected(lease.error());
    if (lease && !*lease)
        co_return failure(Error::Kind::Refused, environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "nobody has reserved the environment")));
    Lease held;
    held.environment = environment;
    if (lease)
        held = **lease;
    if (seen && seen->holder != held.holder)
        co_return failure(Error::Kind::Refused, environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "that lease on %1 is over; look again"), {environment.text()}));
    const auto told = co_await awaitFuture(ledger->append(leaseEntry(held, actor, reason)), stop);
    if (!told)
        co_return tl::unexpected(told.error());
    co_return co_await guard->breakLease(held, reason, stop);
}

} // namespace

LocalDeployService::LocalDeployService(
    const Workspace &workspace, IoThread &io, const Surroundings &surroundings, const Redaction &redaction)
    : m_workspace(workspace)
    , m_io(io)
    , m_outside(surroundings.outside)
    , m_ledger(surroundings.ledger)
    , m_actor(surroundings.actor)
{
    const auto toGui
        = [this](const DeployEvent &event) { postTo(this, [this, event] { Q_EMIT eventHappened(event); }); };
    m_io.call([&] {
        m_guard = std::make_unique<EnvironmentGuard>(workspace, m_outside.hosts(), m_actor, processOwner());
        m_scope = std::make_unique<TaskScope>();
        m_facts = makeCheckFacts(workspace, surroundings, *m_guard);
        m_checkpoint = std::make_unique<Checkpoint>(workspace, *m_facts, m_actor, workspace.roles.of(currentUser()));
        m_drains = std::make_unique<HostDrains>(workspace, m_outside.hosts(), m_ledger, m_actor, redaction);
        m_engine = std::make_unique<DeployEngine>(
            RunTools{m_outside.hosts(), surroundings.gates(), workspace.policies, m_drains.get()},
            RunGuards{*m_guard, &m_outside.images(), m_checkpoint.get()}, m_ledger, toGui, redaction);
    });
}

LocalDeployService::~LocalDeployService()
{
    m_io.call([this] {
        m_scope.reset();
        m_engine.reset();
        m_drains.reset();
        m_checkpoint.reset();
        m_facts.reset();
        m_guard.reset();
    });
}

QFuture<Result<QStringList>> LocalDeployService::versions(ProductId product)
{
    return m_io.run<QStringList>(
        m_scope.get(), deployableVersions, &m_workspace, &m_outside.images(), std::move(product));
}

QFuture<Result<DeployPlan>> LocalDeployService::plan(ProductId product, QString version, EnvironmentId environment)
{
    DeployOrder order{std::move(product), std::move(version), std::move(environment), m_actor};
    return m_io.run<DeployPlan>(
        m_scope.get(), makePlan, &m_workspace, &m_outside.hosts(), &m_outside.images(), std::move(order));
}

QFuture<Result<DeployPlan>> LocalDeployService::planImages(QList<ImageRef> images)
{
    return m_io.run<DeployPlan>(m_scope.get(), makeImagePlan, &m_workspace, &m_outside.hosts(), &m_outside.images(),
        std::move(images), m_actor);
}

template <typename T, typename Fn, typename... Args>
QFuture<Result<T>> LocalDeployService::decide(Fn coroutine, Args... args)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::Deploy); !permitted)
        return QtFuture::makeReadyFuture<Result<T>>(tl::unexpected(permitted.error()));
    return m_io.run<T>(m_scope.get(), coroutine, m_engine.get(), std::move(args)..., m_actor);
}

QFuture<Result<DeployPlan>> LocalDeployService::rollbackPlan(RunId run, QString reason)
{
    return m_io.run<DeployPlan>(
        m_scope.get(), rollbackOf, &m_workspace, &m_outside, &m_ledger, std::move(run), std::move(reason), m_actor);
}

QFuture<Result<RunId>> LocalDeployService::start(DeployPlan plan, StartConsent consent)
{
    return decide<RunId>(startRunOn, std::move(plan), std::move(consent));
}

QFuture<Result<DeployPlan>> LocalDeployService::returnPlan(RunId earlier, QString reason)
{
    return m_io.run<DeployPlan>(
        m_scope.get(), returnTo, &m_workspace, &m_outside, &m_ledger, std::move(earlier), std::move(reason), m_actor);
}

QFuture<Result<void>> LocalDeployService::mayReturn(RunId earlier)
{
    return m_io.run<void>(m_scope.get(), mayReturnTo, &m_outside, &m_ledger, std::move(earlier));
}

QFuture<Result<PrecheckReport>> LocalDeployService::check(DeployPlan plan)
{
    return m_io.run<PrecheckReport>(m_scope.get(), checkOf, m_checkpoint.get(), std::move(plan));
}

QFuture<Result<std::optional<Lease>>> LocalDeployService::lease(EnvironmentId environment)
{
    return m_io.run<std::optional<Lease>>(m_scope.get(), leaseOf, m_guard.get(), std::move(environment));
}

QFuture<Result<void>> LocalDeployService::breakLease(
    EnvironmentId environment, QString reason, std::optional<Lease> seen)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::Administer); !permitted)
        return QtFuture::makeReadyFuture<Result<void>>(tl::unexpected(permitted.error()));
    return m_io.run<void>(m_scope.get(), breakLeaseOf, m_guard.get(), &m_ledger, std::move(environment),
        std::move(reason), std::move(seen), m_actor);
}

QFuture<Result<void>> LocalDeployService::resume(RunId run)
{
    return decide<void>(resumeOn, std::move(run), Work::Rest);
}

QFuture<Result<void>> LocalDeployService::retry(RunId run)
{
    return decide<void>(resumeOn, std::move(run), Work::Broken);
}

QFuture<Result<void>> LocalDeployService::skip(RunId run, HostId host, QString reason)
{
    return decide<void>(skipOn, std::move(run), std::move(host), std::move(reason));
}

QFuture<Result<void>> LocalDeployService::abort(RunId run, QString reason)
{
    return decide<void>(abortOn, std::move(run), std::move(reason));
}

void LocalDeployService::pause(RunId run)
{
    m_io.post([engine = m_engine.get(), run, actor = m_actor] { engine->pause(run, actor); });
}

void LocalDeployService::cancel(RunId run)
{
    m_io.post([engine = m_engine.get(), run] { engine->cancel(run); });
}

} // namespace opsdeck
