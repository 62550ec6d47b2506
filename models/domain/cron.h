// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QDateTime>

#include <optional>

namespace opsdeck {

/// The five fields of cron: minute, hour, day of the month, month, day of the week, each with *, lists, ranges, steps,
/// and names of months and days. Sunday is 0 or 7. Where both kinds of day are restricted, one of them suffices, as
/// cron and GitLab have it; a field that lets everything through ("*", "*/1", "0-6") restricts nothing.
///
/// Speaks of times by the clock (models/domain/zonetime.h), whole minutes, and knows no zone.
class CronRule
{
public:
    static constexpr qsizetype MaxText = 255; ///< GitLab's own limit

    /// Kind Usage, with what is wrong with which field.
    static Result<CronRule> parse(const QString &text);

    bool matches(const QDateTime &clock) const;
    /// The first one after this time; nothing where there never is one (31 February).
    std::optional<QDateTime> next(const QDateTime &clock) const;
    /// The last one at or before this time.
    std::optional<QDateTime> last(const QDateTime &clock) const;

    bool operator==(const CronRule &) const = default;

private:
    bool matchesDay(const QDate &day) const;
    bool matchesMonth(const QDate &day) const;
    /// The first minute of a day that is not before, the last that is not after; -1 = none.
    int minuteFrom(int minute) const;
    int minuteUpTo(int minute) const;

    // Bit n = the value n.
    quint64 m_minutes = 0;
    quint64 m_hours = 0;
    quint64 m_days = 0;
    quint64 m_months = 0;
    quint64 m_weekdays = 0; ///< 0 = Sunday
};

} // namespace opsdeck
