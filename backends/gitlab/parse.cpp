// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/parse.h"

#include "backends/json/json.h"

#include <QHash>

#include <algorithm>

namespace opsdeck::gitlab {

using json::Fields;

namespace {

QString author(Fields person)
{
    const QString login = person.textOr("username");
    return login.isEmpty() ? person.textOr("name") : login;
}

Project project(Fields fields, const Scope &scope)
{
    return {.source = scope.source,
        .id = fields.integer("id"),
        .path = fields.text("path_with_namespace"),
        .name = fields.textOr("name"),
        .defaultBranch = fields.textOr("default_branch"),
        .webUrl = fields.textOr("web_url"),
        .lastActivityAt = fields.timeOr("last_activity_at")};
}

Branch branch(Fields fields, const Scope &scope)
{
    Fields commit = fields.object("commit");
    return {.source = scope.source,
        .project = scope.project,
        .name = fields.text("name"),
        .commit = commit.textOr("id"),
        .committedAt = commit.timeOr("committed_date"),
        .isProtected = fields.flagOr("protected"),
        .merged = fields.flagOr("merged")};
}

Tag tag(Fields fields, const Scope &scope)
{
    // "target" of an annotated tag is the tag object, so the commit counts.
    Fields commit = fields.object("commit");
    return {.source = scope.source,
        .project = scope.project,
        .name = fields.text("name"),
        .commit = commit.textOr("id", fields.textOr("target")),
        .message = fields.textOr("message"),
        .committedAt = commit.timeOr("committed_date")};
}

Release release(Fields fields, const Scope &scope)
{
    const QString tagName = fields.text("tag_name");
    const QString name = fields.textOr("name");
    return {.source = scope.source,
        .project = scope.project,
        .tag = tagName,
        .name = name.isEmpty() ? tagName : name,
        .commit = fields.object("commit").textOr("id"),
        .releasedAt = fields.timeOr("released_at")};
}

Pipeline pipeline(Fields fields, const Scope &scope)
{
    return {.source = scope.source,
        .project = scope.project,
        .id = fields.integer("id"),
        .ref = fields.textOr("ref"),
        .sha = fields.textOr("sha"),
        .status = fields.text("status"),
        .origin = fields.textOr("source"),
        .webUrl = fields.textOr("web_url"),
        .createdAt = fields.timeOr("created_at"),
        .updatedAt = fields.timeOr("updated_at"),
        .jobs = {}};
}

Job job(Fields fields, const Scope &)
{
    return {.id = fields.integer("id"),
        .stage = fields.textOr("stage"),
        .name = fields.text("name"),
        .status = fields.text("status"),
        .duration = fields.numberOr("duration"),
        .queued = fields.numberOr("queued_duration")};
}

MergeRequest mergeRequest(Fields fields, const Scope &scope)
{
    // A squashed fast-forward merge has no merge commit; the squashed one is then what landed.
    const QString merge = fields.textOr("merge_commit_sha");
    return {.source = scope.source,
        .project = scope.project,
        .iid = fields.integer("iid"),
        .title = fields.textOr("title"),
        .state = fields.text("state"),
        .author = author(fields.object("author")),
        .sourceBranch = fields.textOr("source_branch"),
        .targetBranch = fields.textOr("target_branch"),
        .mergeCommit = merge.isEmpty() ? fields.textOr("squash_commit_sha") : merge,
        .webUrl = fields.textOr("web_url"),
        .createdAt = fields.timeOr("created_at"),
        .updatedAt = fields.timeOr("updated_at"),
        .mergedAt = fields.timeOr("merged_at")};
}

GitEnvironment environment(Fields fields, const Scope &scope)
{
    return {.source = scope.source,
        .project = scope.project,
        .id = fields.integer("id"),
        .name = fields.text("name"),
        .state = fields.textOr("state"),
        .externalUrl = fields.textOr("external_url")};
}

GitDeployment deployment(Fields fields, const Scope &scope)
{
    return {.source = scope.source,
        .project = scope.project,
        .id = fields.integer("id"),
        .environment = fields.object("environment").textOr("name"),
        .ref = fields.textOr("ref"),
        .sha = fields.textOr("sha"),
        .status = fields.textOr("status"),
        .by = author(fields.object("user")),
        .createdAt = fields.timeOr("created_at"),
        .updatedAt = fields.timeOr("updated_at")};
}

template <typename T>
Result<QList<T>> rows(const QByteArray &body, const Scope &scope, const char *what, T (*row)(Fields, const Scope &))
{
    const auto document = json::Document::parse(body, scope.source.text());
    if (!document)
        return tl::unexpected(document.error());
    const auto elements = json::toList(document->root());
    QString fault = elements ? QString() : QStringLiteral("%1: expected an array").arg(QLatin1StringView(what));
    QList<T> all;
    for (const json::Element &element : elements.value_or(QList<json::Element>())) {
        const QByteArray where = QByteArray(what) + '[' + QByteArray::number(all.size()) + ']';
        all.append(row(Fields(element, fault, where), scope));
    }
    return json::checked(std::move(all), fault, scope.source.text());
}

} // namespace

Result<SourceIdentity> parseVersion(const QByteArray &body, const Scope &scope)
{
    const auto document = json::Document::parse(body, scope.source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    const SourceIdentity identity{QStringLiteral("GitLab"), Fields(document->root(), fault).text("version")};
    return json::checked(identity, fault, scope.source.text());
}

Result<QList<Phrase>> parseToken(const QByteArray &body, const Scope &scope)
{
    const auto document = json::Document::parse(body, scope.source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    Fields fields(document->root(), fault);
    const QStringList scopes = fields.texts("scopes");
    const char *may = scopes.contains(QStringLiteral("api"))
        ? QT_TRANSLATE_NOOP("Phrase", "the token may read and change (%1)")
        : QT_TRANSLATE_NOOP("Phrase", "the token may only look (%1)");
    QList<Phrase> rights{Phrase(may, {scopes.join(QStringLiteral(", "))})};
    if (const QString end = fields.textOr("expires_at").left(10); !end.isEmpty())
        rights.append(Phrase(QT_TRANSLATE_NOOP("Phrase", "the token expires on %1"), {end}));
    return json::checked(rights, fault, scope.source.text());
}

Result<Project> parseProject(const QByteArray &body, const Scope &scope)
{
    const auto document = json::Document::parse(body, scope.source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    const Project value = project(Fields(document->root(), fault, "project"), scope);
    return json::checked(value, fault, scope.source.text());
}

Result<QList<Project>> parseProjects(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "projects", project);
}

Result<QList<Branch>> parseBranches(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "branches", branch);
}

Result<QList<Tag>> parseTags(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "tags", tag);
}

Result<QList<Release>> parseReleases(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "releases", release);
}

Result<QList<Pipeline>> parsePipelines(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "pipelines", pipeline);
}

Result<QList<Job>> parseJobs(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "jobs", job);
}

Result<QList<MergeRequest>> parseMergeRequests(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "merge_requests", mergeRequest);
}

Result<QList<GitEnvironment>> parseEnvironments(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "environments", environment);
}

Result<QList<GitDeployment>> parseDeployments(const QByteArray &body, const Scope &scope)
{
    return rows(body, scope, "deployments", deployment);
}

QList<Job> inStageOrder(QList<Job> all)
{
    std::ranges::sort(all, {}, &Job::id);
    QHash<QString, qint64> stageBegins;
    QHash<std::pair<QString, QString>, Job> last;
    for (const Job &one : std::as_const(all)) {
        if (!stageBegins.contains(one.stage))
            stageBegins.insert(one.stage, one.id);
        last.insert({one.stage, one.name}, one);
    }
    QList<Job> ordered = last.values();
    std::ranges::sort(ordered, {}, [&](const Job &one) { return std::pair(stageBegins.value(one.stage), one.id); });
    return ordered;
}

} // namespace opsdeck::gitlab
