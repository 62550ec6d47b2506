// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/gitdeployservice.h"
#include "app/deploy/surroundings.h"
#include "backends/async/iothread.h"
#include "models/domain/redaction.h"
#include "models/domain/workspace.h"

#include <functional>
#include <map>
#include <memory>

namespace opsdeck {

class Checkpoint;
class DeployFacts;
class EnvironmentGuard;
class GitLabExecutor;
struct StartRecord;

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
    QFuture<Result<GitRun>> run(GitReleasePlan plan, StartConsent consent) override;
    QFuture<Result<QList<GitRun>>> leftOpen() override;
    QFuture<Result<GitRun>> takeUp(GitRun left) override;
    void cancel() override;

private:
    struct Way; ///< to one GitLab

    static QCoro::Task<Result<GitReleasePlan>> planOn(LocalGitDeployService *self, ProductId product, QString version,
        EnvironmentId environment, std::stop_token stop);
    /// What is done while the environment is held: with whom, and with what ends it.
    using Work = std::function<QCoro::Task<Result<GitRun>>(GitLabExecutor *, RunStops)>;

    static QCoro::Task<Result<GitRun>> runOn(
        LocalGitDeployService *self, GitReleasePlan plan, StartConsent consent, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> checked(
        LocalGitDeployService *self, GitReleasePlan plan, StartConsent consent, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> takeUpOn(LocalGitDeployService *self, GitRun left, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> follow(LocalGitDeployService *self, GitRun left, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> holding(
        LocalGitDeployService *self, EnvironmentId environment, SourceId source, Work work, std::stop_token stop);
    static QCoro::Task<Result<GitRun>> execute(
        LocalGitDeployService *self, SourceId source, Work work, std::stop_token stop);
    static QCoro::Task<GitRun> verify(LocalGitDeployService *self, GitRun run, std::stop_token stop);
    static QCoro::Task<Result<QList<GitRun>>> leftOpenOn(LocalGitDeployService *self, std::stop_token stop);
    QCoro::Task<Result<DeployPlan>> askHosts(GitReleasePlan plan, std::stop_token stop);
    Result<void> begin(const EnvironmentId &environment);
    Result<Way *> wayTo(const SourceId &source); ///< I/O thread

    const Workspace &m_workspace;
    IoThread &m_io;
    const Surroundings m_surroundings;
    const Redaction m_redaction;
    std::map<SourceId, std::unique_ptr<Way>> m_ways; // from here on they live on the I/O thread
    std::unique_ptr<EnvironmentGuard> m_guard;
    std::unique_ptr<DeployFacts> m_facts;
    std::unique_ptr<Checkpoint> m_checkpoint;
    std::stop_source m_wish;
    bool m_isRunning = false;
    std::unique_ptr<TaskScope> m_scope;
};

} // namespace opsdeck
