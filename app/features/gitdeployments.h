// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/gitdeployservice.h"

namespace opsdeck {

class GitSteps;

/// The deployments of the window that GitLab carries out. It follows one run, wherever the person looks meanwhile; at
/// first those that a console before it left open.
class GitDeployments : public QObject
{
    Q_OBJECT

public:
    GitDeployments(GitDeployService &service, GitSteps &steps, QObject *parent = nullptr);

    void start(const GitReleasePlan &plan, const StartConsent &consent);

private:
    void makePlan(const ProductId &product, const QString &version, const EnvironmentId &environment);
    void takeEvent(const GitRunEvent &event);
    void takeEnd(const Result<GitRun> &run);
    void takeLeft(const QList<GitRun> &left);
    void takeUpNext();

    GitDeployService &m_service;
    GitSteps &m_steps; ///< the page owns it
    QList<GitRun> m_left; ///< by consoles before this one
    std::optional<GitReleasePlan> m_started; ///< it is carried out now
    GitRun m_run; ///< the newest
    quint64 m_planRequest = 0; ///< only the newest plan is shown
};

} // namespace opsdeck
