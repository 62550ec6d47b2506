// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/freezereader.h"

#include "app/workspace/maintenancereader.h"
#include "app/workspace/words.h"
#include "models/domain/zonetime.h"
#include "models/items/phrasetext.h"

#include <QRegularExpression>

#include <algorithm>

namespace opsdeck {

namespace {

using Minutes = std::chrono::minutes; // lupdate takes a qualified return type for a class

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

/// What entries of both kinds hold, and whether all of it could be read.
class EntryReader
{
public:
    explicit EntryReader(YamlMap &map)
        : m_map(map)
    { }

    bool isGood() const { return m_isGood; }
    YamlMap &map() { return m_map; }

    void fault(const char *where, const QString &message, const QString &hint = {})
    {
        m_isGood = false;
        m_map.report(m_map.placeOf(key(where)), message, hint);
    }

    QString required(const char *where)
    {
        const QString text = m_map.requiredText(key(where));
        m_isGood &= !text.isEmpty();
        return text;
    }

    /// A list of texts. An empty one would not mean what stands there: it is left out, or names something.
    QStringList list(const char *where)
    {
        const QStringList texts = m_map.texts(key(where));
        if (texts.isEmpty() && m_map.has(key(where)))
            fault(where, WorkspaceText::tr("\"%1\" names nothing.").arg(key(where)),
                WorkspaceText::tr("Leave it out, or start each entry with \"- \""));
        return texts;
    }

    QTimeZone zone(const QTimeZone &fallback)
    {
        const QString name = m_map.text(key("timezone"));
        if (name.isEmpty() && !m_map.has(key("timezone")))
            return fallback;
        // Qt takes any word for a zone without an offset.
        if (QTimeZone::availableTimeZoneIds().contains(name.toLatin1()))
            return QTimeZone(name.toLatin1());
        fault("timezone", WorkspaceText::tr("\"%1\" is no time zone.").arg(name),
            WorkspaceText::tr("One like Asia/Shanghai"));
        return fallback;
    }

    QList<Qt::DayOfWeek> days(const char *where, const QStringList &names)
    {
        QList<Qt::DayOfWeek> days;
        for (const QString &name : names) {
            const auto day = dayNames().indexOf(name.toLower());
            if (name.toLower() == u"daily") {
                for (int each = Qt::Monday; each <= Qt::Sunday; ++each)
                    days.append(static_cast<Qt::DayOfWeek>(each));
            } else if (day >= 0) {
                days.append(static_cast<Qt::DayOfWeek>(day + 1));
            } else {
                fault(where, WorkspaceText::tr("\"%1\" is no day.").arg(name),
                    WorkspaceText::tr("Known: %1")
                        .arg((dayNames() + QStringList{key("daily")}).join(QStringLiteral(", "))));
            }
        }
        return days;
    }

private:
    YamlMap &m_map;
    bool m_isGood = true;
};

class CalendarReader
{
public:
    explicit CalendarReader(YamlMap &map)
        : m_read(map)
    { }

    std::optional<TradingCalendar> read()
    {
        TradingCalendar calendar;
        calendar.name = m_read.map().name();
        if (!m_read.required("timezone").isEmpty())
            calendar.zone = m_read.zone(calendar.zone);
        if (m_read.map().has(key("days")))
            calendar.days = m_read.days("days", m_read.list("days"));
        for (const QString &text : m_read.list("sessions"))
            addSession(text, calendar);
        if (calendar.sessions.isEmpty() && m_read.isGood())
            m_read.fault("sessions", WorkspaceText::tr("A calendar needs sessions."), sessionHint());
        calendar.holidays = dates("holidays");
        calendar.extraDays = dates("extra-days");
        if (calendar.holidays.intersects(calendar.extraDays))
            m_read.fault("extra-days", WorkspaceText::tr("A day is in \"holidays\" and in \"extra-days\"."),
                WorkspaceText::tr("It can be one of them"));
        m_read.map().finish();
        return m_read.isGood() && !calendar.name.isEmpty() ? std::optional(calendar) : std::nullopt;
    }

private:
    static QString sessionHint() { return WorkspaceText::tr("One like 09:30-11:30"); }

    void addSession(const QString &text, TradingCalendar &calendar)
    {
        static const QRegularExpression form(QStringLiteral("\\A([0-2]?\\d:[0-5]\\d) *- *([0-2]?\\d:[0-5]\\d)\\z"));
        const auto match = form.match(text);
        const TradingCalendar::Session session{QTime::fromString(match.captured(1), QStringLiteral("H:mm")),
            QTime::fromString(match.captured(2), QStringLiteral("H:mm"))};
        if (session.begins.isValid() && session.ends.isValid() && session.begins != session.ends)
            calendar.sessions.append(session);
        else
            m_read.fault("sessions", WorkspaceText::tr("\"%1\" is no session.").arg(text), sessionHint());
    }

    /// "2026-10-01", "2026-10-01..2026-10-08"
    QSet<QDate> dates(const char *where)
    {
        constexpr int most = 366; // days in one entry: what is longer is a slip of the pen
        QSet<QDate> all;
        for (const QString &text : m_read.map().texts(key(where))) { // may well be empty
            const QStringList ends = text.split(QStringLiteral(".."));
            const QDate first = QDate::fromString(ends.first().trimmed(), Qt::ISODate);
            const QDate last = QDate::fromString(ends.last().trimmed(), Qt::ISODate);
            const bool isGood = ends.size() <= 2 && first.isValid() && last.isValid() && first <= last;
            if (!isGood || first.daysTo(last) >= most) {
                m_read.fault(where, WorkspaceText::tr("\"%1\" is no date.").arg(text),
                    WorkspaceText::tr("One like 2026-10-01, or 2026-10-01..2026-10-08"));
                continue;
            }
            for (QDate day = first; day <= last; day = day.addDays(1))
                all.insert(day);
        }
        return all;
    }

    EntryReader m_read;
};

class WindowReader
{
public:
    explicit WindowReader(YamlMap &map)
        : m_read(map)
    { }

    std::optional<FreezeWindow> read(const QStringList &calendars, const QStringList &environments)
    {
        m_window.title = m_read.required("title");
        m_window.reason = m_read.required("reason");
        for (const QString &name : m_read.list("environments")) {
            if (isKnown("environments", name, environments))
                m_window.environments.append(EnvironmentId(name));
        }
        readWhen(calendars);
        m_read.map().finish();
        return m_read.isGood() ? std::optional(m_window) : std::nullopt;
    }

private:
    bool isKnown(const char *where, const QString &name, const QStringList &known)
    {
        if (known.contains(name))
            return true;
        const QString meant = nearestWord(name, known);
        m_read.fault(where, WorkspaceText::tr("\"%1\" names nothing that exists: %2").arg(key(where), name),
            meant.isEmpty() ? WorkspaceText::tr("Known: %1").arg(known.mid(0, 12).join(QStringLiteral(", ")))
                            : WorkspaceText::tr("Did you mean \"%1\"?").arg(meant));
        return false;
    }

    void readWhen(const QStringList &calendars)
    {
        struct Kind
        {
            QStringList keys;
            bool isMeant;
        };
        QList<Kind> kinds{{{key("from"), key("until")}, false}, {{key("weekly")}, false},
            {{key("during"), key("before"), key("after")}, false}, {{key("freeze-start"), key("freeze-end")}, false}};
        for (Kind &kind : kinds) {
            for (const QString &each : kind.keys) {
                kind.isMeant |= m_read.map().has(each);
                m_read.map().ignore(each);
            }
        }
        const auto meant = std::count_if(kinds.begin(), kinds.end(), [](const Kind &kind) { return kind.isMeant; });
        if (meant != 1) {
            m_read.map().ignore(key("timezone"));
            m_read.fault("title", WorkspaceText::tr("A freeze needs to say when it is, in one way."),
                WorkspaceText::tr("from and until, or weekly, or during, or freeze-start and freeze-end"));
        } else if (kinds.at(0).isMeant) {
            readOnce();
        } else if (kinds.at(1).isMeant) {
            readWeekly();
        } else if (kinds.at(2).isMeant) {
            readSessions(calendars);
        } else {
            readCron();
        }
    }

    QDateTime momentAt(const char *where, const QTimeZone &zone)
    {
        const QString text = m_read.required(where);
        const QString iso = QString(text).replace(u' ', u'T');
        QDateTime at = QDateTime::fromString(iso, Qt::ISODate);
        if (!text.isEmpty() && (!at.isValid() || !iso.contains(u'T')))
            m_read.fault(where, WorkspaceText::tr("\"%1\" is no time.").arg(text),
                WorkspaceText::tr("One like 2026-11-14 22:00 or 2026-11-14T22:00:00Z"));
        if (at.isValid() && at.timeSpec() == Qt::LocalTime)
            at = momentOf(clockTime(at.date(), at.time()), zone);
        return at.toUTC();
    }

    void readOnce()
    {
        const QTimeZone zone = m_read.zone(QTimeZone::systemTimeZone());
        const FreezeWindow::Once once{momentAt("from", zone), momentAt("until", zone)};
        if (m_read.isGood() && once.until <= once.from)
            m_read.fault("until", WorkspaceText::tr("This window ends before it begins."));
        m_window.when = once;
    }

    /// "saturday sunday 23:00-02:00", "daily 04:00-04:30", as in `maintenance`
    void readWeekly()
    {
        static const QRegularExpression form(
            QStringLiteral("\\A((?:[a-z]+ +)+)([0-2]?\\d:[0-5]\\d) *- *([0-2]?\\d:[0-5]\\d)\\z"),
            QRegularExpression::CaseInsensitiveOption);
        const QString text = m_read.map().text(key("weekly"));
        const auto match = form.match(text);
        FreezeWindow::Weekly weekly;
        weekly.zone = m_read.zone(weekly.zone);
        weekly.begins = QTime::fromString(match.captured(2), QStringLiteral("H:mm"));
        weekly.ends = QTime::fromString(match.captured(3), QStringLiteral("H:mm"));
        weekly.days = m_read.days("weekly", match.captured(1).split(u' ', Qt::SkipEmptyParts));
        if (!match.hasMatch() || !weekly.begins.isValid() || !weekly.ends.isValid())
            m_read.fault("weekly", WorkspaceText::tr("\"%1\" is no time of a week.").arg(text),
                WorkspaceText::tr("One like saturday sunday 23:00-02:00, or daily 04:00-04:30"));
        m_window.when = weekly;
    }

    Minutes around(const char *where)
    {
        const bool isThere = m_read.map().has(key(where));
        const auto read = m_read.map().duration(key(where), std::chrono::milliseconds(0));
        const auto rounded = std::chrono::ceil<Minutes>(read);
        if (isThere && (read.count() == 0 || rounded > FreezeWindow::InSessions::MostAround))
            m_read.fault(where, WorkspaceText::tr("\"%1\" is no time around a session.").arg(key(where)),
                WorkspaceText::tr("At most 24h; leave it out for none"));
        return rounded;
    }

    void readSessions(const QStringList &calendars)
    {
        FreezeWindow::InSessions sessions;
        sessions.calendar = m_read.required("during");
        if (!sessions.calendar.isEmpty())
            isKnown("during", sessions.calendar, calendars);
        sessions.before = around("before");
        sessions.after = around("after");
        m_window.when = sessions;
    }

    CronRule rule(const char *where)
    {
        const QString text = m_read.required(where);
        const auto rule = CronRule::parse(text);
        if (!rule && !text.isEmpty())
            m_read.fault(where, phraseText(rule.error().said()),
                WorkspaceText::tr("One like \"0 23 * * 5\": minute, hour, day, month, day of the week"));
        // Any leap year and what is around it shows whether there is such a day.
        else if (rule && !rule->next(clockTime(QDate(2024, 1, 1), QTime(0, 0))))
            m_read.fault(where, WorkspaceText::tr("\"%1\" never comes.").arg(text));
        return rule.value_or(CronRule());
    }

    void readCron()
    {
        FreezeWindow::CronPair cron;
        cron.zone = m_read.zone(QTimeZone::systemTimeZone());
        cron.start = rule("freeze-start");
        cron.end = rule("freeze-end");
        if (m_read.isGood() && cron.start == cron.end)
            m_read.fault("freeze-end", WorkspaceText::tr("This window ends when it begins."));
        m_window.when = cron;
    }

    EntryReader m_read;
    FreezeWindow m_window;
};

} // namespace

std::optional<TradingCalendar> readCalendar(YamlMap map)
{
    return CalendarReader(map).read();
}

std::optional<FreezeWindow> readFreeze(YamlMap map, const QStringList &calendars, const QStringList &environments)
{
    return WindowReader(map).read(calendars, environments);
}

FreezeRules readFreezes(YamlMap &root, const QList<Environment> &environments)
{
    FreezeRules rules;
    QStringList calendars;
    for (const YamlMap &map : root.maps(key("calendars"))) {
        const auto calendar = readCalendar(map);
        if (calendar && calendars.contains(calendar->name))
            YamlMap(map).report(map.placeOf(key("name")),
                WorkspaceText::tr("There is already a calendar called \"%1\".").arg(calendar->name),
                WorkspaceText::tr("Names are unique in a workspace"));
        else if (calendar)
            rules.calendars.append(*calendar);
        rules.isWhole &= calendar && !calendars.contains(calendar->name);
        calendars.append(calendar ? calendar->name : QString());
    }
    QStringList names;
    for (const Environment &environment : environments)
        names.append(environment.id.text());
    calendars.removeAll(QString());
    const QList<YamlMap> windows = root.maps(key("freeze"));
    for (const YamlMap &map : windows) {
        const auto window = readFreeze(map, calendars, names);
        rules.isWhole &= window.has_value();
        if (window)
            rules.windows.append(*window);
    }
    if (windows.isEmpty() && root.has(key("freeze"))) {
        root.report(root.placeOf(key("freeze")), WorkspaceText::tr("\"freeze\" holds no window."),
            WorkspaceText::tr("Start each entry with \"- \", or remove the key"));
        rules.isWhole = false;
    }
    return rules;
}

} // namespace opsdeck
