// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/alerts/alertservice.h"
#include "models/domain/workspace.h"

#include <memory>

namespace opsdeck {

class AlertDesk;
class Cache;
class IoThread;
class Ledger;
class SyncService;
class TaskScope;

/// The service of this process: asks for the role, and hands every call to the desk on the I/O thread.
class LocalAlertService : public AlertService
{
    Q_OBJECT

public:
    /// `sync` lives on the I/O thread; all outlive the service.
    LocalAlertService(
        const Workspace &workspace, IoThread &io, SyncService &sync, Cache &cache, Ledger &ledger, QString actor);
    ~LocalAlertService() override;

    QFuture<Result<AlertOutcome>> tend(QList<AlertTarget> alerts, AlertDeed deed) override;
    QFuture<Result<QString>> silence(Silence silence) override;
    QFuture<Result<void>> expire(Silence silence) override;
    QFuture<Result<QList<SourceId>>> silencers() override;

private:
    const Workspace &m_workspace;
    IoThread &m_io;
    SyncService &m_sync;
    const QString m_actor;
    std::unique_ptr<TaskScope> m_scope; // both live on the I/O thread
    std::unique_ptr<AlertDesk> m_desk;
};

} // namespace opsdeck
