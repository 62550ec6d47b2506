// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/cron.h"
#include "models/domain/ids.h"

#include <QList>
#include <QSet>
#include <QTimeZone>

#include <chrono>
#include <variant>

namespace opsdeck {

struct Environment;

/// The days and hours of an exchange.
struct TradingCalendar
{
    struct Session
    {
        QTime begins;
        QTime ends; ///< not after `begins`: on the next day, as night sessions do

        bool operator==(const Session &) const = default;
    };

    QString name;
    QTimeZone zone = QTimeZone::utc();
    QList<Qt::DayOfWeek> days{Qt::Monday, Qt::Tuesday, Qt::Wednesday, Qt::Thursday, Qt::Friday};
    QSet<QDate> holidays;
    QSet<QDate> extraDays; ///< trading all the same: make-up days; they win over everything else
    QList<Session> sessions;

    bool isTradingDay(const QDate &day) const;

    bool operator==(const TradingCalendar &) const = default;
};

/// A time in which nothing is deployed.
struct FreezeWindow
{
    struct Once
    {
        QDateTime from; ///< UTC
        QDateTime until;

        bool operator==(const Once &) const = default;
    };

    /// As a window of maintenance that comes every week.
    struct Weekly
    {
        QList<Qt::DayOfWeek> days; ///< on which it begins
        QTime begins; ///< by the clock of `zone`
        QTime ends; ///< not after `begins`: on the next day
        QTimeZone zone = QTimeZone::systemTimeZone();

        bool operator==(const Weekly &) const = default;
    };

    struct InSessions
    {
        static constexpr std::chrono::minutes MostAround{24 * 60};

        QString
            calendar; ///< where there is none of that name, the window is always on: no guard opens by a typing error
        std::chrono::minutes before{0}; ///< at most MostAround
        std::chrono::minutes after{0};

        bool operator==(const InSessions &) const = default;
    };

    /// GitLab's freeze period: on from each `start` to the first `end` after it.
    struct CronPair
    {
        CronRule start;
        CronRule end;
        QTimeZone zone = QTimeZone::utc(); ///< cron_timezone

        bool operator==(const CronPair &) const = default;
    };

    QString title;
    QString reason;
    QList<EnvironmentId> environments; ///< empty = those of production
    std::variant<Once, Weekly, InSessions, CronPair> when;

    bool concerns(const Environment &environment) const;

    bool operator==(const FreezeWindow &) const = default;
};

/// What a workspace says about freezes.
struct FreezeRules
{
    QList<FreezeWindow> windows;
    QList<TradingCalendar> calendars;
    bool isWhole = true; ///< false: some of it could not be read, so nobody knows whether a freeze is on

    bool operator==(const FreezeRules &) const = default;
};

struct ActiveFreeze
{
    QString title; ///< of the window that is on and ends last
    QString reason;
    QDateTime until; ///< UTC, the next moment at which no window is on; invalid = none in sight

    bool operator==(const ActiveFreeze &) const = default;
};

struct NextFreeze
{
    QString title;
    QString reason;
    QDateTime from; ///< UTC

    bool operator==(const NextFreeze &) const = default;
};

/// The freeze of an environment at this moment; a window is on from its first moment and no more at its last.
std::optional<ActiveFreeze> freezeAt(const QList<FreezeWindow> &windows, const QList<TradingCalendar> &calendars,
    const Environment &environment, const QDateTime &now);

/// When the environment becomes frozen the next time; while a freeze is on, the next one after it.
std::optional<NextFreeze> nextFreeze(const QList<FreezeWindow> &windows, const QList<TradingCalendar> &calendars,
    const Environment &environment, const QDateTime &now);

} // namespace opsdeck
