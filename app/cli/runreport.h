// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/terminal.h"
#include "models/domain/deployrun.h"
#include "models/domain/error.h"
#include "models/domain/gitrelease.h"
#include "models/domain/precheckreport.h"

class QJsonObject;

namespace opsdeck {

struct GitRunRecord;

/// What a command line says of plans and runs: lines for people with a progress bar, or a JSON object a line.
class RunReport
{
public:
    explicit RunReport(bool json);

    void plan(const DeployPlan &plan);
    /// What does not pass, the risk, and what still stands in the way.
    void checks(const PrecheckReport &report, const QList<Phrase> &obstacles);
    /// What will be committed, file by file.
    void edits(const GitReleasePlan &plan);
    void edit(const GitRunEvent &event, const QString &words);
    void event(const DeployRun &run, const DeployEvent &event); ///< that was applied to the run
    /// How it ended, or why it is paused; the exit status for that.
    ExitCode end(const DeployRun &run);
    /// The same of a run that GitLab's runners did.
    ExitCode end(const GitRun &run);
    /// Both the newest first; together in that order, at most so many.
    void runs(const QList<DeployRun> &runs, const QList<GitRunRecord> &byGit, qsizetype most);
    ExitCode fail(const Error &error);
    Terminal &err() { return m_err; }

private:
    void listed(const DeployRun &run);
    void listed(const GitRunRecord &run);
    void object(const QJsonObject &json);

    const bool m_json;
    Terminal m_out;
    Terminal m_err;
};

/// Nobody works on it any more with this event.
bool isLast(const DeployEvent &event);

} // namespace opsdeck
