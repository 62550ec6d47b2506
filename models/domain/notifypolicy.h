// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

#include <QTime>
#include <QTimeZone>

#include <chrono>

namespace opsdeck {

/// Hours in which people want to be left in peace, by the clock on the wall. They may go over midnight; a day of the
/// week is the one on which they begin.
struct QuietHours
{
    QList<int> days; ///< 1 = Monday … 7; empty = every day
    QTime from;
    QTime until; ///< not later than `from` = on the next day

    /// When the hours that `at` lies in end; invalid = it lies in none. In one piece also where the clocks are changed.
    QDateTime endAround(const QDateTime &at, const QTimeZone &zone) const;

    bool operator==(const QuietHours &) const = default;
};

/// Who is told of which alerts, and how often.
struct NotifyRule
{
    static constexpr int Storm = 10; ///< so many at once are one, and what follows is the same storm

    QString name;
    QString filter; ///< as a person types it above the wall; empty = all
    QList<Severity> severities; ///< empty = all
    QList<QuietHours> quiet;
    bool criticalPasses = true; ///< through quiet hours
    std::chrono::milliseconds repeat{0}; ///< until somebody has it; 0 = told once
    std::chrono::milliseconds window{10'000}; ///< what begins within it is told together
    std::chrono::milliseconds storm{300'000}; ///< how long a storm is told no more of, unless it gets worse
    bool resolved = false; ///< told, too
    QStringList outlets; ///< "desktop", "sound", or the name of a target

    bool operator==(const NotifyRule &) const = default;
};

/// The section `notify` of a workspace, without the targets.
struct NotifyPolicy
{
    QList<NotifyRule> rules;
    QStringList from; ///< desks that send: machine, or user@machine; empty = every desk whose person may

    bool operator==(const NotifyPolicy &) const = default;
};

// Outlets that every desk has.
inline constexpr QStringView DesktopOutlet = u"desktop";
inline constexpr QStringView SoundOutlet = u"sound";

/// The rules to go by: those of the workspace, and one of the desk's own for desktop and sound where no rule of the
/// workspace names these.
QList<NotifyRule> rulesOf(const NotifyPolicy &policy);

/// True for a desk that `from` lets send. `desk` is "user@machine".
bool mayTell(const NotifyPolicy &policy, const QString &desk);

} // namespace opsdeck
