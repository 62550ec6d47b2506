// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/deployservice.h"
#include "backends/async/iothread.h"
#include "models/domain/redaction.h"
#include "models/domain/workspace.h"
#include "models/ports/store.h"

#include <memory>

namespace opsdeck {

class Checkpoint;
class DeployEngine;
class DeployFacts;
class HostDrains;
class EnvironmentGuard;
struct Surroundings;
class Outside;

/// The service of this process: hands every call to the engine on the I/O thread and every event back.
class LocalDeployService : public DeployService
{
    Q_OBJECT

public:
    LocalDeployService(
        const Workspace &workspace, IoThread &io, const Surroundings &surroundings, const Redaction &redaction = {});
    ~LocalDeployService() override;

    QFuture<Result<QStringList>> versions(ProductId product) override;
    QFuture<Result<DeployPlan>> plan(ProductId product, QString version, EnvironmentId environment) override;
    QFuture<Result<DeployPlan>> planImages(QList<ImageRef> images) override;
    QFuture<Result<DeployPlan>> rollbackPlan(RunId run, QString reason) override;
    QFuture<Result<DeployPlan>> returnPlan(RunId earlier, QString reason) override;
    QFuture<Result<void>> mayReturn(RunId earlier) override;
    QFuture<Result<PrecheckReport>> check(DeployPlan plan) override;
    QFuture<Result<RunId>> start(DeployPlan plan, StartConsent consent) override;
    QFuture<Result<std::optional<Lease>>> lease(EnvironmentId environment) override;
    QFuture<Result<void>> breakLease(EnvironmentId environment, QString reason, std::optional<Lease> seen) override;
    void cancel(RunId run) override;
    void pause(RunId run) override;
    QFuture<Result<void>> resume(RunId run) override;
    QFuture<Result<void>> retry(RunId run) override;
    QFuture<Result<void>> skip(RunId run, HostId host, QString reason) override;
    QFuture<Result<void>> abort(RunId run, QString reason) override;

private:
    /// Runs a coroutine of the engine, if this person may deploy.
    template <typename T, typename Fn, typename... Args> QFuture<Result<T>> decide(Fn coroutine, Args... args);

    const Workspace &m_workspace;
    IoThread &m_io;
    Outside &m_outside;
    Ledger &m_ledger;
    QString m_actor;
    std::unique_ptr<EnvironmentGuard> m_guard; // from here on they live on the I/O thread
    std::unique_ptr<DeployFacts> m_facts;
    std::unique_ptr<Checkpoint> m_checkpoint;
    std::unique_ptr<HostDrains> m_drains;
    std::unique_ptr<TaskScope> m_scope;
    std::unique_ptr<DeployEngine> m_engine;
};

} // namespace opsdeck
