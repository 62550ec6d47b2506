// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/promotionservice.h"
#include "backends/async/iothread.h"
#include "models/domain/workspace.h"
#include "models/ports/store.h"

#include <memory>

namespace opsdeck {

class Outside;
class Promoter;

/// The service of this process: hands every call to the promoter on the I/O thread and all news back. Who may not
/// deploy may not promote.
class LocalPromotionService : public PromotionService
{
    Q_OBJECT

public:
    /// `outside` lives on the I/O thread; it, `io` and `workspace` outlive the service.
    LocalPromotionService(const Workspace &workspace, IoThread &io, Outside &outside, Ledger &ledger, QString actor);
    ~LocalPromotionService() override;

    QFuture<Result<PromotionOrder>> prepare(PromotionOrder order) override;
    QFuture<Result<PromotionReport>> promote(PromotionOrder order) override;
    void cancel() override;
    QFuture<Result<QList<PolicyState>>> policies(SourceId harbor) override;
    QFuture<Result<QList<ReplicationLog>>> logs(SourceId harbor, qint64 execution) override;

private:
    const Workspace &m_workspace;
    IoThread &m_io;
    QString m_actor;
    std::unique_ptr<Promoter> m_promoter; // these two live on the I/O thread
    std::unique_ptr<TaskScope> m_scope;
};

} // namespace opsdeck
