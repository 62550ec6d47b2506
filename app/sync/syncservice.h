// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sync/poller.h"
#include "backends/async/taskscope.h"
#include "models/domain/workspace.h"

#include <vector>

namespace opsdeck {

class Outside;

/// All pollers of a workspace. I/O thread.
class SyncService
{
public:
    SyncService(const Workspace &workspace, Outside &outside, Cache &cache);

    /// The sources that this workspace polls; what others left in the cache may be forgotten.
    QList<SourceId> sources() const;
    void start();
    /// Every source once; answers when the last one is done, with the number that failed.
    QCoro::Task<Result<int>> syncOnce(std::stop_token stop);
    QMap<SourceId, SourceVitals> vitals() const;
    /// Asks a source who it is, beside its schedule; NotFound where the workspace has none of that name.
    QCoro::Task<Result<SourceIdentity>> test(SourceId source, std::stop_token stop);
    /// Null where the workspace has none of that name.
    Source *source(const SourceId &id) const;
    void wake(const SourceId &source);
    void wakeAll();

private:
    std::vector<std::unique_ptr<Poller>> m_pollers;
    TaskScope m_scope;
};

} // namespace opsdeck
