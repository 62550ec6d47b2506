// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/connect/localconnectservice.h"
#include "app/deploy/processowner.h"
#include "app/deploy/recovery.h"

#include <QCryptographicHash>
#include <QStandardPaths>

namespace opsdeck {

namespace {

QString folder(const char *variable, QStandardPaths::StandardLocation fallback)
{
    const QString fromEnvironment = qEnvironmentVariable(variable);
    return fromEnvironment.isEmpty() ? QStandardPaths::writableLocation(fallback) + QStringLiteral("/opsdeck")
                                     : fromEnvironment;
}

QCoro::Task<Result<int>> syncAll(SyncService *sync, std::stop_token stop)
{
    co_return co_await sync->syncOnce(std::move(stop));
}

} // namespace

SessionFolders standardFolders()
{
    return {folder("OPSDECK_DATA_HOME", QStandardPaths::GenericDataLocation),
        folder("OPSDECK_CONFIG_HOME", QStandardPaths::GenericConfigLocation)};
}

QString storeFolder(const Workspace &workspace, const SessionFolders &folders)
{
    // Two workspaces may have the same name; the folder tells them apart.
    const QByteArray hash
        = QCryptographicHash::hash(workspace.folder.toUtf8(), QCryptographicHash::Sha256).toHex().left(8);
    return QStringLiteral("%1/%2-%3").arg(folders.data, workspace.name, QString::fromLatin1(hash));
}

Result<std::unique_ptr<Session>> Session::open(
    Workspace workspace, const SessionFolders &folders, const Redaction &redaction)
{
    StoreSettings settings;
    settings.redaction = redaction;
    auto stores = openStores(storeFolder(workspace, folders), settings);
    if (!stores)
        return tl::unexpected(stores.error());
    return std::unique_ptr<Session>(new Session(std::move(workspace), std::move(*stores), folders.config, redaction));
}

Session::Session(
    Workspace workspace, std::unique_ptr<Stores> stores, const QString &configFolder, const Redaction &redaction)
    : m_workspace(std::move(workspace))
    , m_redaction(redaction)
    , m_configFolder(configFolder)
    , m_stores(std::move(stores))
    , m_io(redaction)
{
    m_io.call([&] {
        m_outside = std::make_unique<Outside>(m_workspace, configFolder, m_redaction);
        m_sync = std::make_unique<SyncService>(m_workspace, *m_outside, m_stores->cache());
        m_scope = std::make_unique<TaskScope>();
    });
    m_deployments = std::make_unique<LocalDeployService>(
        m_workspace, m_io, *m_outside, m_stores->ledger(), currentActor(), m_redaction);
    m_sources = std::make_unique<LocalSourceService>(m_io, *m_sync, m_outside->hosts(), *m_scope);
    m_alerts = std::make_unique<LocalAlertService>(
        m_workspace, m_io, *m_sync, m_stores->cache(), m_stores->ledger(), currentActor());
    m_metrics = std::make_unique<LocalMetricService>(m_io, *m_sync, *m_scope);
    m_stores->cache().keepOnly(m_sync->sources());
    // What a deployment changed on a host is asked of the host, not assumed.
    QObject::connect(
        m_deployments.get(), &DeployService::eventHappened, m_deployments.get(), [this](const DeployEvent &event) {
            if (event.kind == DeployEvent::Kind::RunEnded || event.step == DeployStep::Verify)
                wakeAll();
        });
}

Session::~Session()
{
    m_alerts.reset();
    m_deployments.reset();
    m_io.call([this] {
        m_scope.reset();
        m_sync.reset();
        m_outside.reset();
    });
}

ConnectService &Session::connecting()
{
    if (!m_connecting)
        m_connecting = std::make_unique<LocalConnectService>(m_configFolder, m_redaction);
    return *m_connecting;
}

void Session::startSync()
{
    // Another instance polls and writes; this one follows what it stores.
    if (m_stores->care().report().isReadOnly())
        return;
    m_io.post([sync = m_sync.get()] { sync->start(); });
}

QFuture<Result<int>> Session::syncOnce()
{
    return m_io.run<int>(m_scope.get(), syncAll, m_sync.get());
}

void Session::wakeAll()
{
    m_io.post([sync = m_sync.get()] { sync->wakeAll(); });
}

QFuture<Result<int>> Session::recover()
{
    return m_io.run<int>(m_scope.get(), recoverRuns, &m_stores->ledger(), &m_outside->hosts(), currentActor());
}

} // namespace opsdeck
