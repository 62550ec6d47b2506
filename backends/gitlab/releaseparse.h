// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/gitlab/parse.h"
#include "models/ports/gitwriter.h"

namespace opsdeck::gitlab {

// What a deployment reads of GitLab's answers beyond the lists of parse.h: pure functions, as there.

/// `GET repository/files/…`. The content is held against the size and checksum that the server gives with it.
Result<GitFile> parseFile(const QByteArray &body, const Scope &scope);
Result<GitCommit> parseCommit(const QByteArray &body, const Scope &scope);
Result<QList<GitCommit>> parseCommits(const QByteArray &body, const Scope &scope);
Result<Branch> parseBranch(const QByteArray &body, const Scope &scope);
Result<Tag> parseTag(const QByteArray &body, const Scope &scope);
Result<GitPipeline> parsePipelineDetail(const QByteArray &body, const Scope &scope); ///< without jobs
Result<QList<GitFailedJob>> parseFailedJobs(const QByteArray &body, const Scope &scope);
Result<QList<GitFreezePeriod>> parseFreezePeriods(const QByteArray &body, const Scope &scope);

/// The last lines of a job's log as a terminal would show them: no colours, no section marks, no control characters,
/// of a line that was written over the last state. A long line is cut and says so.
QStringList jobLogTail(const QByteArray &log, int lines);

} // namespace opsdeck::gitlab
