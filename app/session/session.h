// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/alerts/localalertservice.h"
#include "app/deploy/localdeployservice.h"
#include "app/metrics/localmetricservice.h"
#include "app/sync/localsourceservice.h"
#include "app/sync/outside.h"
#include "app/sync/syncservice.h"
#include "backends/store/stores.h"

#include <memory>

namespace opsdeck {

class ConnectService;

/// Where a session keeps its files; both absolute.
struct SessionFolders
{
    QString data; ///< below it one folder a workspace: cache.db, ledger.db
    QString config; ///< secrets/ below it
};

/// The user's standard folders, or those of OPSDECK_DATA_HOME and OPSDECK_CONFIG_HOME.
SessionFolders standardFolders();

/// Where the stores of a workspace are.
QString storeFolder(const Workspace &workspace, const SessionFolders &folders);

/// An open workspace: stores, I/O thread, pollers and deploy engine, in the order in which they need each other. Window
/// and command line are two faces of it. GUI (or main) thread.
class Session
{
public:
    /// The redaction learns the workspace's secrets as they are used.
    static Result<std::unique_ptr<Session>> open(
        Workspace workspace, const SessionFolders &folders, const Redaction &redaction = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    const Workspace &workspace() const { return m_workspace; }
    const Redaction &redaction() const { return m_redaction; }
    Cache &cache() { return m_stores->cache(); }
    Ledger &ledger() { return m_stores->ledger(); }
    StoreCare &storeCare() { return m_stores->care(); }
    DeployService &deployments() { return *m_deployments; }
    SourceService &sources() { return *m_sources; }
    AlertService &alerts() { return *m_alerts; }
    MetricService &metrics() { return *m_metrics; }
    /// For forms that add to the workspace; made when it is first asked for.
    ConnectService &connecting();

    /// Polls every source from now on.
    void startSync();
    /// Every source once; answers how many failed.
    QFuture<Result<int>> syncOnce();
    void wakeAll();
    /// See recoverRuns.
    QFuture<Result<int>> recover();

private:
    Session(
        Workspace workspace, std::unique_ptr<Stores> stores, const QString &configFolder, const Redaction &redaction);

    Workspace m_workspace;
    Redaction m_redaction;
    const QString m_configFolder;
    std::unique_ptr<Stores> m_stores;
    IoThread m_io;
    std::unique_ptr<Outside> m_outside; // these live on the I/O thread
    std::unique_ptr<SyncService> m_sync;
    std::unique_ptr<TaskScope> m_scope;
    std::unique_ptr<LocalDeployService> m_deployments;
    std::unique_ptr<LocalSourceService> m_sources;
    std::unique_ptr<LocalAlertService> m_alerts;
    std::unique_ptr<LocalMetricService> m_metrics;
    std::unique_ptr<ConnectService> m_connecting;
};

} // namespace opsdeck
