// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/feed/parse.h"

#include "backends/feed/csv.h"
#include "backends/json/alertfields.h"
#include "backends/json/json.h"

#include <QLocale>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <cmath>

namespace opsdeck::feed {

namespace {

constexpr qsizetype MaxText = 4096; ///< of one text of an alert

tl::unexpected<Error> bad(const SourceId &source, const Phrase &words)
{
    return failure(Error::Kind::BadAnswer, source.text(), words);
}

/// Turns rows into alerts, one after the other.
class Reader
{
public:
    Reader(const FeedMapping &mapping, const SourceId &source)
        : m_mapping(mapping)
        , m_source(source)
    {
        for (const FeedCondition &condition : mapping.only)
            m_unseen.insert(condition.field);
    }

    void take(const FeedTemplate::Lookup &lookup);
    /// `pattern` has the row as %1 and the arguments after it.
    void takeBroken(const char *pattern, const QStringList &arguments = {});
    bool isFull() const { return m_rows.total >= MaxRows; } ///< what comes now is only counted
    Result<Rows> finished();

private:
    bool isWanted(const FeedTemplate::Lookup &lookup);
    bool hasRoom();
    void readStart(Alert &alert, const FeedTemplate::Lookup &lookup);
    void complain(const char *pattern, const QStringList &arguments)
    {
        if (m_rows.fault.isEmpty())
            m_rows.fault = Phrase(pattern, QStringList{QString::number(m_rows.total)} + arguments);
    }

    const FeedMapping &m_mapping;
    const SourceId &m_source;
    QSet<QString> m_unseen; ///< fields of `only` that no row had so far
    Rows m_rows;
};

bool Reader::hasRoom()
{
    ++m_rows.total;
    if (m_rows.total > MaxRows)
        ++m_rows.beyond;
    return m_rows.total <= MaxRows;
}

bool Reader::isWanted(const FeedTemplate::Lookup &lookup)
{
    bool isWanted = true;
    for (const FeedCondition &condition : m_mapping.only) {
        if (lookup(condition.field))
            m_unseen.remove(condition.field);
        isWanted = isWanted && condition.holds(lookup);
    }
    const auto holds = [&lookup](const FeedCondition &condition) { return condition.holds(lookup); };
    return isWanted && std::none_of(m_mapping.except.cbegin(), m_mapping.except.cend(), holds);
}

void Reader::readStart(Alert &alert, const FeedTemplate::Lookup &lookup)
{
    if (m_mapping.start.isEmpty())
        return;
    const QString written = m_mapping.start.filled(lookup);
    if (const auto start = readTime(written, m_mapping)) {
        alert.startsAt = *start;
        return;
    }
    ++m_rows.withoutStart;
    complain(
        QT_TRANSLATE_NOOP("Phrase", "row %1: \"%2\" is not a time as the mapping describes it"), {written.left(80)});
}

void Reader::take(const FeedTemplate::Lookup &lookup)
{
    if (!hasRoom() || !isWanted(lookup))
        return;
    const auto key = m_mapping.key.whole(lookup);
    const auto name = m_mapping.name.whole(lookup);
    if (!key || !name) {
        ++m_rows.unusable;
        const QStringList wanted = (key ? m_mapping.name : m_mapping.key).fields();
        complain(QT_TRANSLATE_NOOP("Phrase", "row %1: nothing in %2"), {wanted.join(QStringLiteral(", "))});
        return;
    }
    const auto text = [&lookup](const FeedTemplate &part) { return part.filled(lookup).left(MaxText); };
    Alert alert;
    alert.key = {m_source, key->left(MaxText)};
    alert.name = name->left(MaxText);
    alert.severityText = text(m_mapping.severity);
    const auto severity = m_mapping.severities.constFind(alert.severityText.toLower());
    alert.severity
        = severity == m_mapping.severities.constEnd() ? severityFromText(alert.severityText) : severity.value();
    alert.state = m_mapping.states.value(text(m_mapping.state).toLower(), AlertState::Firing);
    alert.summary = text(m_mapping.summary);
    alert.value = text(m_mapping.value);
    alert.threshold = text(m_mapping.threshold);
    alert.link = safeLink(text(m_mapping.link));
    for (auto it = m_mapping.labels.cbegin(); it != m_mapping.labels.cend(); ++it) {
        if (const QString value = text(it.value()); !value.isEmpty())
            alert.labels.insert(it.key(), value);
    }
    if (alert.state == AlertState::Resolved)
        return;
    readStart(alert, lookup);
    alert.updatedAt = alert.startsAt;
    m_rows.alerts.append(std::move(alert));
}

void Reader::takeBroken(const char *pattern, const QStringList &arguments)
{
    if (!hasRoom())
        return;
    ++m_rows.unusable;
    complain(pattern, arguments);
}

Result<Rows> Reader::finished()
{
    const qsizetype looked = m_rows.total - m_rows.beyond;
    if (looked > 0 && m_rows.unusable == looked)
        return bad(m_source, m_rows.fault); // of the first; the others are no better
    // A misspelt field would leave everything out, and all would seem well.
    if (looked > m_rows.unusable && !m_unseen.isEmpty())
        return bad(
            m_source, Phrase(QT_TRANSLATE_NOOP("Phrase", "\"only\" names %1, which no row has"), {*m_unseen.cbegin()}));
    const qsizetype before = m_rows.alerts.size();
    json::dropRepeated(m_rows.alerts);
    m_rows.repeated = before - m_rows.alerts.size();
    return m_rows;
}

std::optional<json::Element> child(json::Element parent, QStringView key)
{
    const QByteArray name = key.toUtf8();
    json::Element found;
    const auto isThere = [&found](auto &&result) { return std::move(result).get(found) == simdjson::SUCCESS; };
    if (parent.is_object() && isThere(parent.at_key(std::string_view(name.constData(), size_t(name.size())))))
        return found;
    bool isNumber = false;
    const uint index = key.toUInt(&isNumber);
    if (isNumber && parent.is_array() && isThere(parent.at(index)))
        return found;
    return {};
}

/// "a.b.0": object keys and places in lists; a key that itself holds dots goes first.
std::optional<json::Element> at(json::Element element, const QString &path)
{
    if (const auto whole = child(element, path))
        return whole;
    std::optional<json::Element> here = element;
    for (const QStringView step : QStringView(path).split(u'.')) {
        if (here)
            here = child(*here, step);
    }
    return here;
}

std::optional<QString> scalar(json::Element element)
{
    std::string_view text;
    if (element.get_string().get(text) == simdjson::SUCCESS)
        return json::toText(text);
    if (element.is_null() || element.is_array() || element.is_object())
        return {};
    return QString::fromStdString(simdjson::minify(element));
}

void takeElement(Reader &reader, json::Element row)
{
    if (!row.is_object() && !row.is_array())
        return reader.takeBroken(QT_TRANSLATE_NOOP("Phrase", "row %1: neither an object nor a list"));
    reader.take([row](const QString &field) -> std::optional<QString> {
        const auto found = at(row, field);
        return found ? scalar(*found) : std::nullopt;
    });
}

Result<Rows> parseJson(const QByteArray &bytes, const FeedMapping &mapping, const SourceId &source)
{
    const auto document = json::Document::parse(bytes, source.text());
    if (!document)
        return tl::unexpected(document.error());
    const auto place = mapping.list.isEmpty() ? std::optional(document->root()) : at(document->root(), mapping.list);
    const auto rows = place ? json::toList(*place) : std::nullopt;
    if (!rows && mapping.list.isEmpty())
        return bad(source,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "The document is no list of rows; see \"list\" in the mapping")));
    if (!rows)
        return bad(source,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: expected a list of rows; see \"list\" in the mapping"),
                {mapping.list}));
    Reader reader(mapping, source);
    for (const json::Element &row : *rows)
        takeElement(reader, row);
    return reader.finished();
}

Result<Rows> parseLines(const QByteArray &bytes, const FeedMapping &mapping, const SourceId &source)
{
    Reader reader(mapping, source);
    for (qsizetype from = 0; from < bytes.size();) {
        const qsizetype end = bytes.indexOf('\n', from);
        const QByteArray line = bytes.mid(from, end < 0 ? -1 : end - from).trimmed();
        from = end < 0 ? bytes.size() : end + 1;
        if (line.isEmpty())
            continue;
        if (reader.isFull())
            reader.takeBroken("");
        else if (const auto document = json::Document::parse(line, source.text()))
            takeElement(reader, document->root());
        else
            reader.takeBroken(QT_TRANSLATE_NOOP("Phrase", "row %1: %2"), {document.error().detail});
    }
    return reader.finished();
}

Result<Rows> parseTable(const QByteArray &bytes, const FeedMapping &mapping, const SourceId &source)
{
    const QByteArray encoding = mapping.encoding.toLatin1();
    QStringDecoder decoder(encoding.isEmpty() ? "UTF-8" : encoding.constData());
    if (!decoder.isValid())
        return bad(
            source, Phrase(QT_TRANSLATE_NOOP("Phrase", "The encoding \"%1\" is not known here."), {mapping.encoding}));
    const QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return bad(source,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "This is not %1: see \"encoding\" in the mapping"),
                {QString::fromLatin1(decoder.name())}));
    CsvReader table(text, mapping.delimiter);
    const auto header = table.next();
    if (!header)
        return bad(source, Phrase(QT_TRANSLATE_NOOP("Phrase", "An empty table: not even a header")));
    QHash<QString, qsizetype> columns;
    for (qsizetype i = 0; i < header->size(); ++i)
        columns.insert(header->at(i), i);
    for (const QString &field : mapping.fields()) {
        if (!columns.contains(field))
            return bad(source,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "The table has no column \"%1\", only: %2"),
                    {field, header->mid(0, 40).join(QStringLiteral(", ")).left(MaxText)}));
    }
    Reader reader(mapping, source);
    while (const auto cells = table.next()) {
        if (cells->size() != header->size())
            reader.takeBroken(QT_TRANSLATE_NOOP("Phrase", "row %1: %2 cells below %3 headings"),
                {QString::number(cells->size()), QString::number(header->size())});
        else
            reader.take([&columns, &cells](const QString &field) -> std::optional<QString> {
                const auto column = columns.constFind(field);
                return column == columns.cend() ? std::nullopt : std::optional(cells->at(*column));
            });
    }
    return reader.finished();
}

std::optional<QDateTime> sinceEpoch(const QString &text, double factor)
{
    bool isNumber = false;
    const double ms = text.toDouble(&isNumber) * factor;
    constexpr double farthest = 253'402'300'800'000.0; // the year 10000
    if (!isNumber || !(ms > 0) || !(ms < farthest))
        return {};
    return QDateTime::fromMSecsSinceEpoch(std::llround(ms), Qt::UTC);
}

} // namespace

std::optional<QDateTime> readTime(const QString &text, const FeedMapping &mapping)
{
    const auto inZone = [&mapping](const QDateTime &local) -> std::optional<QDateTime> {
        return local.isValid() ? std::optional(QDateTime(local.date(), local.time(), mapping.zone).toUTC())
                               : std::nullopt;
    };
    switch (mapping.timeForm) {
    case FeedMapping::TimeForm::Seconds:
        return sinceEpoch(text, 1000);
    case FeedMapping::TimeForm::Milliseconds:
        return sinceEpoch(text, 1);
    case FeedMapping::TimeForm::Pattern:
        return inZone(QLocale::c().toDateTime(text, mapping.timePattern));
    case FeedMapping::TimeForm::Iso:
        break;
    }
    if (const auto withoutZone = json::toTime(text + u'Z'))
        return inZone(*withoutZone);
    const auto time = json::toTime(text);
    return time && time->isValid() ? time : std::nullopt;
}

Result<Rows> parse(const QByteArray &bytes, const FeedMapping &mapping, const SourceId &source)
{
    if (bytes.size() > MaxBytes)
        return bad(source, Phrase(QT_TRANSLATE_NOOP("Phrase", "Larger than 64 MB")));
    switch (mapping.format) {
    case FeedMapping::Format::Json:
        return parseJson(bytes, mapping, source);
    case FeedMapping::Format::JsonLines:
        return parseLines(bytes, mapping, source);
    case FeedMapping::Format::Csv:
        return parseTable(bytes, mapping, source);
    }
    return bad(source, Phrase());
}

} // namespace opsdeck::feed
