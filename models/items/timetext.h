// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace opsdeck {

// Times and durations for people, in their language and locale. Absolute times are local on the screen and UTC on
// hover; durations have one unit, because at a glance "2 h" says more than "2 h 13 min 4 s".

/// An age in one unit. Two ages with equal parts have the same text, so a clock tick that changes nothing costs
/// nothing.
struct Age
{
    enum class Unit
    {
        None, ///< the time is unknown
        Seconds,
        Minutes,
        Hours,
        Days
    };

    Unit unit = Unit::None;
    int count = 0;

    bool operator==(const Age &) const = default;
};

/// A time in the future (skewed clocks) counts as now.
Age ageOf(const QDateTime &then, const QDateTime &now);
Age ageAfter(std::chrono::milliseconds elapsed);

QString ageText(const Age &age); ///< "12 min"; "–" when unknown
QString ageText(const QDateTime &then, const QDateTime &now);
QString timeAgoText(const QDateTime &then, const QDateTime &now); ///< "12 min ago", "just now", "never"
QString shortDurationText(std::chrono::milliseconds duration); ///< "340 ms", "−12 s", "4 min", "2 h"

/// Time of day for today, date and time for other days; local.
QString localTimeText(const QDateTime &time, const QDateTime &now);
/// For tooltips: "2026-11-14 05:41:07 UTC".
QString utcTimeText(const QDateTime &time);

} // namespace opsdeck
