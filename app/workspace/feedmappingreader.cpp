// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/feedmappingreader.h"

#include "app/workspace/words.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStringDecoder>

namespace opsdeck {

namespace {

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

/// The value that `word` stands for; a word that is none is reported.
template <typename T>
std::optional<T> choice(
    YamlMap &map, const QString &where, const QString &word, const QList<std::pair<QString, T>> &choices)
{
    QStringList known;
    for (const auto &[name, value] : choices) {
        if (name == word)
            return value;
        known.append(name);
    }
    map.report(map.placeOf(where), WorkspaceText::tr("\"%1\" names nothing that exists: %2").arg(where, word),
        WorkspaceText::tr("Known: %1").arg(known.join(QStringLiteral(", "))));
    return {};
}

class MappingReader
{
public:
    explicit MappingReader(YamlMap &map)
        : m_map(map)
    { }

    FeedMapping read();

private:
    void readPlace();
    void readTime();
    FeedTemplate text(const char *name, bool isRequired = false);
    FeedTemplate compiled(const QString &where, const QString &written);
    QList<FeedCondition> conditions(const char *name);
    template <typename T> QMap<QString, T> words(const char *name, const QList<std::pair<QString, T>> &choices);

    YamlMap &m_map;
    FeedMapping m_mapping;
};

FeedTemplate MappingReader::compiled(const QString &where, const QString &written)
{
    const auto made = FeedTemplate::parse(written);
    if (!made)
        m_map.report(m_map.placeOf(where), WorkspaceText::tr("\"%1\" is no template.").arg(written),
            WorkspaceText::tr("Fields stand in braces: \"{rack}-{sensor}\"; a brace itself is written twice"));
    return made.value_or(FeedTemplate());
}

FeedTemplate MappingReader::text(const char *name, bool isRequired)
{
    return compiled(key(name), isRequired ? m_map.requiredText(key(name)) : m_map.text(key(name)));
}

template <typename T>
QMap<QString, T> MappingReader::words(const char *name, const QList<std::pair<QString, T>> &choices)
{
    QMap<QString, T> table;
    const auto written = m_map.textMap(key(name));
    for (auto it = written.cbegin(); it != written.cend(); ++it) {
        if (const auto value = choice(m_map, key(name), it.value(), choices))
            table.insert(it.key().toLower(), *value);
    }
    return table;
}

QList<FeedCondition> MappingReader::conditions(const char *name)
{
    QList<FeedCondition> all;
    for (YamlMap map : m_map.maps(key(name))) {
        FeedCondition condition;
        condition.field = map.requiredText(key("field"));
        const bool hasValue = map.has(key("equals"));
        const QString value = map.text(key("equals"));
        condition.oneOf = map.texts(key("one-of"));
        if (hasValue)
            condition.oneOf.append(value);
        const QString pattern = map.text(key("matches"));
        condition.pattern.setPattern(pattern);
        map.finish();
        if (condition.oneOf.isEmpty() == pattern.isEmpty())
            map.report(map.place(), WorkspaceText::tr("A condition says what the field is to be, in one way."),
                WorkspaceText::tr("equals: …, one-of: […] or matches: …"));
        else if (!condition.pattern.isValid())
            map.report(map.placeOf(key("matches")),
                WorkspaceText::tr("This is no regular expression: %1").arg(condition.pattern.errorString()));
        all.append(condition);
    }
    return all;
}

void MappingReader::readPlace()
{
    const QString format = m_map.text(key("format"));
    const QList<std::pair<QString, FeedMapping::Format>> formats{{key("json"), FeedMapping::Format::Json},
        {key("json-lines"), FeedMapping::Format::JsonLines}, {key("csv"), FeedMapping::Format::Csv}};
    if (!format.isEmpty())
        m_mapping.format = choice(m_map, key("format"), format, formats).value_or(m_mapping.format);
    if (m_mapping.format == FeedMapping::Format::Json)
        m_mapping.list = m_map.text(key("list"));
    if (m_mapping.format != FeedMapping::Format::Csv)
        return;
    const QString delimiter = m_map.text(key("delimiter"));
    if (delimiter.size() == 1)
        m_mapping.delimiter = delimiter.front();
    else if (!delimiter.isEmpty())
        m_map.report(m_map.placeOf(key("delimiter")), WorkspaceText::tr("A delimiter is one character."),
            WorkspaceText::tr("\",\", \";\" or \"\\t\""));
    m_mapping.encoding = m_map.text(key("encoding"));
    if (!m_mapping.encoding.isEmpty() && !QStringDecoder(m_mapping.encoding.toLatin1().constData()).isValid())
        m_map.report(m_map.placeOf(key("encoding")),
            WorkspaceText::tr("The encoding \"%1\" is not known here.").arg(m_mapping.encoding));
}

void MappingReader::readTime()
{
    m_mapping.start = text("start");
    const QString form = m_map.text(key("time"));
    if (form == u"seconds")
        m_mapping.timeForm = FeedMapping::TimeForm::Seconds;
    else if (form == u"milliseconds")
        m_mapping.timeForm = FeedMapping::TimeForm::Milliseconds;
    else if (!form.isEmpty() && form != u"iso")
        m_mapping.timeForm = FeedMapping::TimeForm::Pattern;
    m_mapping.timePattern = m_mapping.timeForm == FeedMapping::TimeForm::Pattern ? form : QString();
    if (!m_mapping.timePattern.isEmpty() && !form.contains(u'y'))
        m_map.report(m_map.placeOf(key("time")), WorkspaceText::tr("\"%1\" is no form of a time.").arg(form),
            WorkspaceText::tr("iso, seconds, milliseconds or a pattern like \"yyyy-MM-dd HH:mm:ss\""));
    const QString zone = m_map.text(key("time-zone"));
    if (zone.isEmpty())
        return;
    m_mapping.zone = QTimeZone(zone.toUtf8());
    if (!m_mapping.zone.isValid())
        m_map.report(m_map.placeOf(key("time-zone")), WorkspaceText::tr("\"%1\" is no time zone.").arg(zone),
            WorkspaceText::tr("A name like Asia/Shanghai or UTC+08:00"));
}

FeedMapping MappingReader::read()
{
    readPlace();
    m_mapping.key = text("key", true);
    m_mapping.name = text("name", true);
    m_mapping.severity = text("severity");
    const QList<std::pair<QString, Severity>> severities{
        {key("critical"), Severity::Critical}, {key("warning"), Severity::Warning}, {key("info"), Severity::Info}};
    m_mapping.severities = words("severities", severities);
    m_mapping.state = text("state");
    const QList<std::pair<QString, AlertState>> states{{key("firing"), AlertState::Firing},
        {key("pending"), AlertState::Pending}, {key("suppressed"), AlertState::Suppressed},
        {key("resolved"), AlertState::Resolved}};
    m_mapping.states = words("states", states);
    m_mapping.summary = text("summary");
    m_mapping.value = text("value");
    m_mapping.threshold = text("threshold");
    m_mapping.link = text("link");
    readTime();
    const auto labels = m_map.textMap(key("labels"));
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        m_mapping.labels.insert(it.key(), compiled(key("labels"), it.value()));
    m_mapping.only = conditions("only");
    m_mapping.except = conditions("except");
    if (!m_mapping.key.isEmpty() && m_mapping.key.fields().isEmpty())
        m_map.report(m_map.placeOf(key("key")), WorkspaceText::tr("Every row would have the same key."),
            WorkspaceText::tr("Name the fields that tell one alert from another: \"{rack}-{sensor}\""));
    m_map.finish();
    return m_mapping;
}

} // namespace

std::optional<FeedMapping> parseFeedMapping(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics)
{
    const qsizetype before = diagnostics.size();
    const auto documents = parseYaml(bytes, shownAs, diagnostics);
    YamlMap map(documents.empty() ? YAML::Node() : documents.front(), shownAs, diagnostics);
    FeedMapping mapping = diagnostics.size() == before ? MappingReader(map).read() : FeedMapping();
    if (diagnostics.size() != before)
        return {};
    mapping.digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    return mapping;
}

void loadFeedMappings(Workspace &workspace, Diagnostics &diagnostics)
{
    QList<Connection> usable;
    for (Connection connection : std::as_const(workspace.connections)) {
        if (connection.kind == u"json") {
            const QString shownAs = QDir(workspace.folder).relativeFilePath(connection.mapping);
            const auto bytes = readSmallFile(connection.mapping, shownAs, diagnostics);
            const auto mapping = bytes ? parseFeedMapping(*bytes, shownAs, diagnostics) : std::nullopt;
            if (!mapping)
                continue;
            connection.feed = *mapping;
        }
        usable.append(std::move(connection));
    }
    workspace.connections = std::move(usable);
}

} // namespace opsdeck
