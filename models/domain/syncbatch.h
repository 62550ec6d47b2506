// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/annotation.h"
#include "models/domain/container.h"
#include "models/domain/gitlab.h"

#include <variant>

namespace opsdeck {

/// Everything the source has in this scope: rows of the same source and scope that are not here are gone.
template <typename T> struct Snapshot
{
    QList<T> rows;
    qint64 scope = 0; ///< GitLab: the project id for per-project lists, else 0
    QString place; ///< artifacts: the repository; else empty
};

/// New or changed rows; all others stay.
template <typename T> struct Upsert
{
    QList<T> rows;
};

using SyncRows = std::variant<Snapshot<Alert>, Snapshot<Silence>, Snapshot<AlertRule>, Upsert<Project>,
    Snapshot<Branch>, Snapshot<Tag>, Upsert<Release>, Upsert<Pipeline>, Upsert<MergeRequest>, Snapshot<GitEnvironment>,
    Upsert<GitDeployment>, Snapshot<RegistryProject>, Snapshot<RegistryRepository>, Upsert<Artifact>,
    Snapshot<Container>, Snapshot<HostImage>, Snapshot<EngineInfo>, Snapshot<Release>, Snapshot<Artifact>,
    Snapshot<Annotation>>;

/// One step of a sync: rows, and the cursor that is true once they are stored. Both are committed in one transaction,
/// so a sync can be killed anywhere. The cursor's content is the source's own business.
struct SyncBatch
{
    QList<SyncRows> rows;
    QByteArray cursor;
    bool more = false; ///< call again at once with this cursor
};

} // namespace opsdeck
