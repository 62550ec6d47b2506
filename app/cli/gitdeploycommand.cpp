// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/gitdeploycommand.h"

#include "app/cli/words.h"
#include "models/items/phrasetext.h"
#include "models/ports/onresult.h"

namespace opsdeck {

namespace {

QString wordOf(const GitRunEvent &event)
{
    switch (event.kind) {
    case GitRunEvent::Kind::Begun:
        return CommandLine::tr("begun");
    case GitRunEvent::Kind::Edited:
        return CommandLine::tr("files edited");
    case GitRunEvent::Kind::Committing:
        return CommandLine::tr("committing");
    case GitRunEvent::Kind::Committed:
        return CommandLine::tr("commit %1").arg(event.commit.left(12));
    case GitRunEvent::Kind::Tagging:
        return CommandLine::tr("tagging");
    case GitRunEvent::Kind::Tagged:
        return CommandLine::tr("tag %1").arg(event.tag);
    case GitRunEvent::Kind::Pipeline:
        return CommandLine::tr("pipeline %1: %2").arg(event.pipeline.row.id).arg(event.pipeline.row.status);
    case GitRunEvent::Kind::Note:
    case GitRunEvent::Kind::Ended:
        return phraseText(event.text);
    }
    return {};
}

} // namespace

GitDeployCommand::GitDeployCommand(DeployOptions options, Session &session, GitDeployService &service, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_session(session)
    , m_service(service)
    , m_report(m_options.json)
{
    connect(&m_interrupt, &Interrupt::happened, this, &GitDeployCommand::cancel);
    connect(&service, &GitDeployService::eventHappened, this, &GitDeployCommand::takeEvent);
}

void GitDeployCommand::start()
{
    // As for a deployment from here: what a crash left open decides what is found.
    onResult(m_session.recover(), this, [this](const Result<int> &found) {
        if (!found)
            return fail(found.error());
        if (*found > 0)
            //: %n is a number of earlier deployments that ended with the program
            m_report.err().line(CommandLine::tr("%n interrupted run(s) found; see the ledger.", nullptr, *found));
        makePlan();
    });
}

void GitDeployCommand::makePlan()
{
    m_report.err().progress(0, 1, CommandLine::tr("planning…"));
    onResult(m_session.deployments().plan(m_options.product, m_options.version, m_options.environment), this,
        [this](const Result<DeployPlan> &plan) {
            if (!plan)
                return fail(plan.error());
            m_report.plan(*plan);
            m_report.err().progress(0, 1, CommandLine::tr("checking…"));
            onResult(m_session.deployments().check(*plan), this,
                [this](const Result<PrecheckReport> &report) { takeChecks(report); });
        });
}

void GitDeployCommand::takeChecks(const Result<PrecheckReport> &report)
{
    if (!report)
        return fail(report.error());
    const QList<Phrase> obstacles = standingInTheWay(*report, m_options.consent());
    m_report.checks(*report, obstacles);
    if (!obstacles.isEmpty() && !m_options.planOnly) {
        QStringList lines;
        for (const Phrase &obstacle : obstacles)
            lines.append(obstacle.plain());
        return fail({Error::Kind::Refused, m_options.environment.text(), lines.join(u"; "), 0, {}});
    }
    onResult(m_service.plan(m_options.product, m_options.version, m_options.environment), this,
        [this](const Result<GitReleasePlan> &plan) { takePlan(plan); });
}

void GitDeployCommand::takePlan(const Result<GitReleasePlan> &plan)
{
    if (!plan)
        return fail(plan.error());
    m_report.edits(*plan);
    if (m_options.planOnly)
        return Q_EMIT finished(ExitCode::Done);
    if (const auto refusal = m_options.missingConfirmation(m_session.workspace(), plan->environment))
        return fail(*refusal);
    m_isRunning = true;
    onResult(m_service.run(*plan, m_options.consent()), this, [this](const Result<GitRun> &run) { takeEnd(run); });
}

void GitDeployCommand::takeEvent(const GitRunEvent &event)
{
    m_report.edit(event, wordOf(event));
}

void GitDeployCommand::takeEnd(const Result<GitRun> &run)
{
    if (!run)
        return fail(run.error());
    if (run->state == RunState::Done)
        m_report.err().line(CommandLine::tr("digest verified"));
    Q_EMIT finished(m_report.end(*run));
}

void GitDeployCommand::cancel()
{
    m_report.err().line(CommandLine::tr("Cancelling…"));
    if (!m_isRunning)
        return Q_EMIT finished(ExitCode::Cancelled);
    m_service.cancel();
}

void GitDeployCommand::fail(const Error &error)
{
    Q_EMIT finished(m_report.fail(error));
}

} // namespace opsdeck
