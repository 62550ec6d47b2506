// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/deploycommand.h"
#include "app/deploy/gitdeployservice.h"

namespace opsdeck {

/// One deployment by way of GitLab, without a window: checks, shows the edits, commits and tags, follows the pipeline,
/// and then asks the hosts whether they run what was meant. Emits `finished` once.
class GitDeployCommand : public QObject
{
    Q_OBJECT

public:
    GitDeployCommand(DeployOptions options, Session &session, GitDeployService &service, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(opsdeck::ExitCode code);

private:
    void makePlan();
    void takeChecks(const Result<PrecheckReport> &report);
    void takePlan(const Result<GitReleasePlan> &plan);
    void takeEvent(const GitRunEvent &event);
    void takeEnd(const Result<GitRun> &run);
    void verify(const Result<DeployPlan> &found);
    void recordVerdict(const QStringList &others);
    void cancel();
    void fail(const Error &error);

    const DeployOptions m_options;
    Session &m_session;
    GitDeployService &m_service;
    RunReport m_report;
    Interrupt m_interrupt;
    GitRun m_run; ///< as it ended, and then as the hosts told
    bool m_isRunning = false;
};

} // namespace opsdeck
