// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/client.h"

#include <QSet>

namespace opsdeck::gitlab {

namespace {

constexpr qint64 PageSize = 100; // GitLab's largest
constexpr int StretchPages = 10;
constexpr int PipelinePages = 1; // each row costs another request, for its jobs
constexpr int WholePages = 500;
constexpr int WholeTries = 3;

QString keyOf(const Branch &row)
{
    return row.name;
}
QString keyOf(const Tag &row)
{
    return row.name;
}
QString keyOf(const Release &row)
{
    return row.tag;
}
qint64 keyOf(const MergeRequest &row)
{
    return row.iid;
}
template <typename T> qint64 keyOf(const T &row)
{
    return row.id;
}

} // namespace

Client::Client(http::Session &session)
    : m_session(session)
    , m_source(session.connection().id)
{ }

http::Url Client::of(qint64 project, QByteArrayView list) const
{
    return api().path("projects").path(QByteArray::number(project)).path(list).query("per_page", PageSize);
}

http::Url Client::start(http::Url list, const QByteArray &resume) const
{
    // An address from an old cursor counts only while the connection still points there.
    const http::Url page(resume);
    return !resume.isEmpty() && page.origin() == m_session.url().origin() ? page : list;
}

QCoro::Task<Result<http::Answer>> Client::get(http::Url url, std::stop_token stop)
{
    ++m_requests;
    return m_session.get(std::move(url), std::move(stop));
}

template <typename T>
QCoro::Task<Result<Stretch<T>>> Client::read(http::Url from, Scope scope,
    Result<QList<T>> (*parse)(const QByteArray &, const Scope &), int pages, std::stop_token stop)
{
    Stretch<T> stretch;
    QSet<decltype(keyOf(std::declval<T>()))> known;
    QList<http::Url> seen;
    http::DriftWatch watch;
    http::Url page = from;
    auto asked = get(page, stop);
    while (!page.bytes().isEmpty()) {
        auto answer = co_await asked;
        if (!answer)
            co_return tl::unexpected(answer.error());
        watch.see(*answer);
        seen.append(page);
        auto next = http::nextPage(page, *answer, m_source.text(), seen);
        const bool goesOn = next && !next->bytes().isEmpty() && seen.size() < pages;
        if (goesOn)
            asked = get(*next, stop); // on its way while this one is parsed
        auto work = [parse, scope](const QByteArray &body) { return parse(body, scope); };
        auto rows = co_await m_session.read(*answer, std::move(work), stop);
        if (!rows && goesOn)
            co_await asked; // it may not outlive this call
        if (!rows)
            co_return tl::unexpected(rows.error());
        if (!next)
            co_return tl::unexpected(next.error());
        for (const T &row : std::as_const(*rows)) {
            if (!known.contains(keyOf(row)))
                stretch.rows.append(row);
            known.insert(keyOf(row));
        }
        page = *next;
        if (!goesOn)
            break;
    }
    stretch.next = page.bytes();
    stretch.hasDrifted = watch.hasDrifted();
    co_return stretch;
}

template <typename T>
QCoro::Task<Result<QList<T>>> Client::whole(
    http::Url from, Scope scope, Result<QList<T>> (*parse)(const QByteArray &, const Scope &), std::stop_token stop)
{
    for (int attempt = 1; attempt <= WholeTries; ++attempt) {
        auto stretch = co_await read<T>(from, scope, parse, WholePages, stop);
        if (!stretch)
            co_return tl::unexpected(stretch.error());
        if (!stretch->next.isEmpty())
            co_return failure(Error::Kind::Refused, m_source.text(),
                QStringLiteral("More than %1 rows: %2")
                    .arg(WholePages * PageSize)
                    .arg(QString::fromUtf8(from.bytes())));
        if (!stretch->hasDrifted)
            co_return std::move(stretch->rows);
    }
    co_return failure(Error::Kind::BadAnswer, m_source.text(),
        QStringLiteral("This list changes faster than it can be read: ") + QString::fromUtf8(from.bytes()));
}

QCoro::Task<Result<SourceIdentity>> Client::version(std::stop_token stop)
{
    auto answer = co_await get(api().path("version"), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return parseVersion(answer->body, Scope{m_source, 0});
}

QCoro::Task<Result<QList<Phrase>>> Client::tokenRights(std::stop_token stop)
{
    auto answer = co_await get(api().path("personal_access_tokens/self"), stop);
    if (answer)
        co_return parseToken(answer->body, Scope{m_source, 0});
    // Tokens of jobs and deployments are let in and not told about; older servers have no such page.
    if (answer.error().status >= 400 && answer.error().status < 500)
        co_return QList<Phrase>();
    co_return tl::unexpected(answer.error());
}

QCoro::Task<Result<Stretch<Project>>> Client::projects(QDateTime activeSince, QByteArray resume, std::stop_token stop)
{
    const auto list = api()
                          .path("projects")
                          .query("membership", QStringLiteral("true"))
                          .query("simple", QStringLiteral("true"))
                          .query("order_by", QStringLiteral("id"))
                          .query("sort", QStringLiteral("asc"))
                          .query("pagination", QStringLiteral("keyset"))
                          .query("per_page", PageSize)
                          .query("last_activity_after", activeSince);
    return read<Project>(start(list, resume), Scope{m_source, 0}, parseProjects, StretchPages, stop);
}

QCoro::Task<Result<Project>> Client::project(qint64 id, std::stop_token stop)
{
    auto answer = co_await get(api().path("projects").path(QByteArray::number(id)), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return parseProject(answer->body, Scope{m_source, 0});
}

QCoro::Task<Result<Project>> Client::project(QString path, std::stop_token stop)
{
    auto answer = co_await get(api().path("projects").segment(path), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return parseProject(answer->body, Scope{m_source, 0});
}

QCoro::Task<Result<QList<Branch>>> Client::branches(qint64 project, std::stop_token stop)
{
    return whole<Branch>(of(project, "repository/branches"), Scope{m_source, project}, parseBranches, stop);
}

QCoro::Task<Result<QList<Tag>>> Client::tags(qint64 project, std::stop_token stop)
{
    return whole<Tag>(of(project, "repository/tags"), Scope{m_source, project}, parseTags, stop);
}

QCoro::Task<Result<QList<Release>>> Client::releases(qint64 project, std::stop_token stop)
{
    return whole<Release>(of(project, "releases"), Scope{m_source, project}, parseReleases, stop);
}

QCoro::Task<Result<QList<GitEnvironment>>> Client::environments(qint64 project, std::stop_token stop)
{
    return whole<GitEnvironment>(of(project, "environments"), Scope{m_source, project}, parseEnvironments, stop);
}

namespace {

http::Url newestFirst(const http::Url &list, const QDateTime &updatedAfter)
{
    return list.query("order_by", QStringLiteral("updated_at"))
        .query("sort", QStringLiteral("desc"))
        .query("updated_after", updatedAfter);
}

} // namespace

QCoro::Task<Result<Stretch<Pipeline>>> Client::pipelines(
    qint64 project, QDateTime updatedAfter, QByteArray resume, std::stop_token stop)
{
    const auto list = newestFirst(of(project, "pipelines"), updatedAfter);
    return read<Pipeline>(start(list, resume), Scope{m_source, project}, parsePipelines, PipelinePages, stop);
}

QCoro::Task<Result<Stretch<MergeRequest>>> Client::mergeRequests(
    qint64 project, QDateTime updatedAfter, QByteArray resume, std::stop_token stop)
{
    const auto list = newestFirst(
        of(project, "merge_requests").query("state", QStringLiteral("all")).query("scope", QStringLiteral("all")),
        updatedAfter);
    return read<MergeRequest>(start(list, resume), Scope{m_source, project}, parseMergeRequests, StretchPages, stop);
}

QCoro::Task<Result<Stretch<GitDeployment>>> Client::deployments(
    qint64 project, QDateTime updatedAfter, QByteArray resume, std::stop_token stop)
{
    const auto list = newestFirst(of(project, "deployments"), updatedAfter);
    return read<GitDeployment>(start(list, resume), Scope{m_source, project}, parseDeployments, StretchPages, stop);
}

QCoro::Task<Result<QList<Job>>> Client::jobs(qint64 project, qint64 pipeline, std::stop_token stop)
{
    const auto list = of(project, "pipelines/" + QByteArray::number(pipeline) + "/jobs")
                          .query("include_retried", QStringLiteral("true"));
    const Scope scope{m_source, project}; // g++ 12 destroys a braced temporary of a co_await expression twice
    auto all = co_await whole<Job>(list, scope, parseJobs, stop);
    if (!all)
        co_return tl::unexpected(all.error());
    co_return inStageOrder(*std::move(all));
}

} // namespace opsdeck::gitlab
