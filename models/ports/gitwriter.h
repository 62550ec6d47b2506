// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gitrelease.h"

#include <qcorotask.h>

#include <optional>
#include <stop_token>

namespace opsdeck {

/// Error::status where the answer to a write was lost and looking did not tell either: it may have happened.
inline constexpr int WriteMayHaveHappened = -301;

struct GitFile
{
    QByteArray content;
    QString lastCommit; ///< the one that changed this file last

    bool operator==(const GitFile &) const = default;
};

struct GitCommit
{
    QString sha;
    QStringList parents;
    QString message;

    bool operator==(const GitCommit &) const = default;
};

struct GitCommitOrder
{
    qint64 project = 0;
    QString branch;
    QString head; ///< the commit that the branch is expected to be at
    QString message;
    QString mark; ///< a line of the message that no other commit has
    QList<GitFileEdit> files; ///< those that are no noop are updated
};

struct GitTagOrder
{
    qint64 project = 0;
    QString name;
    QString commit;
    QString message;
};

struct GitFailedJob
{
    Job row;
    bool mayFail = false; ///< without the pipeline failing
    QString reason; ///< script_failure, runner_system_failure, …

    bool operator==(const GitFailedJob &) const = default;
};

/// Writes to repositories of a git server and watches what its pipelines make of it. I/O thread; projects by number.
/// A write whose answer is lost is looked for before it is tried once more; where that tells nothing the error's status
/// is WriteMayHaveHappened.
class GitWriter
{
public:
    virtual ~GitWriter() = default;

    virtual QCoro::Task<Result<Project>> project(QString path, std::stop_token stop) = 0;
    /// The commit that a branch is at.
    virtual QCoro::Task<Result<QString>> branchHead(qint64 project, QString branch, std::stop_token stop) = 0;
    virtual QCoro::Task<Result<GitFile>> readFile(qint64 project, QString path, QString ref, std::stop_token stop) = 0;
    /// Nothing where there is none of that name.
    virtual QCoro::Task<Result<std::optional<Tag>>> findTag(qint64 project, QString name, std::stop_token stop) = 0;

    /// Refused where one of the files was changed after its lastCommit. The branch may have moved by other files: see
    /// the parents.
    virtual QCoro::Task<Result<GitCommit>> commit(GitCommitOrder order, std::stop_token stop) = 0;
    /// Refused where the name is taken by another commit.
    virtual QCoro::Task<Result<Tag>> tag(GitTagOrder order, std::stop_token stop) = 0;

    /// The newest of this ref and commit; nothing where there is none (yet).
    virtual QCoro::Task<Result<std::optional<Pipeline>>> findPipeline(
        qint64 project, QString ref, QString sha, std::stop_token stop)
        = 0;
    /// With its jobs, the last try of each, in stage order.
    virtual QCoro::Task<Result<GitPipeline>> pipeline(qint64 project, qint64 id, std::stop_token stop) = 0;
    virtual QCoro::Task<Result<QList<GitFailedJob>>> failedJobs(qint64 project, qint64 pipeline, std::stop_token stop)
        = 0;
    /// The last lines of a job's log as a person would see them. May hold secrets.
    virtual QCoro::Task<Result<QStringList>> jobLogTail(qint64 project, qint64 job, int lines, std::stop_token stop)
        = 0;
    /// Asks for it; a pipeline that has ended stays as it is, and that is no error.
    virtual QCoro::Task<Result<void>> cancelPipeline(qint64 project, qint64 id, std::stop_token stop) = 0;

    virtual QCoro::Task<Result<QList<GitFreezePeriod>>> freezePeriods(qint64 project, std::stop_token stop) = 0;
};

} // namespace opsdeck
