// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/connect/localconnectservice.h"
#include "app/deploy/localgitdeployservice.h"
#include "app/deploy/processowner.h"
#include "app/deploy/recovery.h"
#include "app/deploy/surroundings.h"
#include "app/notify/localmessageservice.h"

namespace opsdeck {

Result<std::unique_ptr<Session>> Session::open(
    Workspace workspace, const SessionFolders &folders, const Redaction &redaction)
{
    auto reading = ReadingSession::open(std::move(workspace), folders, redaction);
    if (!reading)
        return tl::unexpected(reading.error());
    return std::unique_ptr<Session>(new Session(std::move(*reading), folders.config));
}

Session::Session(std::unique_ptr<ReadingSession> reading, const QString &configFolder)
    : m_configFolder(configFolder)
    , m_reading(std::move(reading))
{
    const Workspace &workspace = m_reading->workspace();
    IoThread &io = *m_reading->m_io;
    Outside &outside = *m_reading->m_outside;
    SyncService &sync = *m_reading->m_sync;
    const Surroundings surroundings{outside, sync, cache(), ledger(), currentActor()};
    m_deployments = std::make_unique<LocalDeployService>(workspace, io, surroundings, m_reading->redaction());
    m_gitDeployments = std::make_unique<LocalGitDeployService>(workspace, io, surroundings, m_reading->redaction());
    m_traffic = std::make_unique<LocalTrafficService>(workspace, io, surroundings, m_reading->redaction());
    m_sources = std::make_unique<LocalSourceService>(io, sync, outside.hosts(), *m_reading->m_scope);
    m_alerts = std::make_unique<LocalAlertService>(workspace, io, sync, cache(), ledger(), currentActor());
    m_bills = std::make_unique<LocalBillService>(workspace, io, cache(), ledger(), currentActor());
    m_messages = std::make_unique<LocalMessageService>(workspace, io, outside, currentActor());
    m_metrics = std::make_unique<LocalMetricService>(io, sync, *m_reading->m_scope);
    // What a deployment changed on a host is asked of the host, not assumed.
    QObject::connect(
        m_deployments.get(), &DeployService::eventHappened, m_deployments.get(), [this](const DeployEvent &event) {
            if (event.kind == DeployEvent::Kind::RunEnded || event.step == DeployStep::Verify)
                wakeAll();
        });
}

Session::~Session() = default;

ConnectService &Session::connecting()
{
    if (!m_connecting)
        m_connecting = std::make_unique<LocalConnectService>(m_configFolder, redaction());
    return *m_connecting;
}

QFuture<Result<int>> Session::recover()
{
    return m_reading->m_io->run<int>(
        m_reading->m_scope.get(), recoverRuns, &ledger(), &m_reading->m_outside->hosts(), currentActor());
}

} // namespace opsdeck
