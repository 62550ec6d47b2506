// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/deploycommand.h"
#include "app/deploy/gitdeployservice.h"

namespace opsdeck {

/// One deployment by way of GitLab, without a window: shows checks and edits, has it done, and tells how it ended.
/// Emits `finished` once.
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
    void cancel();
    void fail(const Error &error);

    const DeployOptions m_options;
    Session &m_session;
    GitDeployService &m_service;
    RunReport m_report;
    Interrupt m_interrupt;
    bool m_isRunning = false;
};

} // namespace opsdeck
