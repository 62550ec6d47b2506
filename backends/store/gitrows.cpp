// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/gitrows.h"

namespace opsdeck::store {

QList<Project> projects(Database &db)
{
    static const std::string sql = select<Project>("ORDER BY path, source");
    return readAll<Project>(db, sql);
}

QList<Pipeline> newestPipelines(Database &db, const SourceId &source, qint64 project, int limit)
{
    static const std::string sql = select<Pipeline>("WHERE source = ? AND project = ? ORDER BY id DESC LIMIT ?");
    return readAll<Pipeline>(db, sql, source, project, limit);
}

QList<Tag> tagsOf(Database &db, const SourceId &source, qint64 project)
{
    static const std::string sql = select<Tag>("WHERE source = ? AND project = ? ORDER BY committed_at DESC, name");
    return readAll<Tag>(db, sql, source, project);
}

QList<Release> releasesOf(Database &db, const SourceId &source, qint64 project)
{
    static const std::string sql = select<Release>("WHERE source = ? AND project = ? ORDER BY released_at DESC, tag");
    return readAll<Release>(db, sql, source, project);
}

QList<MergeRequest> mergeRequestsOf(Database &db, const SourceId &source, qint64 project, int limit)
{
    static const std::string sql
        = select<MergeRequest>("WHERE source = ? AND project = ? ORDER BY updated_at DESC, iid DESC LIMIT ?");
    return readAll<MergeRequest>(db, sql, source, project, limit);
}

QList<GitDeployment> newestDeployments(Database &db, const SourceId &source, qint64 project, int limit)
{
    static const std::string sql = select<GitDeployment>("WHERE source = ? AND project = ? ORDER BY id DESC LIMIT ?");
    return readAll<GitDeployment>(db, sql, source, project, limit);
}

} // namespace opsdeck::store
