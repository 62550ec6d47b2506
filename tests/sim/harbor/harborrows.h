// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

namespace opsdeck::sim::harbor {

// What the simulated Harbor holds. The registry's answers are made from the same rows, so both APIs agree.

/// What a scanner found. An empty status = never scanned.
struct ScanRow
{
    QString status; ///< Success, Running, Error
    QMap<QString, int> findings; ///< severity → number
    int fixable = 0;
};

struct ArtifactRow
{
    QByteArray manifest; ///< the digest is the SHA-256 of these bytes
    QByteArray mediaType = "application/vnd.docker.distribution.manifest.v2+json";
    QByteArray config; ///< the blob that the manifest names
    QStringList tags;
    qint64 size = 0; ///< bytes
    QDateTime pushedAt;
    QDateTime pulledAt; ///< invalid = never
    ScanRow scan;

    QString digest() const; ///< sha256:…
};

struct RepositoryRow
{
    QList<ArtifactRow> artifacts;
    qint64 pulls = 0;

    const ArtifactRow *find(const QString &tagOrDigest) const;
    /// Gives the tag to the artifact with this digest and takes it from any other, as a second push does.
    void moveTag(const QString &tag, const QString &digest);
};

/// A rule of retention or of immutable tags.
struct KeepRow
{
    QString word; ///< the template of a retention rule
    int amount = 0;
    QString tags = QStringLiteral("**"); ///< those that match; "!…" = all others
    QString repositories = QStringLiteral("**"); ///< likewise
    bool disabled = false;
};

struct ProjectRow
{
    qint64 id = 0;
    bool isPublic = false;
    QList<KeepRow> retention; ///< without a rule there is no policy; its number is the project's
    QString retentionCron; ///< empty = somebody has to start it
    QList<KeepRow> immutable;
    QMap<QString, RepositoryRow> repositories; ///< by name without the project's prefix; may hold slashes
};

/// An image with one layer; the text makes it differ from others.
ArtifactRow makeArtifact(const QString &repository, const QStringList &tags, const QByteArray &salt);

QString sha256Of(const QByteArray &bytes); ///< sha256:…

// The shapes of the API, version 2.0.

QJsonObject toJson(const QString &name, const ProjectRow &project);
QJsonObject toJson(const QString &project, const QString &name, const RepositoryRow &repository, qint64 id);
QJsonObject retentionJson(const ProjectRow &project);
QJsonObject immutableJson(const KeepRow &row, qint64 id);
QJsonObject toJson(const ArtifactRow &artifact, qint64 id, bool withTags, bool withScan);

} // namespace opsdeck::sim::harbor
