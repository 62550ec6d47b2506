// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

#include <QTimeZone>

#include <optional>

namespace opsdeck {

/// A time in which alerts are expected: once, or every week. What it hits is shown as suppressed, with the reason.
struct MaintenanceWindow
{
    QList<Silence::Matcher> matchers; ///< all have to hold
    QString comment; ///< why; never empty
    QDateTime from; ///< UTC; once: both valid
    QDateTime until;
    QList<Qt::DayOfWeek> days; ///< on which it begins, every week; empty = once
    QTime begins; ///< by the clock of `zone`
    QTime ends; ///< not after `begins`: on the next day
    QTimeZone zone = QTimeZone::systemTimeZone();

    /// When the one that is on now ends; nothing where none is.
    std::optional<QDateTime> endAt(const QDateTime &now) const;
    /// When it begins or ends next; invalid = never again.
    QDateTime nextChange(const QDateTime &now) const;

    bool operator==(const MaintenanceWindow &) const = default;
};

/// Why an alert is expected at the moment.
struct Maintenance
{
    QString comment; ///< of a window of the workspace
    QDateTime until; ///< UTC; invalid = not known
    SourceId source; ///< that says so itself; empty = the workspace does

    bool operator==(const Maintenance &) const = default;
};

} // namespace opsdeck
