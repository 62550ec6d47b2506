// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/deployservice.h"
#include "backends/async/iothread.h"
#include "models/domain/redaction.h"
#include "models/domain/workspace.h"
#include "models/ports/store.h"

#include <memory>

namespace opsdeck {

class DeployEngine;
class Outside;

/// The service of this process: hands every call to the engine on the I/O thread and every event back.
class LocalDeployService : public DeployService
{
    Q_OBJECT

public:
    /// `outside` lives on the I/O thread; it, `io` and `workspace` outlive the service.
    LocalDeployService(const Workspace &workspace, IoThread &io, Outside &outside, Ledger &ledger, QString actor,
        const Redaction &redaction = {});
    ~LocalDeployService() override;

    QFuture<Result<QStringList>> versions(ProductId product) override;
    QFuture<Result<DeployPlan>> plan(ProductId product, QString version, EnvironmentId environment) override;
    QFuture<Result<RunId>> start(DeployPlan plan) override;
    void cancel(RunId run) override;

private:
    const Workspace &m_workspace;
    IoThread &m_io;
    Outside &m_outside;
    QString m_actor;
    std::unique_ptr<TaskScope> m_scope; // both live on the I/O thread
    std::unique_ptr<DeployEngine> m_engine;
};

} // namespace opsdeck
