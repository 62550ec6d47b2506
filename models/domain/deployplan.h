// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/image.h"
#include "models/domain/rollout.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace opsdeck {

/// One module on one host: what runs now, what will run, and the compose file that makes it so.
struct HostChange
{
    HostId host;
    QString address; ///< of the host, for what is asked of it from outside
    ModuleId part;
    QString composeProject;
    QString directory; ///< on the host
    QStringList services; ///< compose services that get the image
    QString runningImage; ///< as it runs now; empty = nothing runs
    Digest running; ///< empty = nothing runs or unknown
    QString runningTag; ///< a tag of the running digest where the registry knows one
    ImageRef wanted; ///< pinned by digest
    QString wantedTag;
    QByteArray composeBefore; ///< as found on the host; empty = no file
    QByteArray composeAfter; ///< with pinned images

    bool isNoop() const { return running == wanted.digest && composeBefore == composeAfter; }
    bool operator==(const HostChange &) const = default;
};

/// A frozen value: once it is shown to a person, only exactly this runs. Changes stand in rolling order.
struct DeployPlan
{
    ProductId product;
    QString version;
    EnvironmentId environment;
    QString createdBy;
    QDateTime createdAt;
    QList<HostChange> changes;
    Rollout rollout; ///< in which portions
    RunId undoes; ///< of a rollback: the run whose changes it takes back; empty = none
    QString reason; ///< of a rollback, required there

    QList<HostId> hosts() const; ///< each once, in order
    bool operator==(const DeployPlan &) const = default;
};

/// Canonical JSON, the same bytes for the same plan; what the ledger stores.
QByteArray toJson(const DeployPlan &plan);
/// Nothing where the text is no plan.
std::optional<DeployPlan> planFromJson(const QByteArray &json);
/// SHA-256 of what will be done (not of who made the plan and when), 64 hex digits.
QString planHash(const DeployPlan &plan);

} // namespace opsdeck
