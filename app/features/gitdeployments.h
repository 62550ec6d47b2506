// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/deployservice.h"
#include "app/deploy/gitdeployservice.h"
#include "models/ports/store.h"

namespace opsdeck {

class GitSteps;

/// The deployments of the window that GitLab carries out: plan, run, and afterwards what the hosts say. It follows one
/// run, wherever the person looks meanwhile.
class GitDeployments : public QObject
{
    Q_OBJECT

public:
    GitDeployments(DeployService &deployments, GitDeployService &service, Ledger &ledger, GitSteps &steps,
        QObject *parent = nullptr);

    /// What the checks before the next start have found; nothing = they have not been made.
    void setReport(const std::optional<PrecheckReport> &report);
    void start(const GitReleasePlan &plan, const StartConsent &consent);

private:
    void makePlan(const ProductId &product, const QString &version, const EnvironmentId &environment);
    void takeEvent(const GitRunEvent &event);
    void takeEnd(const Result<GitRun> &run);
    void verify();
    void takeVerdict(const Result<DeployPlan> &found);

    DeployService &m_deployments;
    GitDeployService &m_service;
    Ledger &m_ledger;
    GitSteps &m_steps; ///< the page owns it
    std::optional<PrecheckReport> m_report;
    std::optional<GitReleasePlan> m_started; ///< it is carried out now
    GitRun m_run; ///< the newest
    quint64 m_planRequest = 0; ///< only the newest plan is shown
};

} // namespace opsdeck
