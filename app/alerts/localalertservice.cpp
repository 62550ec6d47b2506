// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/alerts/localalertservice.h"

#include "app/alerts/alertdesk.h"
#include "app/deploy/processowner.h"
#include "app/people/permission.h"
#include "app/sync/syncservice.h"
#include "backends/async/iothread.h"

namespace opsdeck {

namespace {

QCoro::Task<Result<AlertOutcome>> tendOn(
    AlertDesk *desk, QList<AlertTarget> alerts, AlertDeed deed, std::stop_token stop)
{
    co_return co_await desk->tend(std::move(alerts), std::move(deed), std::move(stop));
}

QCoro::Task<Result<QString>> silenceOn(AlertDesk *desk, Silence silence, QString actor, std::stop_token stop)
{
    co_return co_await desk->silence(std::move(silence), std::move(actor), std::move(stop));
}

QCoro::Task<Result<void>> expireOn(AlertDesk *desk, Silence silence, QString actor, std::stop_token stop)
{
    co_return co_await desk->expire(std::move(silence), std::move(actor), std::move(stop));
}

QCoro::Task<Result<QList<SourceId>>> silencersOn(SyncService *sync, std::stop_token)
{
    QList<SourceId> able;
    for (const SourceId &id : sync->sources()) {
        if (sync->source(id)->silenceActions() != nullptr)
            able.append(id);
    }
    co_return able;
}

} // namespace

LocalAlertService::LocalAlertService(
    const Workspace &workspace, IoThread &io, SyncService &sync, Cache &cache, Ledger &ledger, QString actor)
    : m_workspace(workspace)
    , m_io(io)
    , m_sync(sync)
    , m_actor(std::move(actor))
{
    m_io.call([&] {
        m_scope = std::make_unique<TaskScope>();
        m_desk = std::make_unique<AlertDesk>([&sync](const SourceId &id) { return sync.source(id); },
            [&sync](const SourceId &id) { sync.wake(id); }, cache, ledger, workspace.policies);
    });
}

LocalAlertService::~LocalAlertService()
{
    m_io.call([this] {
        m_scope.reset();
        m_desk.reset();
    });
}

QFuture<Result<AlertOutcome>> LocalAlertService::tend(QList<AlertTarget> alerts, AlertDeed deed)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::HandleAlerts); !permitted)
        return QtFuture::makeReadyFuture<Result<AlertOutcome>>(tl::unexpected(permitted.error()));
    deed.by = m_actor;
    deed.at = QDateTime::currentDateTimeUtc();
    return m_io.run<AlertOutcome>(m_scope.get(), tendOn, m_desk.get(), std::move(alerts), std::move(deed));
}

QFuture<Result<QString>> LocalAlertService::silence(Silence silence)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::HandleAlerts); !permitted)
        return QtFuture::makeReadyFuture<Result<QString>>(tl::unexpected(permitted.error()));
    if (silence.createdBy.isEmpty())
        silence.createdBy = m_actor;
    return m_io.run<QString>(m_scope.get(), silenceOn, m_desk.get(), std::move(silence), m_actor);
}

QFuture<Result<void>> LocalAlertService::expire(Silence silence)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::HandleAlerts); !permitted)
        return QtFuture::makeReadyFuture<Result<void>>(tl::unexpected(permitted.error()));
    return m_io.run<void>(m_scope.get(), expireOn, m_desk.get(), std::move(silence), m_actor);
}

QFuture<Result<QList<SourceId>>> LocalAlertService::silencers()
{
    return m_io.run<QList<SourceId>>(m_scope.get(), silencersOn, &m_sync);
}

} // namespace opsdeck
