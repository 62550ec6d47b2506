// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/gitdeployservice.h"
#include "app/deploy/surroundings.h"
#include "backends/async/iothread.h"
#include "models/domain/redaction.h"
#include "models/domain/workspace.h"

#include <memory>

namespace opsdeck {

class EnvironmentGuard;

/// The service of this process. One run at a time.
class LocalGitDeployService : public GitDeployService
{
    Q_OBJECT

public:
    /// All of it outlives the service.
    LocalGitDeployService(
        const Workspace &workspace, IoThread &io, const Surroundings &surroundings, const Redaction &redaction = {});
    ~LocalGitDeployService() override;

    QFuture<Result<GitReleasePlan>> plan(ProductId product, QString version, EnvironmentId environment) override;
    QFuture<Result<GitRun>> run(GitReleasePlan plan) override;
    void cancel() override;

private:
    struct Way; ///< to one GitLab

    static QCoro::Task<Result<GitReleasePlan>> planOn(LocalGitDeployService *self, ProductId product, QString version,
        EnvironmentId environment, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> runOn(LocalGitDeployService *self, GitReleasePlan plan, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> guarded(LocalGitDeployService *self, GitReleasePlan plan, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> execute(LocalGitDeployService *self, GitReleasePlan plan, std::stop_token stop);
    Result<Way *> wayTo(const SourceId &source); ///< I/O thread

    const Workspace &m_workspace;
    IoThread &m_io;
    const Surroundings m_surroundings;
    const Redaction m_redaction;
    std::map<SourceId, std::unique_ptr<Way>> m_ways; // from here on they live on the I/O thread
    std::unique_ptr<EnvironmentGuard> m_guard;
    std::stop_source m_wish;
    bool m_isRunning = false;
    std::unique_ptr<TaskScope> m_scope;
};

} // namespace opsdeck
