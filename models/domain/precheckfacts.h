// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/databasechange.h"
#include "models/domain/deployrun.h"
#include "models/domain/freeze.h"
#include "models/domain/gitlab.h"

#include <QMap>

#include <concepts>
#include <optional>

namespace opsdeck {

/// What was asked for, or why it is not known. What nobody asked for is not known either.
template <typename T> struct Fact
{
    std::optional<T> value;
    Phrase why; ///< why there is no value, or what was said with it

    Fact() = default;
    /// Of exactly this type, so that no text turns into a bool by itself.
    template <typename U>
        requires std::same_as<std::remove_cvref_t<U>, T>
    Fact(U &&known, Phrase said = {}) // NOLINT(google-explicit-constructor): a value is a known fact
        : value(std::forward<U>(known))
        , why(std::move(said))
    { }
    static Fact unknown(Phrase reason)
    {
        Fact fact;
        fact.why = std::move(reason);
        return fact;
    }

    bool isKnown() const { return value.has_value(); }
    const T &operator*() const { return *value; }
    const T *operator->() const { return &*value; }

    bool operator==(const Fact &) const = default;
};

/// Of one file system.
struct DiskSpace
{
    qint64 free = 0; ///< bytes
    qint64 total = 0;
    qint64 freeInodes = 0;
    qint64 totalInodes = 0; ///< 0 = this file system does not count them, or they are not known

    bool operator==(const DiskSpace &) const = default;
};

/// Ports of a host that are used or wanted.
struct HostPorts
{
    quint16 first = 0;
    quint16 last = 0;
    QString protocol = QStringLiteral("tcp");
    QString address; ///< empty = all addresses

    bool operator==(const HostPorts &) const = default;
};

/// Ports that the engine of a host gives to containers; they need not show among those that are listened on.
struct ProjectPorts
{
    QString composeProject; ///< empty = a container of none
    HostPorts ports;

    bool operator==(const ProjectPorts &) const = default;
};

/// What one host says of itself.
struct HostFacts
{
    HostId host;
    Fact<bool> reachable;
    Fact<qint64> clockSkew; ///< ms that the host's clock is surely ahead of ours (behind: negative)
    Fact<QString> engineVersion;
    Fact<DiskSpace> engineDisk; ///< where the engine keeps images
    QMap<QString, Fact<DiskSpace>> directories; ///< where modules stand; of one that is not there yet, where it will be
    Fact<QList<HostPorts>> listening;
    Fact<QList<ProjectPorts>> published;
    QMap<QString, Fact<bool>> paths; ///< which of them are there
    QMap<QString, QMap<QString, Fact<bool>>> keys; ///< by environment file: which keys have a line there
    QMap<QString, Fact<bool>> pullable; ///< by image; `why` is what the host said

    bool operator==(const HostFacts &) const = default;
};

/// What a compose file asks of its host. Paths are absolute and clean.
struct ComposeNeeds
{
    QList<HostPorts> ports;
    QStringList files; ///< bind mounts, configs and secrets
    QStringList envFiles;
    QStringList variables; ///< ${NAME} without a default
    QList<Phrase> unclear; ///< what could not be read of it; empty = the lists are complete

    bool operator==(const ComposeNeeds &) const = default;
};

/// Where compose looks for the values of variables: the .env beside the compose file.
QString environmentFileOf(const HostChange &change);

/// Of one change of the plan.
struct ChangeFacts
{
    HostId host;
    ModuleId part;
    Fact<ComposeNeeds> needs; ///< of the compose file that will be written
    QMap<QString, QStringList> requiredKeys; ///< by environment file: what the workspace demands beyond that
    Fact<bool> rollbackAvailable; ///< what runs now can still be had, from the registry or on the host
    bool hasKeepingRules = false; ///< its registry may remove images by itself, as far as we know
    Fact<bool> rollbackKept; ///< what runs now stays when those rules are applied; `why` says which rule

    bool operator==(const ChangeFacts &) const = default;
};

struct OpenAlert
{
    QString name;
    QDateTime since;

    bool operator==(const OpenAlert &) const = default;
};

/// Of one module of the plan.
struct PartFacts
{
    ModuleId part;
    Fact<bool> inRegistry;
    Fact<qint64> imageBytes; ///< as the registry tells it: compressed
    Fact<ScanSummary> scan;
    Fact<bool> tagImmutable;
    bool hasScanner = true; ///< false = its registry is none that scans, as far as we know
    bool hasPipeline = true; ///< false = built outside of what we know, so that there is nothing to ask for
    Fact<QString> commit; ///< that the image was built from
    Fact<Pipeline> pipeline; ///< the last one of that commit
    Fact<QList<OpenAlert>> openCritical; ///< not suppressed; unknown where a source is blind; see `why`
    Fact<DatabaseChange> database;

    bool operator==(const PartFacts &) const = default;
};

/// Who has the environment for himself.
struct EnvironmentLease
{
    QString holder; ///< empty = nobody
    QDateTime until;

    bool operator==(const EnvironmentLease &) const = default;
};

struct LastDeployment
{
    std::optional<RunState> state; ///< nothing = there was none
    QString version;
    QDateTime endedAt;

    bool operator==(const LastDeployment &) const = default;
};

/// Everything that the rules before a deployment need.
struct PrecheckFacts
{
    QDateTime now;
    bool production = false;
    QString actor; ///< who wants to deploy
    QList<HostFacts> hosts;
    QList<PartFacts> parts;
    QList<ChangeFacts> changes;
    Fact<QList<ActiveFreeze>> freezes; ///< what is on now for this environment
    Fact<EnvironmentLease> lease;
    Fact<LastDeployment> last; ///< of this product in this environment

    // Of what is not there nothing is known.
    HostFacts ofHost(const HostId &host) const;
    PartFacts ofPart(const ModuleId &part) const;
    ChangeFacts ofChange(const HostChange &change) const;

    bool operator==(const PrecheckFacts &) const = default;
};

} // namespace opsdeck
