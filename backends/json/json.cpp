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

/// simdjson reads a little beyond the end; where there is no room for that it would copy everything.
bool hasRoomBehind(const QByteArray &bytes)
{
    return const_cast<QByteArray &>(bytes).data_ptr().freeSpaceAtEnd() >= qsizetype(simdjson::SIMDJSON_PADDING);
}

/// Finds where values end without understanding them.
class Skimmer
{
public:
    explicit Skimmer(std::string_view text)
        : m_rest(text)
    { }

    bool accept(char c)
    {
        const auto at = m_rest.find_first_not_of(" \t\r\n");
        const bool fits = at != std::string_view::npos && m_rest[at] == c;
        if (fits)
            m_rest.remove_prefix(at + 1);
        return fits;
    }
    bool isAtEnd() const { return m_rest.find_first_not_of(" \t\r\n") == std::string_view::npos; }

    /// The object that begins here; empty where none does, or it has no end.
    std::string_view object()
    {
        const char *begin = m_rest.data();
        if (!accept('{'))
            return {};
        int open = 1;
        size_t at = 0;
        for (; at < m_rest.size() && open > 0; ++at) {
            const char c = m_rest[at];
            if (c == '"')
                at = endOfText(at + 1);
            else if (c == '{' || c == '[')
                ++open;
            else if (c == '}' || c == ']')
                --open;
        }
        if (open > 0)
            return {};
        m_rest.remove_prefix(at);
        return {begin, static_cast<size_t>(m_rest.data() - begin)};
    }

private:
    size_t endOfText(size_t from) const
    {
        size_t quote = m_rest.find('"', from);
        while (quote != std::string_view::npos && isEscaped(quote, from))
            quote = m_rest.find('"', quote + 1);
        return std::min(quote, m_rest.size());
    }
    bool isEscaped(size_t quote, size_t from) const
    {
        size_t first = quote;
        while (first > from && m_rest[first - 1] == '\\')
            --first;
        return (quote - first) % 2 == 1;
    }

    std::string_view m_rest;
};

/// `make(utf8)` makes the texts.
template <typename Fn> QMap<QString, QString> mapOf(const simdjson::dom::object &fields, Fn make, bool &fits)
{
    QMap<QString, QString> all;
    for (const auto field : fields) {
        std::string_view text;
        const bool isText = field.value.get_string().get(text) == simdjson::SUCCESS;
        const auto value = isText ? std::optional<QString>(make(text)) : scalarText(field.value);
        fits = fits && value.has_value();
        if (value)
            all.insert(all.cend(), make(field.key), *value); // servers write them in order
    }
    return all;
}

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
        error = document.m_parser->parse(bytes.constData(), static_cast<size_t>(bytes.size()), !hasRoomBehind(bytes))
                    .get(document.m_root);
    if (error) {
        const QString start = QString::fromUtf8(bytes.left(200));
        return failure(Error::Kind::BadAnswer, origin,
            QStringLiteral("%1 Answer begins: %2").arg(QLatin1StringView(simdjson::error_message(error)), start));
    }
    return document;
}

bool walkObjects(const QByteArray &bytes, const std::function<void(Element)> &take)
{
    if (bytes.size() > MaxBytes)
        return false;
    QByteArray text = bytes;
    if (!hasRoomBehind(text))
        text.reserve(text.size() + qsizetype(simdjson::SIMDJSON_PADDING));
    Skimmer in({text.constData(), static_cast<size_t>(text.size())});
    if (!in.accept('['))
        return false;
    if (in.accept(']'))
        return in.isAtEnd();
    simdjson::dom::parser parser;
    size_t capacity = 0;
    do {
        const std::string_view object = in.object();
        if (object.empty())
            return false;
        if (object.size() > capacity) {
            capacity = 2 * object.size();
            if (parser.allocate(capacity, MaxDepth) != simdjson::SUCCESS)
                return false;
        }
        Element element;
        if (parser.parse(object.data(), object.size(), false).get(element) != simdjson::SUCCESS)
            return false;
        take(element);
    } while (in.accept(','));
    return in.accept(']') && in.isAtEnd();
}

Fields::Fields(Element object, QString &fault, QByteArray where)
    : Fields(fault, std::move(where), "")
{
    simdjson::dom::object fields;
    if (object.get_object().get(fields) == simdjson::SUCCESS)
        m_object = fields;
    else
        complain("", "an object");
}

Fields::Fields(QString &fault, QByteArray where, const char *part)
    : m_fault(fault)
    , m_where(std::move(where))
    , m_part(part)
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
    const QByteArray place = placeOf(key);
    m_fault = QString::fromUtf8((place.isEmpty() ? QByteArray("answer") : place) + ": expected " + wanted);
}

QByteArray Fields::placeOf(const char *key) const
{
    QByteArray place = m_where;
    for (const char *step : {m_part, key}) {
        if (*step != '\0')
            place += (place.isEmpty() ? "" : ".") + QByteArray(step);
    }
    return place;
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

QString Fields::textOr(const char *key, SharedTexts &texts)
{
    const auto value = scalar<std::string_view>(key, "a string");
    return value ? texts.of(*value) : QString();
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
    const auto written = scalar<std::string_view>(key, "a string");
    if (!written || written->empty())
        return {};
    const auto value = toTime(*written);
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
    return textMap(key, toText);
}

QMap<QString, QString> Fields::textMap(const char *key, SharedTexts &texts)
{
    return textMap(key, [&texts](std::string_view text) { return texts.of(text); });
}

template <typename Fn> QMap<QString, QString> Fields::textMap(const char *key, Fn make)
{
    const auto fields = scalar<simdjson::dom::object>(key, "an object of strings");
    bool fits = true;
    const auto all = fields ? mapOf(*fields, make, fits) : QMap<QString, QString>();
    if (!fits)
        complain(key, "an object of strings");
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
    // Put together where it is needed: nearly never, and a long answer has one for each of its rows.
    const QByteArray where = *m_part == '\0' ? m_where : placeOf("");
    Fields fields(m_fault, where, key);
    if (const auto found = element(key)) {
        simdjson::dom::object object;
        if (found->get_object().get(object) == simdjson::SUCCESS)
            fields.m_object = object;
        else
            fields.complain("", "an object");
    }
    return fields;
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

} // namespace opsdeck::json
