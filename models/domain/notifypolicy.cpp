// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/notifypolicy.h"

#include <algorithm>

namespace opsdeck {

namespace {

/// Where a clock is put forward over that time, the same time of the hour after it.
QDateTime momentOf(const QDate &day, const QTime &time, const QTimeZone &zone)
{
    const QDateTime moment(day, time, zone);
    return moment.isValid() ? moment : QDateTime(day, time.addSecs(3600), zone);
}

} // namespace

QDateTime QuietHours::endAround(const QDateTime &at, const QTimeZone &zone) const
{
    const QDate today = at.toTimeZone(zone).date();
    for (const QDate &day : {today.addDays(-1), today}) {
        if (!days.isEmpty() && !days.contains(day.dayOfWeek()))
            continue;
        // As moments: where a clock is turned back, no hour is quiet twice.
        const QDateTime begins = momentOf(day, from, zone);
        const QDateTime ends = momentOf(until > from ? day : day.addDays(1), until, zone);
        if (begins <= at && at < ends)
            return ends.toUTC();
    }
    return {};
}

QList<NotifyRule> rulesOf(const NotifyPolicy &policy)
{
    QList<NotifyRule> rules = policy.rules;
    QStringList own{DesktopOutlet.toString(), SoundOutlet.toString()};
    for (const NotifyRule &rule : policy.rules)
        own.removeIf([&rule](const QString &outlet) { return rule.outlets.contains(outlet); });
    if (!own.isEmpty())
        rules.append(NotifyRule{.name = QStringLiteral("desk"), .outlets = own});
    return rules;
}

bool mayTell(const NotifyPolicy &policy, const QString &desk)
{
    return policy.from.isEmpty() || policy.from.contains(desk)
        || policy.from.contains(desk.section(u'@', -1), Qt::CaseInsensitive);
}

} // namespace opsdeck
