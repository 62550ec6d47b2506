// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/gitlab/gitlabwritesim.h"

#include <QCryptographicHash>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;
using namespace gitlab;

namespace {

HttpAnswer message(const QString &text, int status)
{
    return HttpAnswer::json(QJsonObject{{u"message"_s, text}}, status);
}

QString hashOf(const QByteArray &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex());
}

QJsonObject commitJson(const GitLabWriteSim::Commit &commit)
{
    QJsonArray parents;
    if (!commit.parent.isEmpty())
        parents.append(commit.parent);
    return {{u"id"_s, commit.sha}, {u"short_id"_s, commit.sha.left(8)}, {u"parent_ids"_s, parents},
        {u"title"_s, commit.message.section(u'\n', 0, 0)}, {u"message"_s, commit.message},
        {u"created_at"_s, u"2026-11-20T08:00:00.000+00:00"_s}};
}

const BranchRow *branchOf(const ProjectRow &project, const QString &name)
{
    const auto found = std::find_if(
        project.branches.cbegin(), project.branches.cend(), [&](const BranchRow &row) { return row.name == name; });
    return found == project.branches.cend() ? nullptr : &*found;
}

const TagRow *tagOf(const ProjectRow &project, const QString &name)
{
    const auto found
        = std::find_if(project.tags.cbegin(), project.tags.cend(), [&](const TagRow &row) { return row.name == name; });
    return found == project.tags.cend() ? nullptr : &*found;
}

} // namespace

QString GitLabWriteSim::add(ProjectRow &project, const QString &branch, const Files &changes, const QString &text)
{
    auto row = std::find_if(
        project.branches.begin(), project.branches.end(), [&](const BranchRow &each) { return each.name == branch; });
    if (row == project.branches.end())
        row = project.branches.insert(row, BranchRow{.name = branch});
    Commit commit = m_commits.value(row->commit);
    commit.parent = row->commit;
    commit.message = text;
    commit.sha
        = hashOf(project.path.toUtf8() + row->commit.toUtf8() + text.toUtf8() + QByteArray::number(m_commits.size()));
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        commit.files.insert(it.key(), it.value());
        commit.touched.insert(it.key(), commit.sha);
        if (it.value().isNull())
            commit.files.remove(it.key());
    }
    m_commits.insert(commit.sha, commit);
    row->commit = commit.sha;
    row->title = text.section(u'\n', 0, 0);
    return commit.sha;
}

QString GitLabWriteSim::push(const QString &project, const QString &branch, const Files &changes, const QString &text)
{
    return add(projects()[project], branch, changes, text);
}

QList<GitLabWriteSim::Commit> GitLabWriteSim::log(const QString &project, const QString &branch)
{
    QList<Commit> commits;
    for (QString at = head(project, branch); !at.isEmpty(); at = m_commits.value(at).parent)
        commits.append(m_commits.value(at));
    return commits;
}

QString GitLabWriteSim::head(const QString &project, const QString &branch)
{
    const BranchRow *found = branchOf(projects()[project], branch);
    return found ? found->commit : QString();
}

QByteArray GitLabWriteSim::file(const QString &project, const QString &branch, const QString &path)
{
    return m_commits.value(head(project, branch)).files.value(path);
}

const GitLabWriteSim::Commit *GitLabWriteSim::commitAt(const ProjectRow &project, const QString &ref) const
{
    QString sha = ref;
    if (const BranchRow *branch = branchOf(project, ref))
        sha = branch->commit;
    else if (const TagRow *tag = tagOf(project, ref))
        sha = tag->commit;
    const auto found = m_commits.constFind(sha);
    return found == m_commits.cend() ? nullptr : &*found;
}

HttpAnswer GitLabWriteSim::answer(const HttpRequest &request)
{
    const QByteArrayList parts = request.segments();
    const bool isKnown = QString::fromUtf8(request.header("private-token")) == token();
    if (parts.size() > 4 && parts[0] == "api" && parts[2] == "projects" && isKnown) {
        for (ProjectRow &project : projects()) {
            if (QByteArray::number(project.id) != parts[3] && project.path != decodeOnce(parts[3]))
                continue;
            if (const auto found = written(request, project, parts.mid(4)))
                return *found;
        }
    }
    return GitLabSim::answer(request);
}

std::optional<HttpAnswer> GitLabWriteSim::written(
    const HttpRequest &request, ProjectRow &project, const QByteArrayList &rest)
{
    if (rest[0] == "repository")
        return repository(request, project, rest.mid(1));
    if (rest[0] == "freeze_periods" && request.method == "GET")
        return freezeList();
    if (rest[0] == "jobs" && rest.value(2) == "trace") {
        const auto found = logs.constFind(rest[1].toLongLong());
        return found == logs.cend() ? message(u"404 Not found"_s, 404) : HttpAnswer::text(*found);
    }
    if (rest[0] != "pipelines" || rest.size() < 2)
        return std::nullopt;
    for (PipelineRow &pipeline : project.pipelines) {
        if (QByteArray::number(pipeline.id) != rest[1])
            continue;
        if (request.method == "POST" && rest.value(2) == "cancel")
            return cancel(pipeline, project);
        if (request.method == "GET" && rest.size() == 2 && onLook)
            onLook(pipeline);
    }
    return std::nullopt;
}

std::optional<HttpAnswer> GitLabWriteSim::repository(
    const HttpRequest &request, ProjectRow &project, const QByteArrayList &rest)
{
    const QByteArray what = rest.value(0);
    const QString name = decodeOnce(rest.value(1));
    const bool isPost = request.method == "POST";
    if (what == "files" && rest.size() == 2)
        return fileAt(project, name, request.parameter("ref"));
    if (what == "commits" && rest.size() == 1)
        return isPost ? commitFiles(request, project) : commitList(project, request.parameter("ref_name"));
    if (what == "tags" && rest.size() == 1 && isPost)
        return makeTag(request, project);
    if (what == "tags" && rest.size() == 2) {
        const TagRow *tag = tagOf(project, name);
        return tag ? HttpAnswer::json(toJson(*tag)) : message(u"404 Tag Not Found"_s, 404);
    }
    if (what == "branches" && rest.size() == 2) {
        const BranchRow *branch = branchOf(project, name);
        return branch ? HttpAnswer::json(toJson(*branch, project.defaultBranch, QString::fromLatin1(url())))
                      : message(u"404 Branch Not Found"_s, 404);
    }
    return std::nullopt;
}

HttpAnswer GitLabWriteSim::fileAt(const ProjectRow &project, const QString &path, const QString &ref) const
{
    const Commit *commit = commitAt(project, ref);
    if (!commit)
        return message(u"404 Commit Not Found"_s, 404);
    if (!commit->files.contains(path))
        return message(u"404 File Not Found"_s, 404);
    const QByteArray content = commit->files.value(path);
    return HttpAnswer::json(QJsonObject{{u"file_name"_s, path.section(u'/', -1)}, {u"file_path"_s, path},
        {u"size"_s, content.size()}, {u"encoding"_s, u"base64"_s},
        {u"content_sha256"_s,
            QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex())},
        {u"ref"_s, ref}, {u"blob_id"_s, hashOf(content)}, {u"commit_id"_s, commit->sha},
        {u"last_commit_id"_s, commit->touched.value(path)}, {u"execute_filemode"_s, false},
        {u"content"_s, QString::fromLatin1(content.toBase64())}});
}

HttpAnswer GitLabWriteSim::commitList(const ProjectRow &project, const QString &branch) const
{
    QJsonArray rows;
    for (const Commit *at = commitAt(project, branch); at && rows.size() < 100; at = commitAt(project, at->parent))
        rows.append(commitJson(*at));
    return HttpAnswer::json(rows);
}

HttpAnswer GitLabWriteSim::commitFiles(const HttpRequest &request, ProjectRow &project)
{
    if (onCommit)
        onCommit();
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString branch = body[u"branch"_s].toString();
    const Commit *now = commitAt(project, branch);
    if (!now)
        return message(u"You can only create or edit files when you are on a branch"_s, 400);
    Files changes;
    for (const QJsonValue value : body[u"actions"_s].toArray()) {
        const QJsonObject action = value.toObject();
        const QString path = action[u"file_path"_s].toString();
        if (!now->files.contains(path))
            return message(u"A file with this name doesn't exist"_s, 400);
        // As GitLab does: a commit that the repository does not have is passed over.
        const QString last = action[u"last_commit_id"_s].toString();
        if (m_commits.contains(last) && last != now->touched.value(path))
            return message(
                u"You are attempting to update a file that has changed since you started editing it."_s, 400);
        const QByteArray content = action[u"content"_s].toString().toUtf8();
        changes.insert(path, action[u"encoding"_s].toString() == u"base64" ? QByteArray::fromBase64(content) : content);
    }
    const QString sha = add(project, branch, changes, body[u"commit_message"_s].toString());
    return HttpAnswer::json(commitJson(m_commits.value(sha)), 201);
}

HttpAnswer GitLabWriteSim::makeTag(const HttpRequest &request, ProjectRow &project)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString name = body[u"tag_name"_s].toString();
    if (tagOf(project, name))
        return message(u"Tag %1 already exists"_s.arg(name), 400);
    const Commit *commit = commitAt(project, body[u"ref"_s].toString());
    if (!commit)
        return message(u"Target %1 is invalid"_s.arg(body[u"ref"_s].toString()), 400);
    TagRow tag{.name = name, .commit = commit->sha, .message = body[u"message"_s].toString()};
    tag.committedAt = clock().now();
    project.tags.append(tag);
    if (tagsMakePipelines) {
        PipelineRow pipeline = nextPipeline;
        pipeline.id = ++m_lastPipeline;
        pipeline.ref = name;
        pipeline.sha = commit->sha;
        pipeline.createdAt = clock().now();
        pipeline.updatedAt = pipeline.createdAt;
        project.pipelines.append(pipeline);
    }
    return HttpAnswer::json(toJson(tag), 201);
}

HttpAnswer GitLabWriteSim::cancel(PipelineRow &pipeline, const ProjectRow &project) const
{
    pipeline.status = cancelledStatus;
    for (JobRow &job : pipeline.jobs) {
        if (job.status != u"success" && job.status != u"failed")
            job.status = cancelledStatus;
    }
    return HttpAnswer::json(toDetailJson(pipeline, project.id, QString::fromLatin1(url()) + u'/' + project.path), 201);
}

HttpAnswer GitLabWriteSim::freezeList() const
{
    QJsonArray rows;
    for (const Freeze &freeze : freezes) {
        rows.append(QJsonObject{{u"id"_s, rows.size() + 1}, {u"freeze_start"_s, freeze.start},
            {u"freeze_end"_s, freeze.end}, {u"cron_timezone"_s, freeze.zone},
            {u"created_at"_s, u"2026-05-15T17:03:35.702Z"_s}, {u"updated_at"_s, u"2026-05-15T17:03:35.702Z"_s}});
    }
    return HttpAnswer::json(rows);
}

} // namespace opsdeck::sim
