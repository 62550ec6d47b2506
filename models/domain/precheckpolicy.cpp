// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheckpolicy.h"

#include <algorithm>
#include <array>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

struct KindName
{
    PrecheckKind kind;
    QLatin1StringView name;
};

constexpr std::array kindNames{
    KindName{PrecheckKind::HostReachable, "host"_L1},
    KindName{PrecheckKind::EngineVersion, "engine"_L1},
    KindName{PrecheckKind::DiskSpace, "disk"_L1},
    KindName{PrecheckKind::PortsFree, "ports"_L1},
    KindName{PrecheckKind::RequiredFiles, "files"_L1},
    KindName{PrecheckKind::ImageInRegistry, "registry"_L1},
    KindName{PrecheckKind::ImagePullable, "pull"_L1},
    KindName{PrecheckKind::PipelineGreen, "pipeline"_L1},
    KindName{PrecheckKind::ScanSeverity, "scan"_L1},
    KindName{PrecheckKind::TagPinned, "pinned"_L1},
    KindName{PrecheckKind::RollbackTarget, "rollback"_L1},
    KindName{PrecheckKind::RollbackKept, "retention"_L1},
    KindName{PrecheckKind::FreezeWindow, "freeze"_L1},
    KindName{PrecheckKind::EnvironmentLease, "lease"_L1},
    KindName{PrecheckKind::OpenCriticalAlerts, "alerts"_L1},
    KindName{PrecheckKind::LastDeployment, "last"_L1},
    KindName{PrecheckKind::DatabaseChange, "database"_L1},
    KindName{PrecheckKind::OffHours, "hours"_L1},
};

constexpr std::array severities{ScanSeverity::None, ScanSeverity::Negligible, ScanSeverity::Low, ScanSeverity::Medium,
    ScanSeverity::High, ScanSeverity::Critical};

} // namespace

QString nameOf(PrecheckKind kind)
{
    const auto *found = std::find_if(
        kindNames.begin(), kindNames.end(), [kind](const KindName &entry) { return entry.kind == kind; });
    return found == kindNames.end() ? QString() : QString(found->name);
}

std::optional<PrecheckKind> precheckKindFromName(const QString &name)
{
    const auto *found = std::find_if(
        kindNames.begin(), kindNames.end(), [&name](const KindName &entry) { return entry.name == name; });
    return found == kindNames.end() ? std::nullopt : std::optional(found->kind);
}

QString nameOf(ScanSeverity severity)
{
    switch (severity) {
    case ScanSeverity::None:
        return QStringLiteral("None");
    case ScanSeverity::Negligible:
        return QStringLiteral("Negligible");
    case ScanSeverity::Low:
        return QStringLiteral("Low");
    case ScanSeverity::Medium:
        return QStringLiteral("Medium");
    case ScanSeverity::High:
        return QStringLiteral("High");
    case ScanSeverity::Critical:
        return QStringLiteral("Critical");
    }
    return {};
}

std::optional<ScanSeverity> scanSeverityFromText(const QString &text)
{
    for (const ScanSeverity severity : severities) {
        if (text.compare(nameOf(severity), Qt::CaseInsensitive) == 0)
            return severity;
    }
    return std::nullopt;
}

bool OfficeHours::contain(const QDateTime &time) const
{
    const QDateTime local = time.toTimeZone(zone);
    const auto isDay = [this](const QDate &day) { return days.contains(static_cast<Qt::DayOfWeek>(day.dayOfWeek())); };
    if (begins < ends)
        return isDay(local.date()) && local.time() >= begins && local.time() < ends;
    return (isDay(local.date()) && local.time() >= begins) || (isDay(local.date().addDays(-1)) && local.time() < ends);
}

QMap<PrecheckKind, Role> PrecheckPolicy::usualOverrides()
{
    // What would fail anyway cannot be overridden: no host, no image, no room, somebody else's environment.
    return {
        {PrecheckKind::EngineVersion, Role::Admin},
        {PrecheckKind::PortsFree, Role::Releaser},
        {PrecheckKind::RequiredFiles, Role::Releaser},
        {PrecheckKind::ImagePullable, Role::Releaser},
        {PrecheckKind::PipelineGreen, Role::Admin},
        {PrecheckKind::ScanSeverity, Role::Admin},
        {PrecheckKind::RollbackTarget, Role::Releaser},
        {PrecheckKind::FreezeWindow, Role::Admin},
        {PrecheckKind::OpenCriticalAlerts, Role::Releaser},
        {PrecheckKind::LastDeployment, Role::Releaser},
        {PrecheckKind::DatabaseChange, Role::Admin},
    };
}

} // namespace opsdeck
