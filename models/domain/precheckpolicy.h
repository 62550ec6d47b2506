// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "models/domain/role.h"

#include <QMap>
#include <QStringList>
#include <QTimeZone>
#include <QVersionNumber>

#include <chrono>
#include <optional>

namespace opsdeck {

/// What is looked at before a deployment, in the order in which it is told.
enum class PrecheckKind
{
    HostReachable,
    EngineVersion,
    DiskSpace,
    PortsFree,
    RequiredFiles, ///< mounts and configuration keys
    ImageInRegistry,
    ImagePullable, ///< from that host
    PipelineGreen, ///< with the test jobs that the policy names
    ScanSeverity,
    TagPinned,
    RollbackTarget,
    RollbackKept, ///< no rule of its registry would remove it; never blocks
    FreezeWindow,
    EnvironmentLease,
    OpenCriticalAlerts,
    LastDeployment,
    DatabaseChange,
    OffHours,
};

/// Stable words for ledger and --json; never translated.
QString nameOf(PrecheckKind kind);
std::optional<PrecheckKind> precheckKindFromName(const QString &name);

enum class ScanSeverity
{
    None,
    Negligible,
    Low,
    Medium,
    High,
    Critical,
};

/// In a scanner's words, whatever their case; nothing where it is none that we know.
std::optional<ScanSeverity> scanSeverityFromText(const QString &text);
QString nameOf(ScanSeverity severity);

struct OfficeHours
{
    QList<Qt::DayOfWeek> days{Qt::Monday, Qt::Tuesday, Qt::Wednesday, Qt::Thursday, Qt::Friday};
    QTime begins{9, 0}; ///< by the clock of `zone`
    QTime ends{18, 0}; ///< not after `begins`: on the next day
    QTimeZone zone = QTimeZone::systemTimeZone();

    bool contain(const QDateTime &time) const;
    bool operator==(const OfficeHours &) const = default;
};

/// Points of the risk score, each from 0 to 100.
struct RiskWeights
{
    int freeze = 30;
    int openCritical = 20;
    int lastFailed = 15;
    int noRollback = 20;
    int databaseChange = 15; ///< also of one that is declared compatible
    int offHours = 10;
    int manyHosts = 10;
    int production = 15;
    int bigJump = 10;
    int finding = 2; ///< each check that does not pass, whether it is bad or unknown
    int findingsMost = 20; ///< all of those together

    bool operator==(const RiskWeights &) const = default;
};

struct PrecheckPolicy
{
    QVersionNumber leastEngine{20, 10};
    qint64 diskReserve = qint64(2) << 30; ///< bytes that stay free after the deployment
    int diskReservePercent = 5; ///< of the file system; the greater of the two counts
    int inodeReservePercent = 5;
    int unpackFactor = 3; ///< an image takes so much more room on a host than in a registry
    std::chrono::seconds worstClockSkew{30};
    ScanSeverity worstScan = ScanSeverity::High; ///< the worst that is still allowed
    QMap<ModuleId, QStringList> testJobs; ///< that have to be green, beside the pipeline itself
    std::optional<OfficeHours> officeHours; ///< nothing = every hour is as good
    /// Which blocks a person may override, and from which role on; the others nobody.
    QMap<PrecheckKind, Role> overridable = usualOverrides();
    bool unknownBlocksInProduction = true;
    int riskLimit = 60; ///< above it a second person has to confirm
    int manyHosts = 3; ///< more than these are many
    int mostHostsAlone
        = 0; ///< where more hosts change, a second person has to confirm; 0 = one person may do any number
    int bigJumpMinors = 3; ///< so many minor versions at once are a big jump, and each other major version
    RiskWeights weights;

    static QMap<PrecheckKind, Role> usualOverrides();
    bool operator==(const PrecheckPolicy &) const = default;
};

} // namespace opsdeck
