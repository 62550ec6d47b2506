// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/zonetime.h"

#include <QList>

#include <algorithm>
#include <limits>

namespace opsdeck {

namespace {

/// A time in which the offset from UTC stays the same.
struct Stretch
{
    qint64 begin; ///< ms since the epoch, as everything here
    qint64 end; ///< not any more
    qint64 offset;
};

/// More than any offset and any leap, of which the largest was a whole day (Samoa, 2011).
constexpr qint64 reach = qint64(50) * 3600 * 1000;

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

QList<Stretch> stretches(const QTimeZone &zone, qint64 from, qint64 until)
{
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    if (!zone.isValid())
        return {{from, never, 0}};
    QList<Stretch> all;
    for (qint64 begin = from; begin <= until;) {
        qint64 end = never;
        if (zone.hasTransitions()) {
            const QDateTime next = zone.nextTransition(utc(begin)).atUtc;
            if (next.isValid() && next.toMSecsSinceEpoch() > begin)
                end = next.toMSecsSinceEpoch();
        }
        all.append({begin, end, qint64(zone.offsetFromUtc(utc(begin))) * 1000});
        begin = end;
        if (end == never)
            break;
    }
    return all;
}

} // namespace

QDateTime momentOf(const QDateTime &clock, const QTimeZone &zone)
{
    if (!clock.isValid())
        return {};
    const qint64 shown = clock.toMSecsSinceEpoch();
    for (const Stretch &stretch : stretches(zone, shown - reach, shown + reach)) {
        const qint64 at = std::max(stretch.begin, shown - stretch.offset);
        if (at < stretch.end)
            return utc(at);
    }
    return utc(shown);
}

QDateTime clockAt(const QDateTime &moment, const QTimeZone &zone)
{
    if (!moment.isValid())
        return {};
    const qint64 now = moment.toMSecsSinceEpoch();
    qint64 latest = std::numeric_limits<qint64>::min();
    for (const Stretch &stretch : stretches(zone, now - reach, now))
        latest = std::max(latest, std::min(now, stretch.end - 1) + stretch.offset);
    return utc(latest);
}

QDateTime clockTime(const QDate &day, const QTime &time)
{
    return QDateTime(day, time, Qt::UTC);
}

} // namespace opsdeck
