// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/readingsession.h"

#include "app/sync/outside.h"
#include "app/sync/syncservice.h"
#include "backends/async/iothread.h"

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

Result<std::unique_ptr<ReadingSession>> ReadingSession::open(
    Workspace workspace, const SessionFolders &folders, const Redaction &redaction)
{
    StoreSettings settings;
    settings.redaction = redaction;
    auto stores = openStores(storeFolder(workspace, folders), settings);
    if (!stores)
        return tl::unexpected(stores.error());
    return std::unique_ptr<ReadingSession>(
        new ReadingSession(std::move(workspace), std::move(*stores), folders.config, redaction));
}

ReadingSession::ReadingSession(
    Workspace workspace, std::unique_ptr<Stores> stores, const QString &configFolder, const Redaction &redaction)
    : m_workspace(std::move(workspace))
    , m_redaction(redaction)
    , m_stores(std::move(stores))
    , m_io(std::make_unique<IoThread>(redaction))
{
    m_io->call([&] {
        m_outside = std::make_unique<Outside>(m_workspace, configFolder, m_redaction);
        m_sync = std::make_unique<SyncService>(m_workspace, *m_outside, m_stores->cache());
        m_scope = std::make_unique<TaskScope>();
    });
    m_stores->cache().keepOnly(m_sync->sources());
}

ReadingSession::~ReadingSession()
{
    m_io->call([this] {
        m_scope.reset();
        m_sync.reset();
        m_outside.reset();
    });
}

void ReadingSession::startSync()
{
    // Another instance polls and writes; this one follows what it stores.
    if (m_stores->care().report().isReadOnly())
        return;
    m_io->post([sync = m_sync.get()] { sync->start(); });
}

QFuture<Result<int>> ReadingSession::syncOnce()
{
    return m_io->run<int>(m_scope.get(), syncAll, m_sync.get());
}

void ReadingSession::wakeAll()
{
    m_io->post([sync = m_sync.get()] { sync->wakeAll(); });
}

} // namespace opsdeck
