// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/gitlab/parse.h"
#include "backends/http/session.h"

namespace opsdeck::gitlab {

/// Part of a list: what was read, without the duplicates of pages that moved, and where to go on.
template <typename T> struct Stretch
{
    QList<T> rows;
    QByteArray next; ///< address of the next page; empty = this was the end
    bool hasDrifted = false; ///< rows came or went meanwhile: some may be missing
};

/// GitLab's REST API v4, reading. Lists that can be long come in stretches: give back `next` as `resume` to go on. I/O
/// thread; made for one step of a sync.
class Client
{
public:
    explicit Client(http::Session &session);

    QCoro::Task<Result<SourceIdentity>> version(std::stop_token stop);
    /// Of the token that we use. Empty where it is of a kind that the server tells nothing about.
    QCoro::Task<Result<QList<Phrase>>> tokenRights(std::stop_token stop);
    /// Those the account is a member of; with a time, only the ones that were active since.
    QCoro::Task<Result<Stretch<Project>>> projects(QDateTime activeSince, QByteArray resume, std::stop_token stop);
    QCoro::Task<Result<Project>> project(qint64 id, std::stop_token stop);
    QCoro::Task<Result<Project>> project(QString path, std::stop_token stop);

    QCoro::Task<Result<QList<Branch>>> branches(qint64 project, std::stop_token stop);
    QCoro::Task<Result<QList<Tag>>> tags(qint64 project, std::stop_token stop);
    QCoro::Task<Result<QList<Release>>> releases(qint64 project, std::stop_token stop);
    QCoro::Task<Result<QList<GitEnvironment>>> environments(qint64 project, std::stop_token stop);

    // Newest change first.
    QCoro::Task<Result<Stretch<Pipeline>>> pipelines(
        qint64 project, QDateTime updatedAfter, QByteArray resume, std::stop_token stop);
    QCoro::Task<Result<Stretch<MergeRequest>>> mergeRequests(
        qint64 project, QDateTime updatedAfter, QByteArray resume, std::stop_token stop);
    QCoro::Task<Result<Stretch<GitDeployment>>> deployments(
        qint64 project, QDateTime updatedAfter, QByteArray resume, std::stop_token stop);

    /// The last try of each, in stage order.
    QCoro::Task<Result<QList<Job>>> jobs(qint64 project, qint64 pipeline, std::stop_token stop);

    int requests() const { return m_requests; } ///< made so far

private:
    http::Url api() const { return m_session.url().path("api/v4"); }
    http::Url of(qint64 project, QByteArrayView list) const;
    http::Url start(http::Url list, const QByteArray &resume) const;
    QCoro::Task<Result<http::Answer>> get(http::Url url, std::stop_token stop);
    template <typename T>
    QCoro::Task<Result<Stretch<T>>> read(http::Url from, Scope scope,
        Result<QList<T>> (*parse)(const QByteArray &, const Scope &), int pages, std::stop_token stop);
    template <typename T>
    QCoro::Task<Result<QList<T>>> whole(http::Url from, Scope scope,
        Result<QList<T>> (*parse)(const QByteArray &, const Scope &), std::stop_token stop);

    http::Session &m_session;
    SourceId m_source;
    int m_requests = 0;
};

} // namespace opsdeck::gitlab
