// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/gitlab/gitlabrows.h"

#include "tests/sim/http/message.h"
#include "tests/sim/stablehash.h"

#include <QJsonArray>

namespace opsdeck::sim::gitlab {

using namespace Qt::StringLiterals;

namespace {

QString numbered(const QString &text, qint64 number)
{
    return text + QString::number(number);
}

QJsonObject userJson(const QString &name)
{
    return {{u"id"_s, qint64(stableHash(name.toUtf8()) % 900 + 1)}, {u"username"_s, name}, {u"name"_s, name},
        {u"state"_s, u"active"_s}, {u"avatar_url"_s, QJsonValue::Null}};
}

QJsonObject commitJson(const QString &sha, const QString &title, const QString &author, const QDateTime &at)
{
    // Commit times come with an offset in real answers, not with Z.
    const QString time = at.isValid() ? at.toOffsetFromUtc(8 * 3600).toString(Qt::ISODateWithMs) : QString();
    return {{u"id"_s, sha}, {u"short_id"_s, sha.left(8)}, {u"title"_s, title}, {u"message"_s, title + u'\n'},
        {u"author_name"_s, author}, {u"authored_date"_s, time}, {u"committed_date"_s, time}, {u"created_at"_s, time},
        {u"parent_ids"_s, QJsonArray{}}};
}

/// A pipeline as it stands in a job: without its name.
QJsonObject basicJson(const PipelineRow &pipeline, qint64 project, const QString &web)
{
    return {{u"id"_s, pipeline.id}, {u"iid"_s, pipeline.id % 10'000}, {u"project_id"_s, project},
        {u"ref"_s, pipeline.ref}, {u"sha"_s, pipeline.sha}, {u"status"_s, pipeline.status},
        {u"source"_s, pipeline.source}, {u"created_at"_s, isoOrNull(pipeline.createdAt)},
        {u"updated_at"_s, isoOrNull(pipeline.updatedAt)},
        {u"web_url"_s, numbered(web + u"/-/pipelines/"_s, pipeline.id)}};
}

} // namespace

QJsonObject toJson(const ProjectRow &project, const QString &server)
{
    const QString name = project.path.section(u'/', -1);
    const QString space = project.path.section(u'/', 0, -2);
    const QString web = server + u'/' + project.path;
    return {{u"id"_s, project.id}, {u"name"_s, name}, {u"path"_s, name}, {u"path_with_namespace"_s, project.path},
        {u"name_with_namespace"_s, QString(project.path).replace(u"/"_s, u" / "_s)},
        {u"description"_s, project.description}, {u"default_branch"_s, project.defaultBranch},
        {u"created_at"_s, isoOrNull(project.createdAt)}, {u"last_activity_at"_s, isoOrNull(project.lastActivityAt)},
        {u"web_url"_s, web}, {u"http_url_to_repo"_s, web + u".git"_s}, {u"archived"_s, project.archived},
        {u"visibility"_s, u"private"_s}, {u"topics"_s, QJsonArray{}},
        {u"namespace"_s, QJsonObject{{u"name"_s, space}, {u"full_path"_s, space}, {u"kind"_s, u"group"_s}}}};
}

QJsonObject toJson(const PipelineRow &pipeline, qint64 project, const QString &web)
{
    QJsonObject json = basicJson(pipeline, project, web);
    json.insert(u"name"_s, QJsonValue::Null);
    return json;
}

QJsonObject toDetailJson(const PipelineRow &pipeline, qint64 project, const QString &web)
{
    QJsonObject json = toJson(pipeline, project, web);
    double duration = 0;
    for (const JobRow &job : pipeline.jobs)
        duration += job.duration;
    const bool ended = pipeline.status == u"success" || pipeline.status == u"failed" || pipeline.status == u"canceled";
    json.insert(u"before_sha"_s, QString(40, u'0'));
    json.insert(u"tag"_s, pipeline.ref.contains(u'.'));
    json.insert(u"yaml_errors"_s, QJsonValue::Null);
    json.insert(u"user"_s, userJson(pipeline.user));
    json.insert(u"started_at"_s, isoOrNull(pipeline.createdAt));
    json.insert(u"finished_at"_s, ended ? isoOrNull(pipeline.updatedAt) : QJsonValue(QJsonValue::Null));
    json.insert(u"duration"_s, ended ? QJsonValue(int(duration)) : QJsonValue(QJsonValue::Null));
    json.insert(u"coverage"_s, QJsonValue::Null);
    return json;
}

QJsonObject toJson(const JobRow &job, const PipelineRow &pipeline, qint64 project, const QString &web)
{
    const bool begun = job.duration > 0;
    return {{u"id"_s, job.id}, {u"name"_s, job.name}, {u"stage"_s, job.stage}, {u"status"_s, job.status},
        {u"ref"_s, pipeline.ref}, {u"tag"_s, pipeline.ref.contains(u'.')}, {u"allow_failure"_s, false},
        {u"created_at"_s, isoOrNull(pipeline.createdAt)},
        {u"started_at"_s, begun ? isoOrNull(pipeline.createdAt) : QJsonValue(QJsonValue::Null)},
        {u"finished_at"_s, begun ? isoOrNull(pipeline.updatedAt) : QJsonValue(QJsonValue::Null)},
        {u"duration"_s, begun ? QJsonValue(job.duration) : QJsonValue(QJsonValue::Null)},
        {u"queued_duration"_s, job.queued}, {u"coverage"_s, QJsonValue::Null}, {u"user"_s, userJson(pipeline.user)},
        {u"commit"_s, commitJson(pipeline.sha, {}, pipeline.user, pipeline.createdAt)},
        {u"pipeline"_s, basicJson(pipeline, project, web)}, {u"web_url"_s, numbered(web + u"/-/jobs/"_s, job.id)},
        {u"artifacts"_s, QJsonArray{}}, {u"runner"_s, QJsonValue::Null}};
}

QJsonObject toJson(const MergeRequestRow &request, qint64 project, const QString &web)
{
    return {{u"id"_s, project * 100'000 + request.iid}, {u"iid"_s, request.iid}, {u"project_id"_s, project},
        {u"title"_s, request.title}, {u"state"_s, request.state}, {u"author"_s, userJson(request.author)},
        {u"source_branch"_s, request.sourceBranch}, {u"target_branch"_s, request.targetBranch}, {u"sha"_s, request.sha},
        {u"merge_commit_sha"_s,
            request.mergeCommit.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(request.mergeCommit)},
        {u"squash_commit_sha"_s, QJsonValue::Null}, {u"created_at"_s, isoOrNull(request.createdAt)},
        {u"updated_at"_s, isoOrNull(request.updatedAt)}, {u"merged_at"_s, isoOrNull(request.mergedAt)},
        {u"draft"_s, false}, {u"labels"_s, QJsonArray{}}, {u"detailed_merge_status"_s, u"mergeable"_s},
        {u"web_url"_s, numbered(web + u"/-/merge_requests/"_s, request.iid)}};
}

QJsonObject toJson(const BranchRow &branch, const QString &defaultBranch, const QString &web)
{
    return {{u"name"_s, branch.name}, {u"merged"_s, branch.merged}, {u"protected"_s, branch.isProtected},
        {u"default"_s, branch.name == defaultBranch}, {u"can_push"_s, !branch.isProtected},
        {u"commit"_s, commitJson(branch.commit, branch.title, branch.author, branch.committedAt)},
        {u"web_url"_s, web + u"/-/tree/"_s + branch.name}};
}

QJsonObject toJson(const TagRow &tag)
{
    return {{u"name"_s, tag.name}, {u"message"_s, tag.message}, {u"target"_s, tag.commit}, {u"protected"_s, true},
        {u"release"_s, QJsonValue::Null}, {u"created_at"_s, isoOrNull(tag.committedAt)},
        {u"commit"_s, commitJson(tag.commit, tag.message, {}, tag.committedAt)}};
}

QJsonObject toJson(const ReleaseRow &release, const QString &web)
{
    return {{u"tag_name"_s, release.tag}, {u"name"_s, release.name}, {u"description"_s, release.description},
        {u"created_at"_s, isoOrNull(release.releasedAt)}, {u"released_at"_s, isoOrNull(release.releasedAt)},
        {u"upcoming_release"_s, false}, {u"author"_s, userJson(release.author)},
        {u"commit"_s, commitJson(release.commit, release.name, release.author, release.releasedAt)},
        {u"assets"_s, QJsonObject{{u"count"_s, 0}, {u"links"_s, QJsonArray{}}, {u"sources"_s, QJsonArray{}}}},
        {u"_links"_s, QJsonObject{{u"self"_s, web + u"/-/releases/"_s + release.tag}}}};
}

QJsonObject toJson(const EnvironmentRow &environment)
{
    const bool hasUrl = !environment.externalUrl.isEmpty();
    return {{u"id"_s, environment.id}, {u"name"_s, environment.name}, {u"slug"_s, environment.name},
        {u"state"_s, environment.state}, {u"tier"_s, environment.name},
        {u"external_url"_s, hasUrl ? QJsonValue(environment.externalUrl) : QJsonValue(QJsonValue::Null)}};
}

QJsonObject toJson(const DeploymentRow &deployment, qint64 iid)
{
    return {{u"id"_s, deployment.id}, {u"iid"_s, iid}, {u"ref"_s, deployment.ref}, {u"sha"_s, deployment.sha},
        {u"status"_s, deployment.status}, {u"created_at"_s, isoOrNull(deployment.createdAt)},
        {u"updated_at"_s, isoOrNull(deployment.updatedAt)}, {u"user"_s, userJson(deployment.user)},
        {u"environment"_s, QJsonObject{{u"name"_s, deployment.environment}}}, {u"deployable"_s, QJsonValue::Null}};
}

} // namespace opsdeck::sim::gitlab
