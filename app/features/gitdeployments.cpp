// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/gitdeployments.h"

#include "app/deploy/gitledgerentries.h"
#include "app/deploy/gitverification.h"
#include "app/deploy/processowner.h"
#include "models/domain/alert.h"
#include "models/ports/onresult.h"
#include "widgets/pages/deploy/gitsteps.h"

#include <QDesktopServices>
#include <QUrl>

namespace opsdeck {

GitDeployments::GitDeployments(
    DeployService &deployments, GitDeployService &service, Ledger &ledger, GitSteps &steps, QObject *parent)
    : QObject(parent)
    , m_deployments(deployments)
    , m_service(service)
    , m_ledger(ledger)
    , m_steps(steps)
{
    connect(&service, &GitDeployService::eventHappened, this, &GitDeployments::takeEvent);
    connect(&steps, &GitSteps::planWanted, this, &GitDeployments::makePlan);
    connect(&steps, &GitSteps::cancelRequested, this, [this] { m_service.cancel(); });
    connect(&steps, &GitSteps::linkOpened, this,
        [](const QString &link) { QDesktopServices::openUrl(QUrl(safeLink(link))); });
}

void GitDeployments::setReport(const std::optional<PrecheckReport> &report)
{
    m_report = report;
}

void GitDeployments::makePlan(const ProductId &product, const QString &version, const EnvironmentId &environment)
{
    const quint64 request = ++m_planRequest;
    onResult(m_service.plan(product, version, environment), this, [this, request](const Result<GitReleasePlan> &plan) {
        if (request == m_planRequest)
            m_steps.setPlan(plan);
    });
}

/// The checks hold here as they do for the other executor, whatever the window let through.
void GitDeployments::start(const GitReleasePlan &plan, const StartConsent &consent)
{
    if (m_started) {
        const char *busy
            = QT_TRANSLATE_NOOP("Phrase", "a deployment by way of GitLab is followed from this console already");
        return m_steps.setPlan(failure(Error::Kind::Refused, plan.environment.text(), Phrase(busy)));
    }
    if (!m_report)
        return m_steps.setPlan(failure(Error::Kind::Refused, plan.environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "nothing was checked before this deployment"))));
    const QList<Phrase> obstacles = standingInTheWay(*m_report, consent);
    if (!obstacles.isEmpty())
        return m_steps.setPlan(failure(Error::Kind::Refused, plan.environment.text(), obstacles.first()));
    m_started = plan;
    onResult(m_service.run(plan), this, [this](const Result<GitRun> &run) { takeEnd(run); });
}

void GitDeployments::takeEvent(const GitRunEvent &event)
{
    if (!m_started)
        return;
    if (event.run != m_run.id && event.kind == GitRunEvent::Kind::Begun) {
        m_run = GitRun();
        m_run.id = event.run;
        m_run.plan = *m_started;
    }
    if (event.run != m_run.id)
        return;
    apply(m_run, event);
    m_steps.setRun(m_run);
}

void GitDeployments::takeEnd(const Result<GitRun> &run)
{
    m_started.reset();
    if (!run)
        return m_steps.setPlan(tl::unexpected<Error>(run.error())); // nothing was begun
    m_run = *run;
    m_steps.setRun(m_run);
    if (m_run.state == RunState::Done)
        verify();
}

void GitDeployments::verify()
{
    const GitReleasePlan &plan = m_run.plan;
    onResult(m_deployments.plan(plan.product, plan.version, plan.environment), this,
        [this, id = m_run.id](const Result<DeployPlan> &found) {
            if (id == m_run.id)
                takeVerdict(found);
        });
}

/// What the hosts said belongs to how it ended, so the ledger has it, too.
void GitDeployments::takeVerdict(const Result<DeployPlan> &found)
{
    const QStringList others = found ? runningOtherwise(*found) : QStringList();
    m_run = withVerdict(m_run, found);
    m_steps.setRun(m_run);
    m_steps.setVerification(
        found ? Result<QStringList>(others) : Result<QStringList>(tl::unexpected<Error>(found.error())));
    onResult(m_ledger.append(verifiedEntry(m_run, currentActor(), others)), this,
        [this, id = m_run.id](const Result<LedgerEntry> &written) {
            if (written || id != m_run.id)
                return;
            m_run.unrecorded = written.error().said();
            m_steps.setRun(m_run);
        });
}

} // namespace opsdeck
