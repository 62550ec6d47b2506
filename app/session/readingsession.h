// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/stores.h"
#include "models/domain/workspace.h"

#include <memory>

namespace opsdeck {

class IoThread;
class Outside;
class SyncService;
class TaskScope;

/// Where a session keeps its files; both absolute.
struct SessionFolders
{
    QString data; ///< below it one folder a workspace: cache.db, ledger.db, history.db
    QString config; ///< secrets/ below it
};

/// The user's standard folders, or those of OPSDECK_DATA_HOME and OPSDECK_CONFIG_HOME.
SessionFolders standardFolders();

/// Where the stores of a workspace are.
QString storeFolder(const Workspace &workspace, const SessionFolders &folders);

/// The half of an open workspace that looks: stores, I/O thread and pollers, in the order in which they need each
/// other. What changes the world stands beside it in Session; who has only this has no way to any of that. GUI (or
/// main) thread.
class ReadingSession
{
public:
    /// The redaction learns the workspace's secrets as they are used.
    static Result<std::unique_ptr<ReadingSession>> open(
        Workspace workspace, const SessionFolders &folders, const Redaction &redaction = {});
    ~ReadingSession();
    ReadingSession(const ReadingSession &) = delete;
    ReadingSession &operator=(const ReadingSession &) = delete;

    const Workspace &workspace() const { return m_workspace; }
    const Redaction &redaction() const { return m_redaction; }
    Cache &cache() { return m_stores->cache(); }
    Ledger &ledger() { return m_stores->ledger(); }
    History &history() { return m_stores->history(); }
    StoreCare &storeCare() { return m_stores->care(); }

    /// Polls every source from now on; another instance that has the workspace does it for us.
    void startSync();
    /// Every source once; answers how many failed.
    QFuture<Result<int>> syncOnce();
    void wakeAll();

private:
    friend class Session;
    ReadingSession(
        Workspace workspace, std::unique_ptr<Stores> stores, const QString &configFolder, const Redaction &redaction);

    Workspace m_workspace;
    Redaction m_redaction;
    std::unique_ptr<Stores> m_stores;
    std::unique_ptr<IoThread> m_io;
    std::unique_ptr<Outside> m_outside; // these live on the I/O thread
    std::unique_ptr<SyncService> m_sync;
    std::unique_ptr<TaskScope> m_scope;
};

} // namespace opsdeck
