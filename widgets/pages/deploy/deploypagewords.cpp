// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/deploypage.h"
#include "widgets/pages/deploy/gitsteps.h"
#include "widgets/pages/deploy/planstep.h"
#include "widgets/pages/deploy/runstep.h"
#include "widgets/pages/deploy/stepper.h"
#include "widgets/pages/deploy/whatstep.h"
#include "widgets/pages/deploy/wherestep.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/timetext.h"

namespace opsdeck {

void DeployPage::retranslate()
{
    m_headline->setText(headline());
    m_note->setText(planNote());
    const GitReleasePlan &git = m_git->run().plan;
    //: Leads to the deployment that GitLab carries out; %1 is product and version, %2 an environment
    m_what->setGitRun(m_git->run().id.isEmpty()
            ? QString()
            : tr("GitLab: %1 → %2").arg(git.product.text() + u' ' + git.version, git.environment.text()));
    m_stepper->setWords({tr("What"), tr("Where"), tr("Checks"), tr("Plan"), tr("Run")});
    m_nothing->setTexts(tr("Nothing to deploy yet"),
        tr("A product of this workspace names its modules, their images and the hosts they run on. Add one under "
           "“products” in opsdeck.yaml."));
}

QString DeployPage::headline() const
{
    const auto describe = [](const QString &product, const QString &version, const QString &environment) {
        //: Title of the page: "Deploy shop 2.4.1 → production"
        return tr("Deploy %1 %2 → %3").arg(product, version, environment);
    };
    if (m_step == Run && m_isThroughGitLab) {
        const GitReleasePlan &plan = m_git->run().plan;
        return describe(plan.product.text(), plan.version, plan.environment.text());
    }
    if (m_step == Run) {
        const DeployPlan &plan = m_run->run().plan;
        return describe(plan.product.text(), plan.version, plan.environment.text());
    }
    const Environment *environment = m_where->environment();
    if (m_wayBack && (m_step == Checks || m_step == Plan))
        return wayBackHeadline();
    if ((m_step == Checks || m_step == Plan) && environment)
        return describe(m_what->product().text(), m_what->version(), environment->id.text());
    if (m_step == Where)
        return tr("Deploy %1 %2").arg(m_what->product().text(), m_what->version());
    return title();
}

QString DeployPage::wayBackHeadline() const
{
    const DeployPlan &plan = m_wayBack->run.plan;
    if (m_wayBack->wish.kind == RunDecision::Kind::Return)
        //: Title of the page: "Return to shop 2.4.0 on production"
        return tr("Return to %1 %2 on %3").arg(plan.product.text(), plan.version, plan.environment.text());
    //: Title of the page; %1 is a product, %2 an environment
    return tr("Roll back %1 on %2").arg(plan.product.text(), plan.environment.text());
}

QString DeployPage::planNote() const
{
    if (showsGit())
        return {}; // its own step tells
    const DeployPlan *plan = m_step == Run ? &m_run->run().plan : m_step == Plan ? &m_plan->plan() : nullptr;
    if (!plan || plan->changes.isEmpty())
        return {};
    //: %1 are the first digits of a plan's hash, %2 a time
    return tr("plan %1 frozen %2")
        .arg(planHash(*plan).left(8), momentText(plan->createdAt, QDateTime::currentDateTimeUtc()));
}

} // namespace opsdeck
