// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/maintenance.h"

#include <algorithm>

namespace opsdeck {

namespace {

struct Run
{
    QDateTime from; ///< UTC
    QDateTime until;
};

QDateTime momentOf(const QDate &day, const QTime &time, const QTimeZone &zone)
{
    return QDateTime(day, time, zone).toUTC();
}

/// Those that begin from the day before to a week after, in order: one of them is on, or the next.
QList<Run> runsAround(const MaintenanceWindow &window, const QDateTime &now)
{
    if (window.days.isEmpty())
        return {{window.from, window.until}};
    constexpr int week = 7;
    QList<Run> runs;
    const QDate today = now.toTimeZone(window.zone).date();
    for (int offset = -1; offset <= week; ++offset) {
        const QDate day = today.addDays(offset);
        if (!window.days.contains(static_cast<Qt::DayOfWeek>(day.dayOfWeek())))
            continue;
        const QDate last = window.ends > window.begins ? day : day.addDays(1);
        runs.append({momentOf(day, window.begins, window.zone), momentOf(last, window.ends, window.zone)});
    }
    return runs;
}

} // namespace

std::optional<QDateTime> MaintenanceWindow::endAt(const QDateTime &now) const
{
    std::optional<QDateTime> end;
    for (const Run &run : runsAround(*this, now)) {
        if (run.from <= now && now < run.until)
            end = std::max(end.value_or(run.until), run.until);
    }
    return end;
}

QDateTime MaintenanceWindow::nextChange(const QDateTime &now) const
{
    QDateTime next;
    for (const Run &run : runsAround(*this, now)) {
        for (const QDateTime &change : {run.from, run.until}) {
            if (change > now && (!next.isValid() || change < next))
                next = change;
        }
    }
    return next;
}

} // namespace opsdeck
