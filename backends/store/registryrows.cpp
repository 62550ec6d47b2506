// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/registryrows.h"

namespace opsdeck::store {

QList<Artifact> artifacts(Database &db)
{
    static const std::string sql = select<Artifact>("ORDER BY source, repository, pushed_at DESC, digest");
    return readAll<Artifact>(db, sql);
}

QList<Artifact> runningArtifacts(Database &db)
{
    static const std::string sql = select<Artifact>(
        "WHERE digest IN (SELECT digest FROM container) ORDER BY source, repository, pushed_at DESC, digest");
    return readAll<Artifact>(db, sql);
}

} // namespace opsdeck::store
