// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace opsdeck {

namespace {

struct TimeText
{
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};

constexpr qint64 Minute = 60;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;

Age ageOfSeconds(qint64 seconds)
{
    const auto parts = [](Age::Unit unit, qint64 count) { return Age{unit, static_cast<int>(count)}; };
    if (seconds < Minute)
        return parts(Age::Unit::Seconds, qMax(qint64{0}, seconds));
    if (seconds < 2 * Hour)
        return parts(Age::Unit::Minutes, seconds / Minute);
    if (seconds < 2 * Day)
        return parts(Age::Unit::Hours, seconds / Hour);
    return parts(Age::Unit::Days, seconds / Day);
}

} // namespace

Age ageOf(const QDateTime &then, const QDateTime &now)
{
    return then.isValid() && now.isValid() ? ageAfter(std::chrono::milliseconds(then.msecsTo(now))) : Age{};
}

Age ageAfter(std::chrono::milliseconds elapsed)
{
    return ageOfSeconds(std::chrono::duration_cast<std::chrono::seconds>(elapsed).count());
}

QString ageText(const Age &age)
{
    switch (age.unit) {
    case Age::Unit::None:
        return QStringLiteral("–");
    case Age::Unit::Seconds:
        //: an age or a duration, as short as the language allows
        return TimeText::tr("%n s", "age", age.count);
    case Age::Unit::Minutes:
        //: an age or a duration, as short as the language allows
        return TimeText::tr("%n min", "age", age.count);
    case Age::Unit::Hours:
        //: an age or a duration, as short as the language allows
        return TimeText::tr("%n h", "age", age.count);
    case Age::Unit::Days:
        //: an age or a duration, as short as the language allows
        return TimeText::tr("%n d", "age", age.count);
    }
    return {};
}

QString ageText(const QDateTime &then, const QDateTime &now)
{
    return ageText(ageOf(then, now));
}

QString timeAgoText(const QDateTime &then, const QDateTime &now)
{
    const Age age = ageOf(then, now);
    if (age.unit == Age::Unit::None)
        return TimeText::tr("never");
    if (age.unit == Age::Unit::Seconds && age.count < 2)
        return TimeText::tr("just now");
    //: %1 is an age such as "12 min"
    return TimeText::tr("%1 ago").arg(ageText(age));
}

QString shortDurationText(std::chrono::milliseconds duration)
{
    if (duration < std::chrono::milliseconds(0)) // Qt takes no plural form of a negative number
        return QChar(0x2212) + shortDurationText(-duration);
    if (duration < std::chrono::seconds(1))
        //: a duration in milliseconds
        return TimeText::tr("%n ms", "duration", static_cast<int>(duration.count()));
    return ageText(ageOfSeconds(duration.count() / 1000));
}

QString localTimeText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return QStringLiteral("–");
    const QDateTime local = time.toLocalTime();
    const QLocale locale;
    const QString clock = locale.toString(local.time(), QStringLiteral("HH:mm"));
    return local.date() == now.toLocalTime().date()
        ? clock
        : locale.toString(local.date(), QLocale::ShortFormat) + u' ' + clock;
}

QString utcTimeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")) : QString();
}

} // namespace opsdeck
