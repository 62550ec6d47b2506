// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sync/sourceservice.h"

namespace opsdeck {

class HostPool;
class IoThread;
class SyncService;
class TaskScope;

/// The sources of this process: hands every call to the pollers on the I/O thread.
class LocalSourceService : public SourceService
{
    Q_OBJECT

public:
    /// All but `io` live on the I/O thread; all outlive the service.
    LocalSourceService(IoThread &io, SyncService &sync, HostPool &hosts, TaskScope &scope);

    QFuture<Result<QMap<SourceId, SourceVitals>>> vitals() override;
    QFuture<Result<SourceIdentity>> test(SourceId source) override;
    QFuture<Result<void>> trustHostKey(HostKeyOffer offer) override;
    QFuture<Result<void>> approveProgram(ProgramOffer offer) override;
    void pollNow(SourceId source) override;

private:
    IoThread &m_io;
    SyncService &m_sync;
    HostPool &m_hosts;
    TaskScope &m_scope;
};

} // namespace opsdeck
