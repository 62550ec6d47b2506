// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/surroundings.h"
#include "backends/async/iothread.h"
#include "models/domain/gitrelease.h"
#include "models/domain/redaction.h"
#include "models/domain/workspace.h"

#include <QObject>

#include <memory>

namespace opsdeck {

class EnvironmentGuard;

/// Deployments that GitLab's runners carry out: the other executor beside DeployService. Leases and freezes hold here
/// as there, who may not deploy may not do it this way either. GUI (or main) thread.
class GitDeployService : public QObject
{
    Q_OBJECT

public:
    /// All of it outlives the service.
    GitDeployService(
        const Workspace &workspace, IoThread &io, const Surroundings &surroundings, const Redaction &redaction = {});
    ~GitDeployService() override;

    /// The edits of the product's compose repository, frozen. Usage where the workspace does not say where that is.
    QFuture<Result<GitReleasePlan>> plan(ProductId product, QString version, EnvironmentId environment);
    /// Answers once it has ended; its events come meanwhile.
    QFuture<Result<GitRun>> run(GitReleasePlan plan);
    /// Between two writes, or by cancelling the pipeline. What was committed stays.
    void cancel();

Q_SIGNALS:
    void eventHappened(const opsdeck::GitRunEvent &event);

private:
    struct Way; ///< to one GitLab

    static QCoro::Task<Result<GitReleasePlan>> planOn(
        GitDeployService *self, ProductId product, QString version, EnvironmentId environment, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> runOn(GitDeployService *self, GitReleasePlan plan, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> execute(GitDeployService *self, GitReleasePlan plan, std::stop_token stop);
    Result<Way *> wayTo(const SourceId &source); ///< I/O thread

    const Workspace &m_workspace;
    IoThread &m_io;
    const Surroundings m_surroundings;
    const Redaction m_redaction;
    std::map<SourceId, std::unique_ptr<Way>> m_ways; // from here on they live on the I/O thread
    std::unique_ptr<EnvironmentGuard> m_guard;
    std::stop_source m_wish;
    std::unique_ptr<TaskScope> m_scope;
};

} // namespace opsdeck
