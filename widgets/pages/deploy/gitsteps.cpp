// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/gitsteps.h"

#include "widgets/pages/deploy/gitplanstep.h"
#include "widgets/pages/deploy/gitrunstep.h"

namespace opsdeck {

GitSteps::GitSteps(Theme &theme, QWidget *parent)
    : QStackedWidget(parent)
    , m_plan(new GitPlanStep(theme, this))
    , m_run(new GitRunStep(theme, this))
{
    addWidget(m_plan);
    addWidget(m_run);
    connect(m_plan, &GitPlanStep::backRequested, this, &GitSteps::backRequested);
    connect(m_plan, &GitPlanStep::retryRequested, this, &GitSteps::ask);
    connect(m_plan, &GitPlanStep::confirmed, this, &GitSteps::confirmed);
    connect(m_run, &GitRunStep::cancelRequested, this, &GitSteps::cancelRequested);
    connect(m_run, &GitRunStep::leaveRequested, this, &GitSteps::leaveRequested);
    connect(m_run, &GitRunStep::linkOpened, this, &GitSteps::linkOpened);
}

void GitSteps::setConfirmProduction(bool confirm)
{
    m_plan->setConfirmProduction(confirm);
}

void GitSteps::startPlanning(const Environment &environment, const ProductId &product, const QString &version)
{
    m_environment = environment;
    m_product = product;
    m_version = version;
    ask();
}

void GitSteps::setPlan(const Result<GitReleasePlan> &plan)
{
    m_plan->setPlan(plan);
}

void GitSteps::setRun(const GitRun &run)
{
    const bool isAnother = run.id != m_run->run().id;
    m_run->setRun(run);
    if (isAnother)
        Q_EMIT runBegan();
    Q_EMIT runChanged();
}

void GitSteps::showPlan()
{
    setCurrentWidget(m_plan);
}

void GitSteps::showRun()
{
    setCurrentWidget(m_run);
}

const GitRun &GitSteps::run() const
{
    return m_run->run();
}

void GitSteps::ask()
{
    m_plan->startPlanning(m_environment, m_product.text() + u' ' + m_version);
    showPlan();
    Q_EMIT planWanted(m_product, m_version, m_environment.id);
}

} // namespace opsdeck
