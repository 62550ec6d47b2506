// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace opsdeck::sim::gitlab {

// What the simulated GitLab holds. Plain rows: a test edits them between two requests. Times are UTC.

struct JobRow
{
    qint64 id = 0;
    QString stage;
    QString name;
    QString status = QStringLiteral("success");
    double duration = 0; ///< seconds
    double queued = 0; ///< seconds
    bool retried = false; ///< hidden unless include_retried
};

struct PipelineRow
{
    qint64 id = 0;
    QString ref;
    QString sha;
    QString status = QStringLiteral("success");
    QString source = QStringLiteral("push");
    QString user;
    QDateTime createdAt;
    QDateTime updatedAt;
    QList<JobRow> jobs; ///< in stage order
};

struct MergeRequestRow
{
    qint64 iid = 0;
    QString title;
    QString state = QStringLiteral("opened");
    QString author;
    QString sourceBranch;
    QString targetBranch = QStringLiteral("main");
    QString sha;
    QString mergeCommit;
    QDateTime createdAt;
    QDateTime updatedAt;
    QDateTime mergedAt;
};

struct BranchRow
{
    QString name;
    QString commit;
    QString title; ///< of the commit
    QString author;
    QDateTime committedAt;
    bool isProtected = false;
    bool merged = false;
};

struct TagRow
{
    QString name;
    QString commit;
    QString message;
    QDateTime committedAt;
};

struct ReleaseRow
{
    QString tag;
    QString name;
    QString description;
    QString commit;
    QString author;
    QDateTime releasedAt;
};

struct EnvironmentRow
{
    qint64 id = 0;
    QString name;
    QString state = QStringLiteral("available");
    QString externalUrl;
};

struct DeploymentRow
{
    qint64 id = 0;
    QString environment;
    QString ref;
    QString sha;
    QString status = QStringLiteral("success");
    QString user;
    QDateTime createdAt;
    QDateTime updatedAt;
};

struct ProjectRow
{
    qint64 id = 0;
    QString path; ///< group/sub/name
    QString description;
    QString defaultBranch = QStringLiteral("main");
    bool archived = false;
    QDateTime createdAt;
    QDateTime lastActivityAt;
    QList<PipelineRow> pipelines;
    QList<MergeRequestRow> mergeRequests;
    QList<BranchRow> branches;
    QList<TagRow> tags;
    QList<ReleaseRow> releases;
    QList<EnvironmentRow> environments;
    QList<DeploymentRow> deployments;
};

// The shapes of the REST API, version 4. `web` is the project's page.

QJsonObject toJson(const ProjectRow &project, const QString &server);
QJsonObject toJson(const PipelineRow &pipeline, qint64 project, const QString &web);
QJsonObject toDetailJson(const PipelineRow &pipeline, qint64 project, const QString &web);
QJsonObject toJson(const JobRow &job, const PipelineRow &pipeline, qint64 project, const QString &web);
QJsonObject toJson(const MergeRequestRow &request, qint64 project, const QString &web);
QJsonObject toJson(const BranchRow &branch, const QString &defaultBranch, const QString &web);
QJsonObject toJson(const TagRow &tag);
QJsonObject toJson(const ReleaseRow &release, const QString &web);
QJsonObject toJson(const EnvironmentRow &environment);
QJsonObject toJson(const DeploymentRow &deployment, qint64 iid);

} // namespace opsdeck::sim::gitlab
