// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/projectreader.h"

#include <vector>

namespace opsdeck::gitlab {

Q_LOGGING_CATEGORY(lcGitLab, "opsdeck.gitlab")

namespace {

constexpr qsizetype JobRequestsAtOnce = 4;

qint64 keyOf(const MergeRequest &row)
{
    return row.iid;
}
template <typename T> qint64 keyOf(const T &row)
{
    return row.id;
}

/// The rows that are not stored yet; moves the mark behind what was read.
template <typename T> QList<T> advance(ListMark *mark, const Stretch<T> &stretch)
{
    QList<T> fresh;
    for (const T &row : stretch.rows) {
        if (!mark->knows(keyOf(row), row.updatedAt))
            fresh.append(row);
    }
    for (const T &row : stretch.rows) // later, because a newer row makes the mark forget older ones
        mark->note(keyOf(row), row.updatedAt);
    mark->stopAt(stretch.next);
    return fresh;
}

} // namespace

ProjectReader::ProjectReader(Client &client, SourceId source, QSet<QString> &told, QDateTime now)
    : m_client(client)
    , m_source(std::move(source))
    , m_told(told)
    , m_now(std::move(now))
{ }

template <typename T> Result<T> ProjectReader::orNothing(Result<T> result, qint64 project, const char *list)
{
    if (result || (result.error().kind != Error::Kind::NotFound && result.error().kind != Error::Kind::Forbidden))
        return result;
    const auto what = QStringLiteral("%1: project %2: no %3: %4")
                          .arg(m_source.text())
                          .arg(project)
                          .arg(QLatin1StringView(list), result.error().detail);
    if (!m_told.contains(what))
        qCWarning(lcGitLab).noquote() << what;
    m_told.insert(what);
    return T();
}

QCoro::Task<Result<Visit>> ProjectReader::visit(qint64 project, ProjectMark mark, std::stop_token stop)
{
    Visit visit{{}, mark};
    const bool goingOn = mark.isUnfinished();
    bool all = !goingOn && mark.isDue(m_now);
    if (!goingOn || !mark.pipelines.resume.isEmpty()) {
        auto changed = co_await pipelines(project, &visit.mark.pipelines, stop);
        if (!changed)
            co_return tl::unexpected(changed.error());
        all = all || (!goingOn && !changed->isEmpty());
        if (!changed->isEmpty())
            visit.rows.append(Upsert<Pipeline>{*std::move(changed)});
    }
    if (auto read = co_await changes(project, &visit, all, stop); !read)
        co_return tl::unexpected(read.error());
    if (all) {
        if (auto read = co_await wholeLists(project, &visit, stop); !read)
            co_return tl::unexpected(read.error());
        visit.mark.readActivity = visit.mark.activity;
        visit.mark.readAt = m_now;
    }
    co_return visit;
}

QCoro::Task<Result<QList<Pipeline>>> ProjectReader::pipelines(qint64 project, ListMark *mark, std::stop_token stop)
{
    const bool withJobs = mark->after.isValid() || mark->resume.isEmpty();
    auto answer = co_await m_client.pipelines(project, mark->after, mark->resume, stop);
    const auto stretch = orNothing(std::move(answer), project, "pipelines");
    if (!stretch)
        co_return tl::unexpected(stretch.error());
    auto changed = advance(mark, *stretch);
    if (withJobs) {
        if (auto added = co_await addJobs(project, &changed, stop); !added)
            co_return tl::unexpected(added.error());
    }
    co_return changed;
}

QCoro::Task<Result<void>> ProjectReader::addJobs(qint64 project, QList<Pipeline> *pipelines, std::stop_token stop)
{
    for (qsizetype first = 0; first < pipelines->size(); first += JobRequestsAtOnce) {
        const qsizetype end = std::min(first + JobRequestsAtOnce, pipelines->size());
        std::vector<QCoro::Task<Result<QList<Job>>>> running;
        for (qsizetype i = first; i < end; ++i)
            running.push_back(m_client.jobs(project, pipelines->at(i).id, stop));
        std::optional<Error> error;
        for (qsizetype i = first; i < end; ++i) {
            // All are awaited, also after an error: none may outlive this call.
            auto answer = co_await running[static_cast<size_t>(i - first)];
            auto jobs = orNothing(std::move(answer), project, "jobs");
            if (jobs)
                (*pipelines)[i].jobs = *std::move(jobs);
            else
                error = jobs.error();
        }
        if (error)
            co_return tl::unexpected(*error);
    }
    co_return {};
}

QCoro::Task<Result<void>> ProjectReader::changes(qint64 project, Visit *visit, bool all, std::stop_token stop)
{
    ListMark &requests = visit->mark.mergeRequests;
    if (all || !requests.resume.isEmpty()) {
        auto answer = co_await m_client.mergeRequests(project, requests.after, requests.resume, stop);
        const auto stretch = orNothing(std::move(answer), project, "merge requests");
        if (!stretch)
            co_return tl::unexpected(stretch.error());
        if (auto changed = advance(&requests, *stretch); !changed.isEmpty())
            visit->rows.append(Upsert<MergeRequest>{std::move(changed)});
    }
    ListMark &deployments = visit->mark.deployments;
    if (all || !deployments.resume.isEmpty()) {
        auto answer = co_await m_client.deployments(project, deployments.after, deployments.resume, stop);
        const auto stretch = orNothing(std::move(answer), project, "deployments");
        if (!stretch)
            co_return tl::unexpected(stretch.error());
        if (auto changed = advance(&deployments, *stretch); !changed.isEmpty())
            visit->rows.append(Upsert<GitDeployment>{std::move(changed)});
    }
    co_return {};
}

QCoro::Task<Result<void>> ProjectReader::wholeLists(qint64 project, Visit *visit, std::stop_token stop)
{
    // Started together, awaited one after the other: none may outlive this call.
    auto askedBranches = m_client.branches(project, stop);
    auto askedTags = m_client.tags(project, stop);
    auto askedReleases = m_client.releases(project, stop);
    auto askedEnvironments = m_client.environments(project, stop);
    auto branches = co_await askedBranches;
    auto tags = co_await askedTags;
    auto releases = co_await askedReleases;
    auto environments = co_await askedEnvironments;

    branches = orNothing(std::move(branches), project, "branches");
    tags = orNothing(std::move(tags), project, "tags");
    releases = orNothing(std::move(releases), project, "releases");
    environments = orNothing(std::move(environments), project, "environments");
    if (!branches)
        co_return tl::unexpected(branches.error());
    if (!tags)
        co_return tl::unexpected(tags.error());
    if (!releases)
        co_return tl::unexpected(releases.error());
    if (!environments)
        co_return tl::unexpected(environments.error());

    visit->rows.append(Snapshot<Branch>{*std::move(branches), project});
    visit->rows.append(Snapshot<Tag>{*std::move(tags), project});
    visit->rows.append(Snapshot<Release>{*std::move(releases), project});
    visit->rows.append(Snapshot<GitEnvironment>{*std::move(environments), project});
    co_return {};
}

} // namespace opsdeck::gitlab
