// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/json/json.h"

#include <QRegularExpression>

namespace opsdeck::json {

namespace {

constexpr qsizetype MaxBytes = 64 * 1024 * 1024;
constexpr size_t MaxDepth = 64;

std::optional<QString> scalarText(Element element)
{
    std::string_view text;
    if (element.get_string().get(text) == simdjson::SUCCESS)
        return toText(text);
    if (element.is_array() || element.is_object())
        return std::nullopt;
    return element.is_null() ? QString() : QString::fromStdString(simdjson::minify(element));
}

/// Walks over the text of a time. By hand, because a long list has a hundred thousand of them and a regular expression
/// takes longer for each than everything else about its row. What does not fit is remembered.
class TimeReader
{
public:
    explicit TimeReader(QStringView text)
        : m_rest(text)
    { }

    bool accept(const char *anyOf)
    {
        const bool fits = !m_rest.isEmpty() && QLatin1StringView(anyOf).contains(m_rest.front());
        m_rest = m_rest.mid(fits ? 1 : 0);
        return fits;
    }
    TimeReader &expect(const char *anyOf)
    {
        m_fits = accept(anyOf) && m_fits;
        return *this;
    }
    /// Of exactly so many digits.
    int number(int digits)
    {
        int value = 0;
        for (; digits > 0 && atDigit(); --digits, m_rest = m_rest.mid(1))
            value = value * 10 + (m_rest.front().unicode() - u'0');
        m_fits = m_fits && digits == 0;
        return value;
    }
    /// A fraction of a second, 1 to 12 digits.
    int milliseconds()
    {
        int value = 0;
        int digits = 0;
        for (; atDigit(); ++digits, m_rest = m_rest.mid(1))
            value = digits < 3 ? value * 10 + (m_rest.front().unicode() - u'0') : value;
        m_fits = m_fits && digits >= 1 && digits <= 12;
        for (; digits < 3; ++digits)
            value *= 10;
        return value;
    }
    /// East of Greenwich; nothing, Z and UTC are 0.
    int offsetSeconds()
    {
        if (m_rest.isEmpty())
            return 0;
        accept(" ");
        if (accept("Zz"))
            return 0;
        if (m_rest.startsWith(u"UTC")) {
            m_rest = m_rest.mid(3);
            return 0;
        }
        const bool isWest = m_rest.startsWith(u'-');
        const int hours = expect("+-").number(2);
        accept(":");
        const int seconds = (hours * 60 + number(2)) * 60;
        return isWest ? -seconds : seconds;
    }
    bool isDone() const { return m_fits && m_rest.isEmpty(); }

private:
    bool atDigit() const { return !m_rest.isEmpty() && m_rest.front() >= u'0' && m_rest.front() <= u'9'; }

    QStringView m_rest;
    bool m_fits = true;
};

} // namespace

Document::Document() = default;
Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::parse(const QByteArray &bytes, const QString &origin)
{
    if (bytes.size() > MaxBytes)
        return failure(Error::Kind::BadAnswer, origin, QStringLiteral("JSON larger than 64 MB"));
    Document document;
    document.m_parser = std::make_unique<simdjson::dom::parser>();
    auto error = document.m_parser->allocate(static_cast<size_t>(std::max<qsizetype>(bytes.size(), 256)), MaxDepth);
    if (!error)
        error = document.m_parser->parse(bytes.constData(), static_cast<size_t>(bytes.size())).get(document.m_root);
    if (error) {
        const QString start = QString::fromUtf8(bytes.left(200));
        return failure(Error::Kind::BadAnswer, origin,
            QStringLiteral("%1 Answer begins: %2").arg(QLatin1StringView(simdjson::error_message(error)), start));
    }
    return document;
}

Fields::Fields(Element object, QString &fault, QByteArray where)
    : Fields(fault, std::move(where))
{
    simdjson::dom::object fields;
    if (object.get_object().get(fields) == simdjson::SUCCESS)
        m_object = fields;
    else
        complain("", "an object");
}

Fields::Fields(QString &fault, QByteArray where)
    : m_fault(fault)
    , m_where(std::move(where))
{ }

std::optional<Element> Fields::element(const char *key) const
{
    Element value;
    if (!m_object || m_object->at_key(key).get(value) != simdjson::SUCCESS || value.is_null())
        return std::nullopt;
    return value;
}

void Fields::complain(const char *key, const char *wanted)
{
    if (!m_fault.isEmpty())
        return;
    QByteArray place = m_where;
    if (*key != '\0')
        place += (place.isEmpty() ? "" : ".") + QByteArray(key);
    m_fault = QString::fromUtf8((place.isEmpty() ? QByteArray("answer") : place) + ": expected " + wanted);
}

template <typename T> std::optional<T> Fields::scalar(const char *key, const char *wanted)
{
    const auto found = element(key);
    if (!found)
        return std::nullopt;
    T value{};
    if (found->get<T>().get(value) == simdjson::SUCCESS)
        return value;
    complain(key, wanted);
    return std::nullopt;
}

QString Fields::text(const char *key)
{
    if (!has(key))
        complain(key, "a string");
    return textOr(key);
}

QString Fields::textOr(const char *key, const QString &fallback)
{
    const auto value = scalar<std::string_view>(key, "a string");
    return value ? toText(*value) : fallback;
}

qint64 Fields::integer(const char *key)
{
    if (!has(key))
        complain(key, "an integer");
    return integerOr(key);
}

qint64 Fields::integerOr(const char *key, qint64 fallback)
{
    const auto found = element(key);
    if (!found)
        return fallback;
    const auto value = toInteger(*found);
    if (!value)
        complain(key, "an integer");
    return value.value_or(fallback);
}

double Fields::numberOr(const char *key, double fallback)
{
    return scalar<double>(key, "a number").value_or(fallback);
}

bool Fields::flagOr(const char *key, bool fallback)
{
    return scalar<bool>(key, "true or false").value_or(fallback);
}

QDateTime Fields::time(const char *key)
{
    if (!has(key))
        complain(key, "a time");
    return timeOr(key);
}

QDateTime Fields::timeOr(const char *key)
{
    const QString written = textOr(key);
    if (written.isEmpty())
        return {};
    const auto value = toTime(written);
    if (!value)
        complain(key, "a time");
    return value.value_or(QDateTime());
}

QStringList Fields::texts(const char *key)
{
    QStringList all;
    for (const Element &item : list(key)) {
        std::string_view words;
        if (item.get_string().get(words) == simdjson::SUCCESS)
            all.append(toText(words));
        else
            complain(key, "an array of strings");
    }
    return all;
}

QMap<QString, QString> Fields::textMap(const char *key)
{
    QMap<QString, QString> all;
    const auto fields = scalar<simdjson::dom::object>(key, "an object of strings");
    if (!fields)
        return all;
    for (const auto field : *fields) {
        if (const auto value = scalarText(field.value))
            all.insert(toText(field.key), *value);
        else
            complain(key, "an object of strings");
    }
    return all;
}

QList<Element> Fields::list(const char *key)
{
    const auto found = element(key);
    if (!found)
        return {};
    auto all = toList(*found);
    if (!all)
        complain(key, "an array");
    return all.value_or(QList<Element>());
}

Fields Fields::object(const char *key)
{
    const QByteArray where = m_where.isEmpty() ? QByteArray(key) : m_where + '.' + key;
    const auto found = element(key);
    return found ? Fields(*found, m_fault, where) : Fields(m_fault, where);
}

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::optional<qint64> toInteger(Element element)
{
    std::int64_t number = 0;
    if (element.get_int64().get(number) == simdjson::SUCCESS)
        return number;
    std::string_view text;
    if (element.get_string().get(text) != simdjson::SUCCESS)
        return std::nullopt;
    static const QRegularExpression decimal(QStringLiteral("\\A-?[0-9]{1,19}\\z"));
    const QString digits = toText(text);
    bool fits = false;
    const qint64 value = digits.toLongLong(&fits);
    return fits && decimal.match(digits).hasMatch() ? std::optional(value) : std::nullopt;
}

std::optional<QList<Element>> toList(Element element)
{
    simdjson::dom::array array;
    if (element.get_array().get(array) != simdjson::SUCCESS)
        return std::nullopt;
    QList<Element> all;
    all.reserve(static_cast<qsizetype>(array.size()));
    for (const Element item : array)
        all.append(item);
    return all;
}

std::optional<QDateTime> toTime(const QString &text)
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
    const QDate date(year, month, day);
    // A leap second has no place in QTime: it becomes the last one that has.
    const QTime clock(hour, minute, std::min(second, 59), ms);
    if (!date.isValid() || !clock.isValid() || second > 60)
        return std::nullopt;
    return QDateTime(date, clock, Qt::UTC).addSecs(-offset);
}

} // namespace opsdeck::json
