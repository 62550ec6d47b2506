// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/localdeployservice.h"

#include "app/deploy/engine.h"
#include "app/deploy/planner.h"
#include "app/deploy/processowner.h"
#include "app/people/permission.h"
#include "app/sync/outside.h"
#include "models/ports/handover.h"

namespace opsdeck {

namespace {

QCoro::Task<Result<RunId>> startRunOn(DeployEngine *engine, DeployPlan plan, QString actor, std::stop_token stop)
{
    co_return co_await engine->start(std::move(plan), std::move(actor), std::move(stop));
}

} // namespace

LocalDeployService::LocalDeployService(const Workspace &workspace, IoThread &io, Outside &outside, Ledger &ledger,
    QString actor, const Redaction &redaction)
    : m_workspace(workspace)
    , m_io(io)
    , m_outside(outside)
    , m_actor(std::move(actor))
{
    const auto toGui
        = [this](const DeployEvent &event) { postTo(this, [this, event] { Q_EMIT eventHappened(event); }); };
    m_io.call([&] {
        m_scope = std::make_unique<TaskScope>();
        m_engine = std::make_unique<DeployEngine>(outside.hosts(), ledger, workspace.policies, toGui, redaction);
    });
}

LocalDeployService::~LocalDeployService()
{
    m_io.call([this] {
        m_scope.reset();
        m_engine.reset();
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

QFuture<Result<RunId>> LocalDeployService::start(DeployPlan plan)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::Deploy); !permitted)
        return QtFuture::makeReadyFuture<Result<RunId>>(tl::unexpected(permitted.error()));
    return m_io.run<RunId>(m_scope.get(), startRunOn, m_engine.get(), std::move(plan), m_actor);
}

void LocalDeployService::cancel(RunId run)
{
    m_io.post([engine = m_engine.get(), run] { engine->cancel(run); });
}

} // namespace opsdeck
