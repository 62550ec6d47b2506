// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/freeze.h"

#include "models/domain/workspace.h"
#include "models/domain/zonetime.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int daysToLook = 400;
constexpr int mostSteps = 1'000; // from window to adjoining window: a rule may change every minute, for ever

struct Run
{
    QDateTime from; ///< UTC
    QDateTime until; ///< invalid = never

    bool isOnAt(const QDateTime &now) const { return from <= now && (!until.isValid() || now < until); }
    bool isEmpty() const { return until.isValid() && until <= from; }
};

bool endsLater(const QDateTime &a, const QDateTime &b)
{
    return b.isValid() && (!a.isValid() || a > b);
}

Run runOf(const QDate &day, const QTime &begins, const QTime &ends, const QTimeZone &zone)
{
    const QDate last = ends > begins ? day : day.addDays(1);
    return {momentOf(clockTime(day, begins), zone), momentOf(clockTime(last, ends), zone)};
}

/// The runs of one window, of whatever kind.
class Runs
{
public:
    Runs(const FreezeWindow &window, const QList<TradingCalendar> &calendars)
        : m_window(window)
        , m_calendars(calendars)
    { }

    /// Of those that are on, the one that ends last.
    std::optional<Run> at(const QDateTime &now) const
    {
        if (const auto *cron = std::get_if<FreezeWindow::CronPair>(&m_window.when))
            return cronAt(*cron, now);
        constexpr int longest = 3; // a session into the next day, and a day before and after it
        std::optional<Run> found;
        for (int offset = -longest; offset <= longest; ++offset) {
            for (const Run &run : runsOn(dayOf(now).addDays(offset), now)) {
                if (run.isOnAt(now) && (!found || endsLater(run.until, found->until)))
                    found = run;
            }
        }
        return found;
    }

    /// The first that begins after this moment.
    std::optional<Run> after(const QDateTime &now) const
    {
        if (const auto *cron = std::get_if<FreezeWindow::CronPair>(&m_window.when))
            return cronAfter(*cron, now);
        constexpr int back = 2;
        std::optional<Run> found;
        const QDate today = dayOf(now);
        int last = daysToLook;
        for (int offset = -back; offset <= last; ++offset) {
            for (const Run &run : runsOn(today.addDays(offset), now)) {
                if (run.from > now && !run.isEmpty() && (!found || run.from < found->from))
                    found = run;
            }
            if (found)
                last = std::min(last, offset + back); // a later day may yet begin earlier: minutes before its sessions
            if (std::holds_alternative<FreezeWindow::Once>(m_window.when))
                break;
        }
        return found;
    }

private:
    const TradingCalendar *calendar(const FreezeWindow::InSessions &sessions) const
    {
        const auto it = std::find_if(m_calendars.begin(), m_calendars.end(),
            [&](const TradingCalendar &each) { return each.name == sessions.calendar; });
        return it == m_calendars.end() ? nullptr : &*it;
    }

    QDate dayOf(const QDateTime &now) const
    {
        QTimeZone zone = QTimeZone::utc();
        if (const auto *weekly = std::get_if<FreezeWindow::Weekly>(&m_window.when))
            zone = weekly->zone;
        else if (const auto *sessions = std::get_if<FreezeWindow::InSessions>(&m_window.when))
            zone = calendar(*sessions) ? calendar(*sessions)->zone : zone;
        return clockAt(now, zone).date();
    }

    /// Those that begin on a day by the clock of the zone.
    QList<Run> runsOn(const QDate &day, const QDateTime &now) const
    {
        if (const auto *once = std::get_if<FreezeWindow::Once>(&m_window.when)) {
            const bool isGood = once->from.isValid() && once->until.isValid();
            return isGood ? QList<Run>{{once->from, once->until}} : QList<Run>();
        }
        if (const auto *weekly = std::get_if<FreezeWindow::Weekly>(&m_window.when)) {
            const bool isOn = weekly->days.contains(static_cast<Qt::DayOfWeek>(day.dayOfWeek()));
            return isOn ? QList<Run>{runOf(day, weekly->begins, weekly->ends, weekly->zone)} : QList<Run>();
        }
        const auto *sessions = std::get_if<FreezeWindow::InSessions>(&m_window.when);
        return sessions ? sessionsOn(*sessions, day, now) : QList<Run>();
    }

    QList<Run> sessionsOn(const FreezeWindow::InSessions &sessions, const QDate &day, const QDateTime &now) const
    {
        const TradingCalendar *exchange = calendar(sessions);
        if (!exchange)
            return {{now, {}}};
        QList<Run> runs;
        if (!exchange->isTradingDay(day))
            return runs;
        const auto around = [](std::chrono::minutes minutes) {
            const auto most = FreezeWindow::InSessions::MostAround;
            return std::chrono::seconds(std::clamp(minutes, std::chrono::minutes(0), most)).count();
        };
        for (const TradingCalendar::Session &session : exchange->sessions) {
            const Run run = runOf(day, session.begins, session.ends, exchange->zone);
            runs.append({run.from.addSecs(-around(sessions.before)), run.until.addSecs(around(sessions.after))});
        }
        return runs;
    }

    /// By the clock, so that a leap that holds both the start and the end leaves nothing between them.
    static std::optional<Run> cronAt(const FreezeWindow::CronPair &cron, const QDateTime &now)
    {
        const QDateTime clock = clockAt(now, cron.zone);
        const auto start = cron.start.last(clock);
        if (!start)
            return {};
        const auto end = cron.end.next(*start);
        if (end && *end <= clock)
            return {};
        return Run{momentOf(*start, cron.zone), end ? momentOf(*end, cron.zone) : QDateTime()};
    }

    static std::optional<Run> cronAfter(const FreezeWindow::CronPair &cron, const QDateTime &now)
    {
        auto start = cron.start.next(clockAt(now, cron.zone));
        for (int tries = 0; start && tries < mostSteps; ++tries) {
            const auto end = cron.end.next(*start);
            const Run run{momentOf(*start, cron.zone), end ? momentOf(*end, cron.zone) : QDateTime()};
            if (!run.isEmpty())
                return run;
            start = cron.start.next(*start);
        }
        return {};
    }

    const FreezeWindow &m_window;
    const QList<TradingCalendar> &m_calendars;
};

struct Longest
{
    const FreezeWindow *window = nullptr; ///< null: nothing is on
    QDateTime until;
};

Longest longestAt(
    const QList<const FreezeWindow *> &windows, const QList<TradingCalendar> &calendars, const QDateTime &now)
{
    Longest longest;
    for (const FreezeWindow *window : windows) {
        const auto run = Runs(*window, calendars).at(now);
        if (run && (!longest.window || endsLater(run->until, longest.until)))
            longest = {window, run->until};
    }
    return longest;
}

QList<const FreezeWindow *> concerning(const QList<FreezeWindow> &windows, const Environment &environment)
{
    QList<const FreezeWindow *> found;
    for (const FreezeWindow &window : windows) {
        if (window.concerns(environment))
            found.append(&window);
    }
    return found;
}

} // namespace

bool TradingCalendar::isTradingDay(const QDate &day) const
{
    return extraDays.contains(day)
        || (days.contains(static_cast<Qt::DayOfWeek>(day.dayOfWeek())) && !holidays.contains(day));
}

bool FreezeWindow::concerns(const Environment &environment) const
{
    return environments.isEmpty() ? environment.production : environments.contains(environment.id);
}

std::optional<ActiveFreeze> freezeAt(const QList<FreezeWindow> &windows, const QList<TradingCalendar> &calendars,
    const Environment &environment, const QDateTime &now)
{
    const auto mine = concerning(windows, environment);
    const Longest first = longestAt(mine, calendars, now);
    if (!first.window)
        return {};
    ActiveFreeze freeze{first.window->title, first.window->reason, {}};
    QDateTime until = first.until;
    for (int step = 0; until.isValid() && step < mostSteps; ++step) {
        const Longest next = longestAt(mine, calendars, until);
        if (!next.window) {
            freeze.until = until.toUTC();
            break;
        }
        until = next.until;
    }
    return freeze;
}

std::optional<NextFreeze> nextFreeze(const QList<FreezeWindow> &windows, const QList<TradingCalendar> &calendars,
    const Environment &environment, const QDateTime &now)
{
    const auto freeze = freezeAt(windows, calendars, environment, now);
    const QDateTime free = freeze ? freeze->until : now;
    std::optional<NextFreeze> next;
    if (!free.isValid())
        return next;
    for (const FreezeWindow *window : concerning(windows, environment)) {
        const auto run = Runs(*window, calendars).after(free);
        if (run && (!next || run->from < next->from))
            next = NextFreeze{window->title, window->reason, run->from.toUTC()};
    }
    return next;
}

} // namespace opsdeck
