// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/localpromotionservice.h"

#include "app/deploy/processowner.h"
#include "app/deploy/promoter.h"
#include "app/people/permission.h"
#include "app/sync/outside.h"
#include "models/ports/handover.h"

namespace opsdeck {

namespace {

QCoro::Task<Result<PromotionOrder>> prepareOn(Promoter *promoter, PromotionOrder order, std::stop_token stop)
{
    co_return co_await promoter->prepare(std::move(order), std::move(stop));
}

QCoro::Task<Result<PromotionReport>> promoteOn(
    Promoter *promoter, PromotionOrder order, QString actor, std::stop_token stop)
{
    co_return co_await promoter->run(std::move(order), std::move(actor), std::move(stop));
}

QCoro::Task<Result<QList<PolicyState>>> policiesOn(Promoter *promoter, SourceId harbor, std::stop_token stop)
{
    co_return co_await promoter->policies(std::move(harbor), std::move(stop));
}

QCoro::Task<Result<QList<ReplicationLog>>> logsOn(
    Promoter *promoter, SourceId harbor, qint64 execution, std::stop_token stop)
{
    co_return co_await promoter->logs(std::move(harbor), execution, std::move(stop));
}

} // namespace

LocalPromotionService::LocalPromotionService(
    const Workspace &workspace, IoThread &io, Outside &outside, Ledger &ledger, QString actor)
    : m_workspace(workspace)
    , m_io(io)
    , m_actor(std::move(actor))
{
    const auto toGui = [this](const PromotionNews &news) { postTo(this, [this, news] { Q_EMIT newsHappened(news); }); };
    m_io.call([&] {
        const PromotionTools tools{workspace.connections, outside.http(), outside.secrets(), outside.images(), ledger};
        m_promoter = std::make_unique<Promoter>(tools, toGui);
        m_scope = std::make_unique<TaskScope>();
    });
}

LocalPromotionService::~LocalPromotionService()
{
    m_io.call([this] {
        m_scope.reset();
        m_promoter.reset();
    });
}

QFuture<Result<PromotionOrder>> LocalPromotionService::prepare(PromotionOrder order)
{
    return m_io.run<PromotionOrder>(m_scope.get(), prepareOn, m_promoter.get(), std::move(order));
}

QFuture<Result<PromotionReport>> LocalPromotionService::promote(PromotionOrder order)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::Deploy); !permitted)
        return QtFuture::makeReadyFuture<Result<PromotionReport>>(tl::unexpected(permitted.error()));
    return m_io.run<PromotionReport>(m_scope.get(), promoteOn, m_promoter.get(), std::move(order), m_actor);
}

void LocalPromotionService::cancel()
{
    m_io.post([promoter = m_promoter.get()] { promoter->cancel(); });
}

QFuture<Result<QList<PolicyState>>> LocalPromotionService::policies(SourceId harbor)
{
    return m_io.run<QList<PolicyState>>(m_scope.get(), policiesOn, m_promoter.get(), std::move(harbor));
}

QFuture<Result<QList<ReplicationLog>>> LocalPromotionService::logs(SourceId harbor, qint64 execution)
{
    return m_io.run<QList<ReplicationLog>>(m_scope.get(), logsOn, m_promoter.get(), std::move(harbor), execution);
}

} // namespace opsdeck
