// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QDateTime>
#include <QStringList>

namespace opsdeck {

// What a GitLab tells. Every value carries its source, because a company can have several. Statuses are kept as the
// server's own words: unknown ones must pass through.

struct Project
{
    SourceId source;
    qint64 id = 0;
    QString path; ///< group/sub/name
    QString name;
    QString defaultBranch;
    QString webUrl;
    QDateTime lastActivityAt;

    bool operator==(const Project &) const = default;
};

struct Branch
{
    SourceId source;
    qint64 project = 0;
    QString name;
    QString commit;
    QDateTime committedAt;
    bool isProtected = false;
    bool merged = false;

    bool operator==(const Branch &) const = default;
};

struct Tag
{
    SourceId source;
    qint64 project = 0;
    QString name;
    QString commit;
    QString message;
    QDateTime committedAt;

    bool operator==(const Tag &) const = default;
};

struct Release
{
    SourceId source;
    qint64 project = 0;
    QString tag;
    QString name;
    QString commit;
    QDateTime releasedAt;

    bool operator==(const Release &) const = default;
};

struct Job
{
    qint64 id = 0;
    QString stage;
    QString name;
    QString status;
    double duration = 0; ///< seconds
    double queued = 0; ///< seconds

    bool operator==(const Job &) const = default;
};

struct Pipeline
{
    SourceId source;
    qint64 project = 0;
    qint64 id = 0;
    QString ref;
    QString sha;
    QString status;
    QString origin; ///< push, schedule, merge_request_event, …
    QString webUrl;
    QDateTime createdAt;
    QDateTime updatedAt;
    QList<Job> jobs; ///< in stage order

    bool operator==(const Pipeline &) const = default;
};

struct MergeRequest
{
    SourceId source;
    qint64 project = 0;
    qint64 iid = 0;
    QString title;
    QString state; ///< opened, closed, locked, merged
    QString author;
    QString sourceBranch;
    QString targetBranch;
    QString mergeCommit;
    QString webUrl;
    QDateTime createdAt;
    QDateTime updatedAt;
    QDateTime mergedAt;

    bool operator==(const MergeRequest &) const = default;
};

struct GitEnvironment
{
    SourceId source;
    qint64 project = 0;
    qint64 id = 0;
    QString name;
    QString state;
    QString externalUrl;

    bool operator==(const GitEnvironment &) const = default;
};

struct GitDeployment
{
    SourceId source;
    qint64 project = 0;
    qint64 id = 0;
    QString environment;
    QString ref;
    QString sha;
    QString status;
    QString by;
    QDateTime createdAt;
    QDateTime updatedAt;

    bool operator==(const GitDeployment &) const = default;
};

} // namespace opsdeck
