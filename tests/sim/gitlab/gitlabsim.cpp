// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/gitlab/gitlabsim.h"

#include "tests/sim/gitlab/paging.h"

namespace opsdeck::sim {

using namespace Qt::StringLiterals;
using namespace gitlab;

namespace {

constexpr qint64 offsetLimit = 50'000;

HttpAnswer message(const QString &text, int status)
{
    return HttpAnswer::json(QJsonObject{{u"message"_s, text}}, status);
}

HttpAnswer parameterError(const QString &text, int status = 400)
{
    return HttpAnswer::json(QJsonObject{{u"error"_s, text}}, status);
}

/// The name of a time parameter that cannot be read; "+" that was not encoded ends here.
std::optional<QString> unreadableTime(const HttpRequest &request)
{
    for (const char *name : {"updated_after", "updated_before", "created_after", "created_before"}) {
        if (request.has(name) && !request.time(name).isValid())
            return QString::fromLatin1(name);
    }
    return std::nullopt;
}

template <typename Row> QList<const Row *> inTimeWindow(const QList<Row> &rows, const HttpRequest &request)
{
    QList<const Row *> kept = pointersTo(rows);
    const QDateTime updatedAfter = request.time("updated_after");
    const QDateTime updatedBefore = request.time("updated_before");
    const QDateTime createdAfter = request.time("created_after");
    const QDateTime createdBefore = request.time("created_before");
    kept.removeIf([&](const Row *row) {
        return (updatedAfter.isValid() && row->updatedAt < updatedAfter)
            || (updatedBefore.isValid() && row->updatedAt > updatedBefore)
            || (createdAfter.isValid() && row->createdAt < createdAfter)
            || (createdBefore.isValid() && row->createdAt > createdBefore);
    });
    return kept;
}

template <typename Row>
void keepEqual(QList<const Row *> &rows, const HttpRequest &request, const char *name, QString Row::*member)
{
    if (request.has(name))
        rows.removeIf([&](const Row *row) { return row->*member != request.parameter(name); });
}

/// Sorts by id, created_at or updated_at, whatever the request's order_by says.
template <typename Row, typename IdOf>
void order(QList<const Row *> &rows, const HttpRequest &request, const QString &orderBy, const QString &sort, IdOf idOf)
{
    const QString by = request.parameter("order_by", orderBy);
    if (by == u"updated_at")
        sortBy(rows, request, sort, [](const Row &row) { return row.updatedAt; });
    else if (by == u"created_at")
        sortBy(rows, request, sort, [](const Row &row) { return row.createdAt; });
    else
        sortBy(rows, request, sort, idOf);
}

HttpAnswer mergeRequests(
    const HttpRequest &request, const ProjectRow &project, const QByteArray &server, const QString &web)
{
    QList<const MergeRequestRow *> rows = inTimeWindow(project.mergeRequests, request);
    if (request.parameter("state", u"all"_s) != u"all")
        keepEqual(rows, request, "state", &MergeRequestRow::state);
    keepEqual(rows, request, "target_branch", &MergeRequestRow::targetBranch);
    keepEqual(rows, request, "source_branch", &MergeRequestRow::sourceBranch);
    order(rows, request, u"created_at"_s, u"desc"_s, [](const MergeRequestRow &row) { return row.iid; });
    return offsetPage(request, rows, server, [&](const auto *row) { return toJson(*row, project.id, web); });
}

HttpAnswer deployments(const HttpRequest &request, const ProjectRow &project, const QByteArray &server)
{
    const bool byUpdate = request.has("updated_after") || request.has("updated_before");
    if (byUpdate && request.parameter("order_by") != u"updated_at")
        return message(u"400 Bad request - `updated_at` filter requires `updated_at` sort"_s, 400);
    QList<const DeploymentRow *> rows = inTimeWindow(project.deployments, request);
    keepEqual(rows, request, "environment", &DeploymentRow::environment);
    keepEqual(rows, request, "status", &DeploymentRow::status);
    order(rows, request, u"id"_s, u"asc"_s, [](const DeploymentRow &row) { return row.id; });
    return offsetPage(request, rows, server, [](const auto *row) { return toJson(*row, row->id % 1000); });
}

HttpAnswer jobsOf(const HttpRequest &request, const PipelineRow &pipeline, qint64 project, const QByteArray &server,
    const QString &web)
{
    QList<const JobRow *> rows = pointersTo(pipeline.jobs);
    const bool retried = request.parameter("include_retried") == u"true";
    const QStringList scopes = request.parameters("scope[]");
    rows.removeIf([&](const JobRow *job) {
        return (job->retried && !retried) || (!scopes.isEmpty() && !scopes.contains(job->status));
    });
    sortBy(rows, request, u"desc"_s, [](const JobRow &job) { return job.id; });
    return offsetPage(request, rows, server, [&](const auto *job) { return toJson(*job, pipeline, project, web); });
}

} // namespace

ProjectRow &GitLabSim::addProject(const QString &path)
{
    qint64 highest = 0;
    for (const ProjectRow &project : std::as_const(m_projects))
        highest = std::max(highest, project.id);
    ProjectRow &project = m_projects[path];
    project.path = path;
    project.id = highest + 1;
    project.createdAt = clock().now();
    project.lastActivityAt = project.createdAt;
    return project;
}

GitLabSim::Access GitLabSim::accessOf(const HttpRequest &request) const
{
    QByteArray token = request.header("private-token");
    const QByteArray bearer = request.header("authorization");
    if (token.isEmpty() && bearer.startsWith("Bearer "))
        token = bearer.mid(7);
    if (token.isEmpty())
        return Access::Anonymous;
    return QString::fromUtf8(token) == m_token ? Access::Full : Access::Refused;
}

HttpAnswer GitLabSim::answer(const HttpRequest &request)
{
    const QByteArrayList parts = request.segments();
    if (parts.size() < 3 || parts[0] != "api" || parts[1] != "v4")
        return HttpAnswer::html("<!DOCTYPE html><html><body>The page could not be found</body></html>", 404);
    const Access access = accessOf(request);
    const bool needsToken = parts[2] == "version" || parts[2] == "personal_access_tokens";
    if (access == Access::Refused || (access == Access::Anonymous && needsToken))
        return message(u"401 Unauthorized"_s, 401);
    if (request.method != "GET" && request.method != "HEAD")
        return message(u"405 Not Allowed"_s, 405);
    if (const auto name = unreadableTime(request))
        return parameterError(*name + u" is invalid"_s);

    if (parts[2] == "version" && parts.size() == 3)
        return HttpAnswer::json(QJsonObject{{u"version"_s, m_version}, {u"revision"_s, u"4cf4a3c2e1b"_s}});
    if (parts[2] == "personal_access_tokens" && parts.value(3) == "self")
        return HttpAnswer::json(QJsonObject{{u"id"_s, 42}, {u"name"_s, u"opsdeck"_s}, {u"revoked"_s, false},
            {u"active"_s, true}, {u"scopes"_s, QJsonArray{u"read_api"_s}}, {u"user_id"_s, 3}});
    if (parts[2] != "projects")
        return parameterError(u"404 Not Found"_s, 404);
    if (parts.size() == 3)
        return access == Access::Full ? projectList(request) : HttpAnswer::json(QJsonArray{});

    const QString wanted = decodeOnce(parts[3]);
    if (m_moved.contains(wanted)) {
        QByteArrayList target = parts;
        target[3] = m_moved.value(wanted).toUtf8().toPercentEncoding();
        const QByteArray query = request.rawQuery.isEmpty() ? QByteArray() : '?' + request.rawQuery;
        return message(u"This resource has been moved permanently"_s, 301)
            .with("Location", url() + '/' + target.join('/') + query);
    }
    const ProjectRow *project = access == Access::Full ? find(wanted) : nullptr;
    return project ? inProject(request, *project, parts.mid(4)) : message(u"404 Project Not Found"_s, 404);
}

HttpAnswer GitLabSim::projectList(const HttpRequest &request) const
{
    QList<const ProjectRow *> rows;
    const QString search = request.parameter("search");
    const QDateTime activeAfter = request.time("last_activity_after");
    for (const ProjectRow &project : m_projects) {
        if (activeAfter.isValid() && project.lastActivityAt < activeAfter)
            continue;
        const bool archived = request.has("archived") && (request.parameter("archived") == u"true") != project.archived;
        if (!archived && project.path.contains(search, Qt::CaseInsensitive))
            rows.append(&project);
    }
    const auto json = [this, isSimple = request.parameter("simple") == u"true"](const ProjectRow *row) {
        QJsonObject project = toJson(*row, QString::fromLatin1(url()));
        if (isSimple)
            project.remove(u"archived"_s);
        return project;
    };
    if (request.parameter("order_by") == u"last_activity_at")
        sortBy(rows, request, u"desc"_s, [](const ProjectRow &row) { return row.lastActivityAt; });
    else
        sortBy(rows, request, u"desc"_s, [](const ProjectRow &row) { return row.id; });

    if (request.parameter("pagination") != u"keyset") {
        if ((request.number("page", 1) - 1) * perPage(request) >= offsetLimit)
            return parameterError(u"Offset pagination has a maximum allowed offset of 50000 for projects"_s, 405);
        return offsetPage(request, rows, url(), json);
    }
    if (request.parameter("order_by") != u"id")
        return parameterError(u"Keyset pagination is not yet available for this type of request"_s, 405);
    const bool ascending = request.parameter("sort", u"desc"_s) == u"asc";
    const QByteArray cursor = ascending ? "id_after" : "id_before";
    if (request.has(cursor)) {
        const qint64 from = request.number(cursor, 0);
        rows.removeIf([&](const ProjectRow *row) { return ascending ? row->id <= from : row->id >= from; });
    }
    const qsizetype size = qsizetype(perPage(request));
    QJsonArray array;
    for (const ProjectRow *row : rows.mid(0, size))
        array.append(json(row));
    HttpAnswer answer = HttpAnswer::json(array);
    if (rows.size() > size) {
        const QByteArray id = QByteArray::number(rows.at(size - 1)->id);
        answer.with("Link", '<' + addressWith(request, url(), {{cursor, id}}) + ">; rel=\"next\"");
    }
    return answer;
}

HttpAnswer GitLabSim::inProject(const HttpRequest &request, const ProjectRow &project, const QByteArrayList &rest) const
{
    const QString web = webOf(project);
    const QByteArray what = rest.isEmpty() ? QByteArray() : rest.first();
    if (rest.isEmpty())
        return HttpAnswer::json(toJson(project, QString::fromLatin1(url())));
    if (what == "repository")
        return repository(request, project, rest);
    if (what == "pipelines")
        return pipelines(request, project, rest);
    if (rest.size() > 1)
        return parameterError(u"404 Not Found"_s, 404);
    if (what == "merge_requests")
        return mergeRequests(request, project, url(), web);
    if (what == "deployments")
        return deployments(request, project, url());
    if (what == "releases") {
        QList<const ReleaseRow *> rows = pointersTo(project.releases);
        sortBy(rows, request, u"desc"_s, [](const ReleaseRow &row) { return row.releasedAt; });
        return offsetPage(request, rows, url(), [&](const auto *row) { return toJson(*row, web); });
    }
    if (what == "environments") {
        QList<const EnvironmentRow *> rows = pointersTo(project.environments);
        keepEqual(rows, request, "name", &EnvironmentRow::name);
        keepEqual(rows, request, "states", &EnvironmentRow::state);
        return offsetPage(request, rows, url(), [](const auto *row) { return toJson(*row); });
    }
    return parameterError(u"404 Not Found"_s, 404);
}

HttpAnswer GitLabSim::repository(
    const HttpRequest &request, const ProjectRow &project, const QByteArrayList &rest) const
{
    const QByteArray what = rest.value(1);
    if (what == "branches" && rest.size() == 2) {
        QList<const BranchRow *> rows = pointersTo(project.branches);
        std::stable_sort(rows.begin(), rows.end(), [](const auto *a, const auto *b) { return a->name < b->name; });
        return offsetPage(
            request, rows, url(), [&](const auto *row) { return toJson(*row, project.defaultBranch, webOf(project)); });
    }
    if (what == "tags" && rest.size() == 2) {
        QList<const TagRow *> rows = pointersTo(project.tags);
        if (request.parameter("order_by", u"updated"_s) == u"name")
            sortBy(rows, request, u"desc"_s, [](const TagRow &row) { return row.name; });
        else
            sortBy(rows, request, u"desc"_s, [](const TagRow &row) { return row.committedAt; });
        return offsetPage(request, rows, url(), [](const auto *row) { return toJson(*row); });
    }
    return parameterError(u"404 Not Found"_s, 404);
}

HttpAnswer GitLabSim::pipelines(const HttpRequest &request, const ProjectRow &project, const QByteArrayList &rest) const
{
    const QString web = webOf(project);
    if (rest.size() == 1) {
        QList<const PipelineRow *> rows = inTimeWindow(project.pipelines, request);
        keepEqual(rows, request, "status", &PipelineRow::status);
        keepEqual(rows, request, "ref", &PipelineRow::ref);
        keepEqual(rows, request, "sha", &PipelineRow::sha);
        keepEqual(rows, request, "source", &PipelineRow::source);
        order(rows, request, u"id"_s, u"desc"_s, [](const PipelineRow &row) { return row.id; });
        return offsetPage(request, rows, url(), [&](const auto *row) { return toJson(*row, project.id, web); });
    }
    const qint64 id = rest[1].toLongLong();
    const auto found = std::find_if(
        project.pipelines.cbegin(), project.pipelines.cend(), [&](const auto &row) { return row.id == id; });
    if (found == project.pipelines.cend())
        return message(u"404 Not found"_s, 404);
    if (rest.size() == 2)
        return HttpAnswer::json(toDetailJson(*found, project.id, web));
    if (rest.size() == 3 && rest[2] == "jobs")
        return jobsOf(request, *found, project.id, url(), web);
    return parameterError(u"404 Not Found"_s, 404);
}

const ProjectRow *GitLabSim::find(const QString &idOrPath) const
{
    bool isNumber = false;
    const qint64 id = idOrPath.toLongLong(&isNumber);
    for (const ProjectRow &project : m_projects) {
        if (isNumber ? project.id == id : project.path.compare(idOrPath, Qt::CaseInsensitive) == 0)
            return &project;
    }
    return nullptr;
}

QString GitLabSim::webOf(const ProjectRow &project) const
{
    return QString::fromLatin1(url()) + u'/' + project.path;
}

} // namespace opsdeck::sim
