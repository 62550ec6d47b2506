// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/gitrelease.h"
#include "models/domain/workspace.h"

#include <QStackedWidget>

namespace opsdeck {

class GitPlanStep;
class GitRunStep;
class Theme;

/// The last two steps of a deployment that GitLab carries out: plan and run.
class GitSteps : public QStackedWidget
{
    Q_OBJECT

public:
    explicit GitSteps(Theme &theme, QWidget *parent = nullptr);

    void setConfirmProduction(bool confirm);
    /// Shows the plan's step and asks for the plan.
    void startPlanning(const Environment &environment, const ProductId &product, const QString &version);
    void setPlan(const Result<GitReleasePlan> &plan); ///< the answer to planWanted, or the failure to start it
    void setRun(const GitRun &run); ///< as it stands now
    void showPlan();
    void showRun();
    const GitRun &run() const;

Q_SIGNALS:
    void planWanted(
        const opsdeck::ProductId &product, const QString &version, const opsdeck::EnvironmentId &environment);
    void confirmed(const opsdeck::GitReleasePlan &plan);
    void runBegan();
    void runChanged();
    void cancelRequested();
    void backRequested();
    void leaveRequested();
    void linkOpened(const QString &link);

private:
    void ask();

    GitPlanStep *m_plan;
    GitRunStep *m_run;
    ProductId m_product;
    QString m_version;
    Environment m_environment;
};

} // namespace opsdeck
