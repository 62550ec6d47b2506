// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace opsdeck {

namespace {

struct TimeText
{
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};

} // namespace

QString durationText(std::chrono::milliseconds duration)
{
    const qint64 seconds = qMax<qint64>(0, duration.count() / 1000);
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    //: Durations: seconds, minutes, hours and days, abbreviated
    if (seconds < 60)
        return TimeText::tr("%1 s").arg(seconds);
    if (minutes < 10)
        return TimeText::tr("%1 min %2 s").arg(minutes).arg(seconds % 60);
    if (hours < 1)
        return TimeText::tr("%1 min").arg(minutes);
    if (hours < 24)
        return TimeText::tr("%1 h %2 min").arg(hours).arg(minutes % 60);
    return TimeText::tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString agoText(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid())
        return TimeText::tr("never");
    const qint64 elapsed = then.msecsTo(now);
    if (elapsed < 1000)
        return TimeText::tr("just now");
    //: %1 is a duration: "4 s ago"
    return TimeText::tr("%1 ago").arg(durationText(std::chrono::milliseconds(elapsed)));
}

QString momentText(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const QDateTime local = at.toLocalTime();
    if (local.date() == now.toLocalTime().date())
        return local.toString(QStringLiteral("HH:mm"));
    return QLocale().toString(local.date(), QLocale::ShortFormat) + local.toString(QStringLiteral(" HH:mm"));
}

QString exactText(const QDateTime &at)
{
    if (!at.isValid())
        return {};
    const QString pattern = QStringLiteral("yyyy-MM-dd HH:mm:ss");
    const QDateTime local = at.toLocalTime();
    return QStringLiteral("%1 %2\n%3 UTC")
        .arg(local.toString(pattern), local.timeZoneAbbreviation(), at.toUTC().toString(pattern));
}

} // namespace opsdeck
