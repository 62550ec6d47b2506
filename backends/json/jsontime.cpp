// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/json/json.h"

#include <algorithm>
#include <chrono>

namespace opsdeck::json {

namespace {

/// Walks over the text of a time. By hand, because a long list has a hundred thousand of them and a regular expression
/// takes longer for each than everything else about its row. What does not fit is remembered.
class TimeReader
{
public:
    explicit TimeReader(std::string_view text)
        : m_rest(text)
    { }

    bool accept(std::string_view anyOf)
    {
        const bool fits = !m_rest.empty() && anyOf.find(m_rest.front()) != std::string_view::npos;
        m_rest.remove_prefix(fits ? 1 : 0);
        return fits;
    }
    TimeReader &expect(std::string_view anyOf)
    {
        m_fits = accept(anyOf) && m_fits;
        return *this;
    }
    /// Of exactly so many digits.
    int number(int digits)
    {
        int value = 0;
        for (; digits > 0 && atDigit(); --digits, m_rest.remove_prefix(1))
            value = value * 10 + (m_rest.front() - '0');
        m_fits = m_fits && digits == 0;
        return value;
    }
    /// A fraction of a second, 1 to 12 digits.
    int milliseconds()
    {
        int value = 0;
        int digits = 0;
        for (; atDigit(); ++digits, m_rest.remove_prefix(1))
            value = digits < 3 ? value * 10 + (m_rest.front() - '0') : value;
        m_fits = m_fits && digits >= 1 && digits <= 12;
        for (; digits < 3; ++digits)
            value *= 10;
        return value;
    }
    /// East of Greenwich; nothing, Z and UTC are 0.
    int offsetSeconds()
    {
        if (m_rest.empty())
            return 0;
        accept(" ");
        if (accept("Zz"))
            return 0;
        if (m_rest.starts_with("UTC")) {
            m_rest.remove_prefix(3);
            return 0;
        }
        const bool isWest = m_rest.starts_with('-');
        const int hours = expect("+-").number(2);
        accept(":");
        const int seconds = (hours * 60 + number(2)) * 60;
        return isWest ? -seconds : seconds;
    }
    bool isDone() const { return m_fits && m_rest.empty(); }

private:
    bool atDigit() const { return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9'; }

    std::string_view m_rest;
    bool m_fits = true;
};

} // namespace

std::optional<QDateTime> toTime(const QString &text)
{
    return toTime(text.toUtf8().toStdString());
}

std::optional<QDateTime> toTime(std::string_view text)
{
    TimeReader in(text);
    const int year = in.number(4);
    const int month = in.expect("-").number(2);
    const int day = in.expect("-").number(2);
    int hour = 0, minute = 0, second = 0, ms = 0, offset = 0;
    if (in.accept("Tt ")) {
        hour = in.number(2);
        minute = in.expect(":").number(2);
        second = in.expect(":").number(2);
        ms = in.accept(".") ? in.milliseconds() : 0;
        offset = in.offsetSeconds();
    }
    if (!in.isDone())
        return std::nullopt;
    if (year <= 1)
        return QDateTime();
    using namespace std::chrono;
    const year_month_day date{
        std::chrono::year(year), std::chrono::month(unsigned(month)), std::chrono::day(unsigned(day))};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    // A leap second has no place in QTime: it becomes the last one that has.
    const auto clock = hours(hour) + minutes(minute) + seconds(std::min(second, 59) - offset) + milliseconds(ms);
    return QDateTime::fromMSecsSinceEpoch((sys_days(date).time_since_epoch() + clock) / milliseconds(1), Qt::UTC);
}

} // namespace opsdeck::json
