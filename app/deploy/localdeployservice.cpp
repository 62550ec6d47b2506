// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/localdeployservice.h"

#include "app/deploy/engine.h"
#include "app/deploy/planner.h"
#include "app/deploy/processowner.h"
#include "app/deploy/rollback.h"
#include "app/people/permission.h"
#include "app/sync/outside.h"
#include "backends/async/await.h"
#include "models/ports/handover.h"

namespace opsdeck {

namespace {

using Work = RolloutRunner::Work;

QCoro::Task<Result<RunId>> startRunOn(DeployEngine *engine, DeployPlan plan, QString actor, std::stop_token stop)
{
    co_return co_await engine->start(std::move(plan), std::move(actor), std::move(stop));
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

LocalDeployService::LocalDeployService(const Workspace &workspace, IoThread &io, Outside &outside, Ledger &ledger,
    QString actor, const Redaction &redaction)
    : m_workspace(workspace)
    , m_io(io)
    , m_outside(outside)
    , m_ledger(ledger)
    , m_actor(std::move(actor))
{
    const auto toGui
        = [this](const DeployEvent &event) { postTo(this, [this, event] { Q_EMIT eventHappened(event); }); };
    m_io.call([&] {
        m_guard = std::make_unique<EnvironmentGuard>(workspace, m_actor, processOwner());
        m_scope = std::make_unique<TaskScope>();
        m_engine = std::make_unique<DeployEngine>(RunTools{outside.hosts(), &outside.probe(), workspace.policies},
            &outside.images(), *m_guard, ledger, toGui, redaction);
    });
}

LocalDeployService::~LocalDeployService()
{
    m_io.call([this] {
        m_scope.reset();
        m_engine.reset();
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

QFuture<Result<RunId>> LocalDeployService::start(DeployPlan plan)
{
    return decide<RunId>(startRunOn, std::move(plan));
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
