// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/gitlab/parse.h"
#include "backends/http/session.h"
#include "models/ports/gitwriter.h"

namespace opsdeck::gitlab {

/// GitLab's REST API v4, writing. The token needs the scope `api` and the right to push to the branch and to make the
/// tag. I/O thread; the session outlives it.
class GitLabWriter final : public GitWriter
{
public:
    explicit GitLabWriter(http::Session &session);

    QCoro::Task<Result<Project>> project(QString path, std::stop_token stop) override;
    QCoro::Task<Result<QString>> branchHead(qint64 project, QString branch, std::stop_token stop) override;
    QCoro::Task<Result<GitFile>> readFile(qint64 project, QString path, QString ref, std::stop_token stop) override;
    QCoro::Task<Result<std::optional<Tag>>> findTag(qint64 project, QString name, std::stop_token stop) override;
    QCoro::Task<Result<GitCommit>> commit(GitCommitOrder order, std::stop_token stop) override;
    QCoro::Task<Result<Tag>> tag(GitTagOrder order, std::stop_token stop) override;
    QCoro::Task<Result<std::optional<Pipeline>>> findPipeline(
        qint64 project, QString ref, QString sha, std::stop_token stop) override;
    QCoro::Task<Result<GitPipeline>> pipeline(qint64 project, qint64 id, std::stop_token stop) override;
    QCoro::Task<Result<QList<GitFailedJob>>> failedJobs(qint64 project, qint64 pipeline, std::stop_token stop) override;
    QCoro::Task<Result<QStringList>> jobLogTail(qint64 project, qint64 job, int lines, std::stop_token stop) override;
    QCoro::Task<Result<void>> cancelPipeline(qint64 project, qint64 id, std::stop_token stop) override;
    QCoro::Task<Result<QList<GitFreezePeriod>>> freezePeriods(qint64 project, std::stop_token stop) override;

private:
    template <typename T> using Parser = Result<T> (*)(const QByteArray &, const Scope &);

    http::Url of(qint64 project, QByteArrayView list) const;
    Scope scope(qint64 project) const;
    template <typename T>
    QCoro::Task<Result<T>> read(http::Url url, qint64 project, Parser<T> parse, std::stop_token stop);
    template <typename T>
    QCoro::Task<Result<QList<T>>> whole(http::Url url, qint64 project, Parser<QList<T>> parse, std::stop_token stop);
    template <typename T>
    QCoro::Task<Result<T>> write(http::Url url, QByteArray body, qint64 project, Parser<T> parse, std::stop_token stop);
    QCoro::Task<Result<http::Answer>> post(http::Url url, QByteArray body, std::stop_token stop);
    QCoro::Task<Result<std::optional<GitCommit>>> findCommit(GitCommitOrder order, std::stop_token stop);
    QCoro::Task<Error> whyRefused(GitCommitOrder order, Error error, std::stop_token stop);

    http::Session &m_session;
    const SourceId m_source;
};

} // namespace opsdeck::gitlab
