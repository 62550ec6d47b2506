// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/rowsql.h"

namespace opsdeck::store {

template <> struct Row<Project>
{
    static constexpr RowKind kind = RowKind::Git;
    static constexpr const char *table = "project";
    static constexpr Columns keys{"id"};
    static constexpr Columns values{"path", "name", "default_branch", "web_url", "last_activity_at"};
    static auto fields(auto &p) { return std::tie(p.id, p.path, p.name, p.defaultBranch, p.webUrl, p.lastActivityAt); }
};

template <> struct Row<Branch>
{
    static constexpr RowKind kind = RowKind::Git;
    static constexpr const char *table = "branch";
    static constexpr Columns keys{"project", "name"};
    static constexpr Columns values{"commit_sha", "committed_at", "is_protected", "merged"};
    static auto fields(auto &b)
    {
        return std::tie(b.project, b.name, b.commit, b.committedAt, b.isProtected, b.merged);
    }
};

template <> struct Row<Tag>
{
    static constexpr RowKind kind = RowKind::Git;
    static constexpr const char *table = "tag";
    static constexpr Columns keys{"project", "name"};
    static constexpr Columns values{"commit_sha", "message", "committed_at"};
    static auto fields(auto &t) { return std::tie(t.project, t.name, t.commit, t.message, t.committedAt); }
};

template <> struct Row<Release>
{
    static constexpr RowKind kind = RowKind::Git;
    static constexpr const char *table = "git_release";
    static constexpr Columns keys{"project", "tag"};
    static constexpr Columns values{"name", "commit_sha", "released_at"};
    static auto fields(auto &r) { return std::tie(r.project, r.tag, r.name, r.commit, r.releasedAt); }
};

template <> struct Row<Pipeline>
{
    static constexpr RowKind kind = RowKind::Git;
    static constexpr const char *table = "pipeline";
    static constexpr Columns keys{"project", "id"};
    static constexpr Columns values{"ref", "sha", "status", "origin", "web_url", "created_at", "updated_at", "jobs"};
    static auto fields(auto &p)
    {
        return std::tie(p.project, p.id, p.ref, p.sha, p.status, p.origin, p.webUrl, p.createdAt, p.updatedAt, p.jobs);
    }
};

template <> struct Row<MergeRequest>
{
    static constexpr RowKind kind = RowKind::Git;
    static constexpr const char *table = "merge_request";
    static constexpr Columns keys{"project", "iid"};
    static constexpr Columns values{"title", "state", "author", "source_branch", "target_branch", "merge_commit",
        "web_url", "created_at", "updated_at", "merged_at"};
    static auto fields(auto &m)
    {
        return std::tie(m.project, m.iid, m.title, m.state, m.author, m.sourceBranch, m.targetBranch, m.mergeCommit,
            m.webUrl, m.createdAt, m.updatedAt, m.mergedAt);
    }
};

template <> struct Row<GitEnvironment>
{
    static constexpr RowKind kind = RowKind::Git;
    static constexpr const char *table = "git_environment";
    static constexpr Columns keys{"project", "id"};
    static constexpr Columns values{"name", "state", "external_url"};
    static auto fields(auto &e) { return std::tie(e.project, e.id, e.name, e.state, e.externalUrl); }
};

template <> struct Row<GitDeployment>
{
    static constexpr RowKind kind = RowKind::Git;
    static constexpr const char *table = "git_deployment";
    static constexpr Columns keys{"project", "id"};
    static constexpr Columns values{"environment", "ref", "sha", "status", "deployed_by", "created_at", "updated_at"};
    static auto fields(auto &d)
    {
        return std::tie(d.project, d.id, d.environment, d.ref, d.sha, d.status, d.by, d.createdAt, d.updatedAt);
    }
};

QList<Project> projects(Database &db);
QList<Pipeline> newestPipelines(Database &db, const SourceId &source, qint64 project, int limit);
QList<Tag> tagsOf(Database &db, const SourceId &source, qint64 project);
QList<Release> releasesOf(Database &db, const SourceId &source, qint64 project);
/// The last touched first.
QList<MergeRequest> mergeRequestsOf(Database &db, const SourceId &source, qint64 project, int limit);
QList<GitDeployment> newestDeployments(Database &db, const SourceId &source, qint64 project, int limit);

} // namespace opsdeck::store
