// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/freshness.h"
#include "models/domain/gitlab.h"

#include <QByteArray>

namespace opsdeck::gitlab {

// GitLab's REST answers (v4) as domain values: pure functions, times in UTC. An answer that does not have the shape of
// its list is BadAnswer as a whole; unknown fields and unknown statuses pass.

/// What every row of an answer gets, because GitLab does not repeat it there.
struct Scope
{
    SourceId source;
    qint64 project = 0; ///< 0 where the rows are projects
};

Result<SourceIdentity> parseVersion(const QByteArray &body, const Scope &scope);
/// What a token may do and how long.
Result<QList<Phrase>> parseToken(const QByteArray &body, const Scope &scope);
Result<Project> parseProject(const QByteArray &body, const Scope &scope);
Result<QList<Project>> parseProjects(const QByteArray &body, const Scope &scope);
Result<QList<Branch>> parseBranches(const QByteArray &body, const Scope &scope);
Result<QList<Tag>> parseTags(const QByteArray &body, const Scope &scope);
Result<QList<Release>> parseReleases(const QByteArray &body, const Scope &scope);
Result<QList<Pipeline>> parsePipelines(const QByteArray &body, const Scope &scope); ///< without jobs
Result<QList<Job>> parseJobs(const QByteArray &body, const Scope &scope); ///< as sent, retried ones among them
Result<QList<MergeRequest>> parseMergeRequests(const QByteArray &body, const Scope &scope);
Result<QList<GitEnvironment>> parseEnvironments(const QByteArray &body, const Scope &scope);
Result<QList<GitDeployment>> parseDeployments(const QByteArray &body, const Scope &scope);

/// The last try of each job, in the order of the stages. GitLab numbers no stages: a stage comes where its first job
/// was made, and only the retried ones still know that.
QList<Job> inStageOrder(QList<Job> all);

} // namespace opsdeck::gitlab
