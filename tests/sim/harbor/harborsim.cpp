// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/harbor/harborsim.h"

#include <QJsonArray>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;
using namespace harbor;

namespace {

HttpAnswer refused(int status, const QString &code, const QString &text)
{
    const QJsonObject error{{u"code"_s, code}, {u"message"_s, text}};
    return HttpAnswer::json(QJsonObject{{u"errors"_s, QJsonArray{error}}}, status);
}

HttpAnswer notFound(const QString &what)
{
    return refused(404, u"NOT_FOUND"_s, what + u" not found"_s);
}

/// One page of a list. The Link is relative and its query unescaped, as Harbor sends it.
HttpAnswer paged(const HttpRequest &request, const QList<QJsonObject> &rows)
{
    const qint64 size = request.number("page_size", 10);
    const qint64 page = request.number("page", 1);
    if (size > 100)
        return refused(422, u"UNPROCESSABLE_ENTITY"_s, u"page_size in query should be less than or equal to 100"_s);
    if (size < 1 || page < 1)
        return refused(422, u"UNPROCESSABLE_ENTITY"_s, u"page in query should be greater than or equal to 1"_s);

    QJsonArray array;
    for (const QJsonObject &row : rows.mid((page - 1) * size, size))
        array.append(row);
    HttpAnswer answer = HttpAnswer::json(array);
    answer.with("X-Total-Count", QByteArray::number(rows.size()));

    QByteArrayList others;
    for (const auto &[name, value] : parseForm(request.rawQuery)) {
        if (name != u"page" && name != u"page_size")
            others << name.toUtf8() + '=' + value.toUtf8();
    }
    const auto link = [&](qint64 target, const QByteArray &relation) {
        const QByteArrayList query = QByteArrayList(others)
            << "page=" + QByteArray::number(target) << "page_size=" + QByteArray::number(size);
        return '<' + request.path + '?' + query.join('&') + ">; rel=\"" + relation + '"';
    };
    QByteArrayList links;
    if (page > 1)
        links << link(page - 1, "prev");
    if (page * size < rows.size())
        links << link(page + 1, "next");
    if (!links.isEmpty())
        answer.with("Link", links.join(" , "));
    return answer;
}

} // namespace

ProjectRow &HarborSim::addProject(const QString &name, bool isPublic)
{
    ProjectRow &project = m_projects[name];
    if (project.id == 0)
        project.id = m_projects.size();
    project.isPublic = isPublic;
    return project;
}

QString HarborSim::push(const QString &repository, ArtifactRow artifact)
{
    RepositoryRow &row = m_projects[repository.section(u'/', 0, 0)].repositories[repository.section(u'/', 1)];
    if (!artifact.pushedAt.isValid())
        artifact.pushedAt = clock().now();
    const QString digest = artifact.digest();
    const QStringList tags = artifact.tags;
    if (row.find(digest) == nullptr)
        row.artifacts.append(std::move(artifact));
    for (const QString &tag : tags)
        row.moveTag(tag, digest);
    return digest;
}

HttpAnswer HarborSim::answer(const HttpRequest &request)
{
    const QByteArrayList parts = request.segments();
    const QByteArray first = parts.value(0);
    HttpAnswer result;
    if (first == "api" && parts.value(1) == "v2.0")
        result = api(request, parts.mid(2));
    else if (first == "v2")
        result = registry(request, parts.mid(1));
    else if (first == "service" && parts.value(1) == "token")
        result = token(request);
    else
        result = HttpAnswer::html("<!doctype html><html><head><title>Harbor</title></head></html>");
    const QByteArray id = request.header("x-request-id");
    return result.with("X-Request-Id", id.isEmpty() ? QByteArray("5b1d1a9e-simulated") : id);
}

std::optional<QString> HarborSim::userOf(const HttpRequest &request) const
{
    const auto given = request.basic();
    if (!given || !m_users.contains(given->first) || m_users.value(given->first) != given->second)
        return std::nullopt;
    return given->first;
}

HttpAnswer HarborSim::api(const HttpRequest &request, const QByteArrayList &parts)
{
    const std::optional<QString> user = userOf(request);
    const QByteArray what = parts.value(0);
    if (request.method != "GET" && request.method != "HEAD")
        return refused(405, u"METHOD_NOT_ALLOWED"_s, u"method is not allowed"_s);
    if (what == "systeminfo" && parts.size() == 1)
        return systemInfo(user.has_value());
    if (what == "ping")
        return HttpAnswer::text("Pong");
    if (what == "users" && parts.value(1) == "current")
        return currentUser(parts, user);
    if (what == "repositories" && parts.size() == 1)
        return allRepositories(request, user.has_value());
    if (what == "retentions" && parts.size() == 2)
        return retention(parts.at(1), user.has_value());
    if (what != "projects")
        return refused(404, u"NOT_FOUND"_s, u"path %1 was not found"_s.arg(QString::fromLatin1(request.path)));
    if (parts.size() > 1)
        return inProject(request, parts.mid(1), user.has_value());

    QList<QJsonObject> rows;
    const QString wanted = request.parameter("name");
    for (const QString &name : visibleProjects(user.has_value())) {
        if (name.contains(wanted))
            rows.append(toJson(name, m_projects[name]));
    }
    return paged(request, rows);
}

/// As GET /repositories?sort=-update_time: those that changed last first.
HttpAnswer HarborSim::allRepositories(const HttpRequest &request, bool known) const
{
    QList<QJsonObject> rows;
    for (const QString &name : visibleProjects(known)) {
        const ProjectRow project = m_projects.value(name);
        for (auto it = project.repositories.cbegin(); it != project.repositories.cend(); ++it)
            rows.append(toJson(name, it.key(), it.value(), project.id * 1000 + rows.size() + 1));
    }
    const auto updated = [](const QJsonObject &row) { return row.value(u"update_time"_s).toString(); };
    if (request.parameter("sort") == u"-update_time")
        std::ranges::stable_sort(rows, std::ranges::greater(), updated);
    return paged(request, rows);
}

HttpAnswer HarborSim::systemInfo(bool known) const
{
    QJsonObject info{{u"auth_mode"_s, u"db_auth"_s}, {u"banner_message"_s, QString()}, {u"self_registration"_s, false},
        {u"primary_auth_mode"_s, false}, {u"oidc_provider_name"_s, QString()}};
    if (known) {
        info.insert(u"harbor_version"_s, m_version);
        info.insert(u"registry_url"_s, QString::fromLatin1(authority()));
        info.insert(u"external_url"_s, QString::fromLatin1(url()));
        info.insert(u"project_creation_restriction"_s, u"adminonly"_s);
        info.insert(u"has_ca_root"_s, false);
        info.insert(u"read_only"_s, false);
        info.insert(u"notification_enable"_s, true);
        info.insert(u"registry_storage_provider_name"_s, u"filesystem"_s);
        info.insert(u"current_time"_s, isoTime(clock().now()));
    }
    return HttpAnswer::json(info);
}

HttpAnswer HarborSim::currentUser(const QByteArrayList &parts, const std::optional<QString> &user) const
{
    if (!user)
        return refused(401, u"UNAUTHORIZED"_s, u"unauthorized"_s);
    if (parts.value(2) == "permissions") {
        const QJsonObject pull{{u"resource"_s, u"/project/1/repository"_s}, {u"action"_s, u"pull"_s}};
        const QJsonObject list{{u"resource"_s, u"/project/1/repository"_s}, {u"action"_s, u"list"_s}};
        return HttpAnswer::json(QJsonArray{pull, list});
    }
    return HttpAnswer::json(QJsonObject{{u"user_id"_s, 1}, {u"username"_s, *user}, {u"realname"_s, *user},
        {u"email"_s, *user + u"@example.cn"_s}, {u"sysadmin_flag"_s, *user == u"admin"}});
}

HttpAnswer HarborSim::retention(const QByteArray &id, bool known) const
{
    if (!known)
        return refused(401, u"UNAUTHORIZED"_s, u"unauthorized"_s);
    for (const ProjectRow &project : m_projects) {
        if (!project.retention.isEmpty() && project.id == id.toLongLong())
            return HttpAnswer::json(retentionJson(project));
    }
    return notFound(u"retention policy "_s + QString::fromLatin1(id));
}

HttpAnswer HarborSim::inProject(const HttpRequest &request, const QByteArrayList &parts, bool known) const
{
    const QString name = projectName(parts.first(), request);
    const auto project = m_projects.constFind(name);
    if (project == m_projects.cend())
        return notFound(u"project "_s + name);
    if (!known && !project->isPublic)
        return refused(401, u"UNAUTHORIZED"_s, u"unauthorized"_s);
    if (parts.size() == 1)
        return HttpAnswer::json(toJson(name, *project));
    if (parts[1] == "immutabletagrules" && parts.size() == 2) {
        QList<QJsonObject> rules;
        for (const KeepRow &row : project->immutable)
            rules.append(immutableJson(row, rules.size() + 1));
        return paged(request, rules);
    }
    if (parts[1] != "repositories")
        return notFound(u"path"_s);
    if (parts.size() == 2) {
        QList<QJsonObject> rows;
        for (auto it = project->repositories.cbegin(); it != project->repositories.cend(); ++it)
            rows.append(toJson(name, it.key(), it.value(), project->id * 1000 + rows.size() + 1));
        return paged(request, rows);
    }
    // The repository's name is encoded twice: a slash that was encoded once has become a path separator by now.
    const QString repository = decodeOnce(decodeOnce(parts[2]).toUtf8());
    const auto row = project->repositories.constFind(repository);
    if (row == project->repositories.cend() || (repository.contains(u'/') && !parts[2].contains("%252F")))
        return notFound(u"repository "_s + name + u'/' + repository);
    if (parts.size() == 3)
        return HttpAnswer::json(toJson(name, repository, *row, project->id * 1000));
    if (parts[3] != "artifacts")
        return notFound(u"path"_s);
    if (parts.size() == 4)
        return artifacts(request, *row);
    const ArtifactRow *artifact = row->find(decodeOnce(parts[4]));
    return artifact && parts.size() == 5 ? HttpAnswer::json(toJson(*artifact, 1, true, true)) : notFound(u"artifact"_s);
}

HttpAnswer HarborSim::artifacts(const HttpRequest &request, const RepositoryRow &repository) const
{
    const bool withTags = request.parameter("with_tag", u"true"_s) != u"false";
    const bool withScan = request.parameter("with_scan_overview") == u"true";
    QList<const ArtifactRow *> sorted;
    for (const ArtifactRow &artifact : repository.artifacts)
        sorted.append(&artifact);
    std::stable_sort(
        sorted.begin(), sorted.end(), [](const auto *a, const auto *b) { return a->pushedAt > b->pushedAt; });
    QList<QJsonObject> rows;
    for (const ArtifactRow *artifact : sorted)
        rows.append(toJson(*artifact, rows.size() + 1, withTags, withScan));
    return paged(request, rows);
}

QStringList HarborSim::visibleProjects(bool known) const
{
    QStringList names;
    for (auto it = m_projects.cbegin(); it != m_projects.cend(); ++it) {
        if (known || it->isPublic)
            names << it.key();
    }
    return names;
}

QString HarborSim::projectName(const QByteArray &nameOrId, const HttpRequest &request) const
{
    bool isNumber = false;
    const qint64 id = nameOrId.toLongLong(&isNumber);
    if (isNumber && request.header("x-is-resource-name") != "true") {
        for (auto it = m_projects.cbegin(); it != m_projects.cend(); ++it) {
            if (it->id == id)
                return it.key();
        }
    }
    return decodeOnce(nameOrId);
}

} // namespace opsdeck::sim
