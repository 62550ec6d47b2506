// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/gitdeployments.h"

#include "models/domain/alert.h"
#include "models/items/errortext.h"
#include "models/ports/onresult.h"
#include "widgets/pages/deploy/gitsteps.h"

#include <QDesktopServices>
#include <QLoggingCategory>
#include <QUrl>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcGit, "opsdeck.gitdeployments")

} // namespace

GitDeployments::GitDeployments(GitDeployService &service, GitSteps &steps, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_steps(steps)
{
    connect(&service, &GitDeployService::eventHappened, this, &GitDeployments::takeEvent);
    connect(&steps, &GitSteps::planWanted, this, &GitDeployments::makePlan);
    connect(&steps, &GitSteps::cancelRequested, this, [this] { m_service.cancel(); });
    connect(&steps, &GitSteps::linkOpened, this,
        [](const QString &link) { QDesktopServices::openUrl(QUrl(safeLink(link))); });
    onResult(service.leftOpen(), this, [this](const Result<QList<GitRun>> &left) {
        if (left)
            takeLeft(*left);
        else
            qCWarning(lcGit).noquote() << errorText(left.error());
    });
}

void GitDeployments::makePlan(const ProductId &product, const QString &version, const EnvironmentId &environment)
{
    const quint64 request = ++m_planRequest;
    onResult(m_service.plan(product, version, environment), this, [this, request](const Result<GitReleasePlan> &plan) {
        if (request == m_planRequest)
            m_steps.setPlan(plan);
    });
}

void GitDeployments::start(const GitReleasePlan &plan, const StartConsent &consent)
{
    if (m_started) {
        const char *busy
            = QT_TRANSLATE_NOOP("Phrase", "a deployment by way of GitLab is followed from this console already");
        return m_steps.setPlan(failure(Error::Kind::Refused, plan.environment.text(), Phrase(busy)));
    }
    m_started = plan;
    onResult(m_service.run(plan, consent), this, [this](const Result<GitRun> &run) {
        if (!run)
            m_steps.setPlan(tl::unexpected<Error>(run.error())); // nothing was begun
        takeEnd(run);
    });
}

void GitDeployments::takeLeft(const QList<GitRun> &left)
{
    m_left = left;
    takeUpNext();
}

void GitDeployments::takeUpNext()
{
    if (m_started || m_left.isEmpty())
        return;
    const GitRun next = m_left.takeFirst();
    m_started = next.plan;
    onResult(m_service.takeUp(next), this, [this](const Result<GitRun> &run) {
        if (!run) // it stays open, and the next window tries again
            qCWarning(lcGit).noquote() << errorText(run.error());
        takeEnd(run);
    });
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
    if (run) {
        m_run = *run;
        m_steps.setRun(m_run);
    }
    takeUpNext();
}

} // namespace opsdeck
