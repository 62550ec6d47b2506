// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/cron.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

namespace opsdeck {

namespace {

constexpr int minutesOfDay = 24 * 60;
constexpr int yearsToLook = 9; // from one 29 February to the next it can be eight, around 2100

constexpr std::array<std::u16string_view, 12> monthNames{
    u"jan", u"feb", u"mar", u"apr", u"may", u"jun", u"jul", u"aug", u"sep", u"oct", u"nov", u"dec"};
constexpr std::array<std::u16string_view, 7> dayNames{u"sun", u"mon", u"tue", u"wed", u"thu", u"fri", u"sat"};

enum class Names
{
    None,
    Months,
    Days
};

struct Field
{
    const char *fault; ///< what to say of a text that is none
    int least;
    int most;
    Names names = Names::None;
};

constexpr std::array<Field, 5> fields{{
    {QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no minute of a cron rule"), 0, 59},
    {QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no hour of a cron rule"), 0, 23},
    {QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no day of the month of a cron rule"), 1, 31},
    {QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no month of a cron rule"), 1, 12, Names::Months},
    {QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no day of the week of a cron rule"), 0, 7, Names::Days},
}};

bool has(quint64 set, int value)
{
    return (set >> value & 1) != 0;
}

quint64 all(int least, int most)
{
    quint64 set = 0;
    for (int value = least; value <= most; ++value)
        set |= quint64(1) << value;
    return set;
}

std::optional<int> numberIn(QStringView text, int least, int most)
{
    constexpr qsizetype longest = 3;
    const bool isPlain = !text.isEmpty() && text.size() <= longest
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int value = isPlain ? text.toInt() : -1;
    return value >= least && value <= most ? std::optional(value) : std::nullopt;
}

template <size_t N>
std::optional<int> named(QStringView text, const std::array<std::u16string_view, N> &names, int first)
{
    for (size_t i = 0; i < N; ++i) {
        if (text.compare(QStringView(names[i].data(), qsizetype(names[i].size())), Qt::CaseInsensitive) == 0)
            return static_cast<int>(i) + first;
    }
    return {};
}

std::optional<int> valueOf(QStringView text, const Field &field)
{
    if (field.names == Names::Months) {
        if (const auto month = named(text, monthNames, 1))
            return month;
    }
    if (field.names == Names::Days) {
        if (const auto day = named(text, dayNames, 0))
            return day;
    }
    return numberIn(text, field.least, field.most);
}

/// One element of a list: "*", "5", "mon-fri", "*/10", "8-18/2", "5/15".
std::optional<quint64> elementSet(QStringView text, const Field &field)
{
    const auto slash = text.indexOf(u'/');
    const QStringView range = slash < 0 ? text : text.left(slash);
    const auto step = slash < 0 ? std::optional(1) : numberIn(text.mid(slash + 1), 1, field.most);
    const auto dash = range.indexOf(u'-');
    std::optional<int> from;
    std::optional<int> to;
    if (range == u"*") {
        from = field.least;
        to = field.names == Names::Days ? field.most - 1 : field.most;
    } else if (dash < 0) {
        from = valueOf(range, field);
        to = slash < 0 ? from : field.most;
    } else {
        from = valueOf(range.left(dash), field);
        to = valueOf(range.mid(dash + 1), field);
        if (field.names == Names::Days && to == 0 && from != 0)
            to = field.most; // sat-sun
    }
    if (!step || !from || !to || *to < *from)
        return {};
    quint64 set = 0;
    for (int value = *from; value <= *to; value += *step)
        set |= quint64(1) << value;
    return set;
}

std::optional<quint64> fieldSet(QStringView text, const Field &field)
{
    quint64 set = 0;
    for (const QStringView element : text.split(u',')) {
        const auto values = elementSet(element, field);
        if (!values)
            return {};
        set |= *values;
    }
    if (field.names == Names::Days && has(set, field.most))
        set = (set | 1) & ~(quint64(1) << field.most); // 7 is Sunday, too
    return set;
}

int minuteOf(const QDateTime &clock)
{
    return clock.time().hour() * 60 + clock.time().minute();
}

QDateTime at(const QDate &day, int minute)
{
    return QDateTime(day, QTime(minute / 60, minute % 60), Qt::UTC);
}

} // namespace

Result<CronRule> CronRule::parse(const QString &text)
{
    static const QRegularExpression blanks(QStringLiteral("[ \\t]+"));
    const QStringList words = text.left(MaxText + 1).split(blanks, Qt::SkipEmptyParts);
    if (text.size() > MaxText || words.size() != static_cast<qsizetype>(fields.size()))
        return failure(Error::Kind::Usage, text.left(MaxText),
            Phrase(QT_TRANSLATE_NOOP(
                "Phrase", "a cron rule has five fields: minute, hour, day of the month, month, day of the week")));
    std::array<quint64, fields.size()> sets{};
    for (size_t i = 0; i < fields.size(); ++i) {
        const QString &word = words.at(static_cast<qsizetype>(i));
        const auto set = fieldSet(word, fields[i]);
        if (!set)
            return failure(Error::Kind::Usage, text, Phrase(fields[i].fault, {word}));
        sets[i] = *set;
    }
    CronRule rule;
    rule.m_minutes = sets[0];
    rule.m_hours = sets[1];
    rule.m_days = sets[2];
    rule.m_months = sets[3];
    rule.m_weekdays = sets[4];
    return rule;
}

bool CronRule::matches(const QDateTime &clock) const
{
    return has(m_minutes, clock.time().minute()) && has(m_hours, clock.time().hour()) && matchesDay(clock.date());
}

bool CronRule::matchesMonth(const QDate &day) const
{
    return has(m_months, day.month());
}

bool CronRule::matchesDay(const QDate &day) const
{
    static const quint64 everyDay = all(1, 31);
    static const quint64 everyWeekday = all(0, 6);
    const bool byDay = has(m_days, day.day());
    const bool byWeekday = has(m_weekdays, day.dayOfWeek() % 7);
    const bool either = m_days != everyDay && m_weekdays != everyWeekday;
    return matchesMonth(day) && (either ? byDay || byWeekday : byDay && byWeekday);
}

int CronRule::minuteFrom(int minute) const
{
    for (int i = minute; i < minutesOfDay; ++i) {
        if (has(m_hours, i / 60) && has(m_minutes, i % 60))
            return i;
    }
    return -1;
}

int CronRule::minuteUpTo(int minute) const
{
    for (int i = minute; i >= 0; --i) {
        if (has(m_hours, i / 60) && has(m_minutes, i % 60))
            return i;
    }
    return -1;
}

std::optional<QDateTime> CronRule::next(const QDateTime &clock) const
{
    const QDate limit = clock.date().addYears(yearsToLook);
    int from = minuteOf(clock) + 1;
    for (QDate day = clock.date(); day.isValid() && day <= limit; from = 0) {
        const int minute = matchesDay(day) ? minuteFrom(from) : -1;
        if (minute >= 0)
            return at(day, minute);
        day = matchesMonth(day) ? day.addDays(1) : QDate(day.year(), day.month(), 1).addMonths(1);
    }
    return {};
}

std::optional<QDateTime> CronRule::last(const QDateTime &clock) const
{
    const QDate limit = clock.date().addYears(-yearsToLook);
    int upTo = minuteOf(clock);
    for (QDate day = clock.date(); day.isValid() && day >= limit; upTo = minutesOfDay - 1) {
        const int minute = matchesDay(day) ? minuteUpTo(upTo) : -1;
        if (minute >= 0)
            return at(day, minute);
        day = matchesMonth(day) ? day.addDays(-1) : QDate(day.year(), day.month(), 1).addDays(-1);
    }
    return {};
}

} // namespace opsdeck
