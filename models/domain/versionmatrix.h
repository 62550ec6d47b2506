// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/container.h"
#include "models/domain/freshness.h"
#include "models/domain/workspace.h"

namespace opsdeck {

/// What one module is on one host where it is placed.
struct HostVersion
{
    enum class Presence
    {
        Running,
        Missing, ///< the host answers, and no container of the module runs there
        Unknown ///< the host does not answer, and nothing is known
    };

    HostId host;
    Presence presence = Presence::Unknown;
    Freshness freshness = Freshness::Never; ///< of the host
    QDateTime lastSuccess;
    QString container;
    QString image; ///< as it was asked for
    Digest digest; ///< empty where the image never came from a registry
    QString tag; ///< a tag of this digest in the registry; empty where none points at it
    bool tagMoved = false; ///< the tag it was started by stands for another digest now
    Health health = Health::None;
    QDateTime createdAt;

    /// What to compare hosts by: the digest, or the engine's image id where there is none.
    QString contentId() const { return digest.isEmpty() ? imageId : digest.text(); }
    QString imageId;

    bool operator==(const HostVersion &) const = default;
};

/// One module in one environment.
struct MatrixCell
{
    bool placed = false; ///< false = the workspace does not place the module here
    QList<HostVersion> hosts; ///< in rolling order; several lines for a host with several containers
    HostVersion main; ///< what most hosts run; presence says whether there is any
    int hostCount = 0;
    int differing = 0; ///< hosts that run something else than most do
    int missing = 0; ///< hosts where it should run and does not
    bool tagMoved = false; ///< on any host
    Freshness freshness = Freshness::Live; ///< the worst of hosts and registry
    QDateTime blindSince; ///< the oldest last answer among what is silent
    Health health = Health::None; ///< the worst
    QDateTime since; ///< when the newest container was made

    bool hasDrift() const { return differing > 0 || missing > 0 || tagMoved; }
    bool operator==(const MatrixCell &) const = default;
};

struct MatrixRow
{
    ProductId product;
    ModuleId part;
    EntityId component;
    EntityId system;
    QString title;
    QString owner; ///< title of the owning group
    ImageRef image;
    QList<Artifact> artifacts; ///< those that run somewhere
    QList<MatrixCell> cells; ///< one per environment

    bool hasDrift() const;
    bool hasDifferences() const; ///< not the same in all environments where it is placed
    bool operator==(const MatrixRow &) const = default;
};

struct VersionMatrix
{
    QList<Environment> environments;
    QList<MatrixRow> rows;
    int hosts = 0;
    int liveHosts = 0;
    int drifts = 0; ///< cells with drift

    bool operator==(const VersionMatrix &) const = default;
};

struct VersionMatrixInput
{
    Workspace workspace;
    QList<Container> containers;
    QList<Artifact> artifacts;
    QList<SourceRecord> sources;
    QDateTime now;
};

/// What really runs where, by digest; a tag is only a name for it. Pure.
VersionMatrix versionMatrix(const VersionMatrixInput &input);

/// By business system: the versions of its modules in production, newest first, each once. Systems of which nothing is
/// known are left out.
QMap<EntityId, QStringList> productionVersions(const VersionMatrix &matrix);

/// Of several tags of one digest the one that says most: a version rather than "latest".
QString bestTag(const QStringList &tags, const QString &askedFor);

} // namespace opsdeck
