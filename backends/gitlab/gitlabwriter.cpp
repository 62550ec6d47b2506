// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/gitlabwriter.h"

#include "backends/async/await.h"
#include "backends/gitlab/client.h"
#include "backends/gitlab/releaseparse.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace opsdeck::gitlab {

using namespace std::chrono_literals;

namespace {

constexpr qint64 PageSize = 100; // GitLab's largest
constexpr int MostPages = 50;
constexpr int WriteTries = 2;
constexpr int LimitedTries = 3;
constexpr std::chrono::seconds LongestAsked = 60s;
constexpr qsizetype LogBytes = 64 * 1024;
constexpr qint64 LargestLog = 512LL * 1024 * 1024;

/// The server has said no, so nothing happened. Everything else may be a lost answer to what was done.
bool isRefusal(const Error &error)
{
    return (error.status >= 300 && error.status < 500) || error.kind == Error::Kind::RateLimited
        || error.kind == Error::Kind::Usage || error.kind == Error::Kind::Tls;
}

/// It does not let us: there is nothing to look for.
bool isClosed(const Error &error)
{
    return isRefusal(error) && error.kind != Error::Kind::BadAnswer;
}

/// The error of a write of which nobody knows whether it was done.
Error unsure(Error error)
{
    if (error.kind != Error::Kind::Cancelled)
        error.phrase
            = Phrase(QT_TRANSLATE_NOOP("Phrase", "the answer was lost, so it may have been done all the same: %1"),
                {error.said().plain()});
    if (!error.phrase.isEmpty())
        error.detail = error.phrase.plain().left(Error::MaxDetail);
    error.status = WriteMayHaveHappened;
    return error;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray bodyOf(const GitCommitOrder &order)
{
    QJsonArray actions;
    for (const GitFileEdit &edit : order.files) {
        if (edit.isNoop())
            continue;
        // As base64, because a text that is no UTF-8 would come out another one.
        actions.append(
            QJsonObject{{QStringLiteral("action"), QStringLiteral("update")}, {QStringLiteral("file_path"), edit.path},
                {QStringLiteral("content"), QString::fromLatin1(edit.after.toBase64())},
                {QStringLiteral("encoding"), QStringLiteral("base64")},
                {QStringLiteral("last_commit_id"), edit.lastCommit}});
    }
    return compact({{QStringLiteral("branch"), order.branch}, {QStringLiteral("commit_message"), order.message},
        {QStringLiteral("actions"), actions}});
}

/// Keeps the end of what comes in.
std::function<bool(QByteArrayView)> intoTail(std::shared_ptr<QByteArray> tail)
{
    return [tail = std::move(tail)](QByteArrayView piece) {
        tail->append(piece);
        if (tail->size() > 2 * LogBytes)
            *tail = tail->right(LogBytes);
        return true;
    };
}

QString shortSha(const QString &sha)
{
    return sha.left(8);
}

} // namespace

GitLabWriter::GitLabWriter(http::Session &session)
    : m_session(session)
    , m_source(session.connection().id)
{ }

http::Url GitLabWriter::of(qint64 project, QByteArrayView list) const
{
    return m_session.url().path("api/v4/projects").path(QByteArray::number(project)).path(list);
}

Scope GitLabWriter::scope(qint64 project) const
{
    return {m_source, project};
}

template <typename T>
QCoro::Task<Result<T>> GitLabWriter::read(http::Url url, qint64 project, Parser<T> parse, std::stop_token stop)
{
    const auto answer = co_await m_session.get(url, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto work = [parse, where = scope(project)](const QByteArray &body) { return parse(body, where); };
    co_return co_await m_session.read(*answer, std::move(work), stop);
}

template <typename T>
QCoro::Task<Result<QList<T>>> GitLabWriter::whole(
    http::Url url, qint64 project, Parser<QList<T>> parse, std::stop_token stop)
{
    QList<T> all;
    QList<http::Url> seen;
    http::Url page = url.query("per_page", PageSize);
    while (!page.bytes().isEmpty()) {
        if (seen.size() == MostPages)
            co_return failure(Error::Kind::Refused, m_source.text(),
                QStringLiteral("More than %1 rows: %2").arg(all.size()).arg(QString::fromUtf8(url.bytes())));
        const auto answer = co_await m_session.get(page, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto rows = m_session.judged(*answer, parse(answer->body, scope(project)));
        if (!rows)
            co_return tl::unexpected(rows.error());
        all += *rows;
        seen.append(page);
        const auto next = http::nextPage(page, *answer, m_source.text(), seen);
        if (!next)
            co_return tl::unexpected(next.error());
        page = *next;
    }
    co_return all;
}

QCoro::Task<Result<http::Answer>> GitLabWriter::post(http::Url url, QByteArray body, std::stop_token stop)
{
    http::Request request;
    request.method = "POST";
    request.url = url;
    request.body = body;
    request.headers = {{"Content-Type", "application/json"}};
    for (int attempt = 1;; ++attempt) {
        auto answer = co_await m_session.send(request, stop);
        // A request that was counted out was not carried out, so this one may be repeated.
        const bool isLimited = !answer && answer.error().kind == Error::Kind::RateLimited;
        if (!isLimited || attempt == LimitedTries || answer.error().retryAfter > LongestAsked)
            co_return answer;
        const auto slept = co_await sleepFor(std::max(answer.error().retryAfter, 1s), stop);
        if (!slept)
            co_return answer; // still a request that was not carried out
    }
}

template <typename T>
QCoro::Task<Result<T>> GitLabWriter::write(
    http::Url url, QByteArray body, qint64 project, Parser<T> parse, std::stop_token stop)
{
    const auto answer = co_await post(url, body, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return m_session.judged(*answer, parse(answer->body, scope(project)));
}

QCoro::Task<Result<Project>> GitLabWriter::project(QString path, std::stop_token stop)
{
    return read<Project>(m_session.url().path("api/v4/projects").segment(path), 0, parseProject, std::move(stop));
}

QCoro::Task<Result<QString>> GitLabWriter::branchHead(qint64 project, QString branch, std::stop_token stop)
{
    const auto found
        = co_await read<Branch>(of(project, "repository/branches").segment(branch), project, parseBranch, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    co_return found->commit;
}

QCoro::Task<Result<GitFile>> GitLabWriter::readFile(qint64 project, QString path, QString ref, std::stop_token stop)
{
    const auto url = of(project, "repository/files").segment(path).query("ref", ref);
    return read<GitFile>(url, project, parseFile, std::move(stop));
}

QCoro::Task<Result<std::optional<Tag>>> GitLabWriter::findTag(qint64 project, QString name, std::stop_token stop)
{
    auto found = co_await read<Tag>(of(project, "repository/tags").segment(name), project, parseTag, stop);
    if (found)
        co_return std::optional<Tag>(*std::move(found));
    if (found.error().kind == Error::Kind::NotFound)
        co_return std::optional<Tag>();
    co_return tl::unexpected(found.error());
}

QCoro::Task<Result<std::optional<GitCommit>>> GitLabWriter::findCommit(GitCommitOrder order, std::stop_token stop)
{
    const auto url
        = of(order.project, "repository/commits").query("ref_name", order.branch).query("per_page", PageSize);
    const auto commits = co_await read<QList<GitCommit>>(url, order.project, parseCommits, stop);
    if (!commits)
        co_return tl::unexpected(commits.error());
    for (const GitCommit &commit : *commits) {
        if (hasMark(commit.message, order.mark))
            co_return std::optional<GitCommit>(commit);
        if (commit.sha == order.head)
            co_return std::optional<GitCommit>();
    }
    co_return failure(Error::Kind::BadAnswer, m_source.text(),
        Phrase(
            QT_TRANSLATE_NOOP("Phrase", "the branch %1 does not hold commit %2 any more, or very much came after it"),
            {order.branch, shortSha(order.head)}));
}

QCoro::Task<Error> GitLabWriter::whyRefused(GitCommitOrder order, Error error, std::stop_token stop)
{
    // By what is there, not by the server's words: those come in the language of the token's owner.
    QStringList changed;
    for (const GitFileEdit &edit : std::as_const(order.files)) {
        const auto now = co_await readFile(order.project, edit.path, order.branch, stop);
        if (!now && now.error().kind == Error::Kind::NotFound)
            changed.append(edit.path);
        else if (now && now->lastCommit != edit.lastCommit)
            changed.append(QStringLiteral("%1 (%2)").arg(edit.path, shortSha(now->lastCommit)));
    }
    if (changed.isEmpty())
        co_return error;
    const auto moved = failure(Error::Kind::Refused, m_source.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 moved meanwhile; nothing was committed. Changed: %2\n%3"),
            {order.branch, changed.join(QStringLiteral(", ")), error.said().plain()}),
        error.status);
    co_return moved.value();
}

QCoro::Task<Result<GitCommit>> GitLabWriter::commit(GitCommitOrder order, std::stop_token stop)
{
    for (int attempt = 1;; ++attempt) {
        const auto made = co_await write<GitCommit>(
            of(order.project, "repository/commits"), bodyOf(order), order.project, parseCommit, stop);
        if (made)
            co_return made;
        const bool isNo = isRefusal(made.error());
        if (isNo && attempt == 1 && isClosed(made.error()))
            co_return made;
        // Also after a refusal: a proxy may have sent it twice, and then it is our own commit that stands in the way.
        // Each file is bound to its last commit, so nothing is done twice.
        const auto found = co_await findCommit(order, stop);
        if (found && found->has_value())
            co_return **found;
        if (isNo && (found || attempt == 1)) {
            const Error why = co_await whyRefused(order, made.error(), stop);
            co_return tl::unexpected(why);
        }
        if (!found || attempt == WriteTries)
            co_return tl::unexpected(unsure(made.error()));
    }
}

QCoro::Task<Result<Tag>> GitLabWriter::tag(GitTagOrder order, std::stop_token stop)
{
    const QByteArray body = compact({{QStringLiteral("tag_name"), order.name}, {QStringLiteral("ref"), order.commit},
        {QStringLiteral("message"), order.message}});
    for (int attempt = 1;; ++attempt) {
        const auto made
            = co_await write<Tag>(of(order.project, "repository/tags"), body, order.project, parseTag, stop);
        if (made && made->commit == order.commit)
            co_return made;
        if (made)
            co_return failure(Error::Kind::BadAnswer, m_source.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %1 was to be at %2 and is at %3"),
                    {order.name, shortSha(order.commit), shortSha(made->commit)}));
        const bool isNo = isRefusal(made.error());
        if (isNo && attempt == 1 && isClosed(made.error()))
            co_return made;
        const auto found = co_await findTag(order.project, order.name, stop);
        if (found && *found && (*found)->commit == order.commit)
            co_return **found; // by the lost request, or by somebody who wanted the same
        if (found && *found)
            co_return failure(Error::Kind::Refused, m_source.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %1 exists already, at commit %2"),
                    {order.name, shortSha((*found)->commit)}));
        if (isNo && (found || attempt == 1))
            co_return made;
        if (!found || attempt == WriteTries)
            co_return tl::unexpected(unsure(made.error()));
    }
}

QCoro::Task<Result<std::optional<Pipeline>>> GitLabWriter::findPipeline(
    qint64 project, QString ref, QString sha, std::stop_token stop)
{
    const auto url = of(project, "pipelines")
                         .query("ref", ref)
                         .query("sha", sha)
                         .query("order_by", QStringLiteral("id"))
                         .query("sort", QStringLiteral("desc"))
                         .query("per_page", PageSize);
    const auto rows = co_await read<QList<Pipeline>>(url, project, parsePipelines, stop);
    if (!rows)
        co_return tl::unexpected(rows.error());
    std::optional<Pipeline> newest;
    for (const Pipeline &row : *rows) {
        // Held against the filter: a proxy that drops the query must not make us follow another one.
        if (row.ref == ref && row.sha == sha && (!newest || row.id > newest->id))
            newest = row;
    }
    co_return newest;
}

QCoro::Task<Result<GitPipeline>> GitLabWriter::pipeline(qint64 project, qint64 id, std::stop_token stop)
{
    const auto url = of(project, "pipelines").path(QByteArray::number(id));
    auto found = co_await read<GitPipeline>(url, project, parsePipelineDetail, stop);
    if (!found)
        co_return found;
    Client client(m_session);
    auto jobs = co_await client.jobs(project, id, stop);
    if (!jobs)
        co_return tl::unexpected(jobs.error());
    found->row.jobs = *std::move(jobs);
    co_return found;
}

QCoro::Task<Result<QList<GitFailedJob>>> GitLabWriter::failedJobs(qint64 project, qint64 pipeline, std::stop_token stop)
{
    const auto url
        = of(project, "pipelines/" + QByteArray::number(pipeline) + "/jobs").query("scope[]", QStringLiteral("failed"));
    auto jobs = co_await whole<GitFailedJob>(url, project, parseFailedJobs, stop);
    if (jobs) // newest first, as sent; the one that failed first is the one to look at
        std::ranges::sort(*jobs, {}, [](const GitFailedJob &job) { return job.row.id; });
    co_return jobs;
}

QCoro::Task<Result<QStringList>> GitLabWriter::jobLogTail(qint64 project, qint64 job, int lines, std::stop_token stop)
{
    const auto tail = std::make_shared<QByteArray>();
    http::Request request;
    request.url = of(project, "jobs").path(QByteArray::number(job)).path("trace");
    request.maxBody = LargestLog;
    request.sink = intoTail(tail);
    const auto answer = co_await m_session.send(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return gitlab::jobLogTail(*tail, lines);
}

QCoro::Task<Result<void>> GitLabWriter::cancelPipeline(qint64 project, qint64 id, std::stop_token stop)
{
    const auto url = of(project, "pipelines").path(QByteArray::number(id));
    const QByteArray nothing;
    // To ask twice does no harm, so a lost answer needs no look before the second try.
    for (int attempt = 1;; ++attempt) {
        const auto answer = co_await post(url.path("cancel"), nothing, stop);
        if (answer)
            co_return Result<void>{};
        if (answer.error().kind == Error::Kind::Cancelled)
            co_return tl::unexpected(answer.error());
        const auto now = co_await read<GitPipeline>(url, project, parsePipelineDetail, stop);
        if (now && (isGitEnd(now->row.status) || now->row.status == u"canceling"))
            co_return Result<void>{};
        if (isRefusal(answer.error()) || attempt == WriteTries)
            co_return tl::unexpected(answer.error());
    }
}

QCoro::Task<Result<QList<GitFreezePeriod>>> GitLabWriter::freezePeriods(qint64 project, std::stop_token stop)
{
    return whole<GitFreezePeriod>(of(project, "freeze_periods"), project, parseFreezePeriods, std::move(stop));
}

} // namespace opsdeck::gitlab
