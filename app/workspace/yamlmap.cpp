// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/yamlmap.h"

#include "app/workspace/words.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <numeric>

namespace opsdeck {

namespace {

YamlPlace placeIn(const QString &file, const YAML::Mark &mark)
{
    return mark.is_null() ? YamlPlace{file, 0, 0} : YamlPlace{file, mark.line + 1, mark.column + 1};
}

QString scalar(const YAML::Node &node)
{
    return QString::fromStdString(node.Scalar());
}

int editDistance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i));
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const int same = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[at], std::min({row[at] + 1, row[at - 1] + 1, same}));
        }
    }
    return row.back();
}

/// By hand: every entity of a catalog has one, and they are read at every start.
bool isName(QStringView text)
{
    constexpr qsizetype longest = 63;
    const auto isPlain = [](QChar c) { return c.unicode() < 0x80 && c.isLetterOrNumber(); };
    return !text.isEmpty() && text.size() <= longest && isPlain(text.front())
        && std::all_of(
            text.begin(), text.end(), [&](QChar c) { return isPlain(c) || QStringView(u"._-").contains(c); });
}

} // namespace

QString nearestWord(const QString &word, const QStringList &known)
{
    QString best;
    int least = std::max<int>(2, static_cast<int>(word.size()) / 3) + 1;
    for (const QString &candidate : known) {
        if (const int distance = editDistance(word.toLower(), candidate.toLower()); distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

std::optional<QByteArray> readSmallFile(const QString &path, const QString &shownAs, Diagnostics &diagnostics)
{
    constexpr qint64 maxSize = 8 * 1024 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        diagnostics.append(
            {shownAs, 0, 0, WorkspaceText::tr("The file cannot be read: %1").arg(file.errorString()), {}});
        return {};
    }
    if (file.size() > maxSize) {
        diagnostics.append({shownAs, 0, 0, WorkspaceText::tr("The file is larger than 8 MB."), {}});
        return {};
    }
    return file.readAll();
}

std::vector<YAML::Node> parseYaml(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics)
{
    try {
        return YAML::LoadAll(bytes.toStdString());
    } catch (const YAML::Exception &e) {
        const YamlPlace at = placeIn(shownAs, e.mark);
        diagnostics.append(
            {shownAs, at.line, at.column, WorkspaceText::tr("This is not YAML: %1").arg(QString::fromStdString(e.msg)),
                WorkspaceText::tr("Check indentation and quotes on this line and the one before")});
        return {};
    }
}

YamlMap::YamlMap(YAML::Node node, QString file, Diagnostics &diagnostics)
    : m_node(std::move(node))
    , m_file(std::move(file))
    , m_diagnostics(&diagnostics)
{
    if (!m_node.IsMap() && !m_node.IsNull())
        report(place(), WorkspaceText::tr("Expected a mapping of keys to values here."),
            WorkspaceText::tr("Write \"key: value\" lines"));
}

YamlPlace YamlMap::place() const
{
    return placeIn(m_file, m_node.Mark());
}

YamlPlace YamlMap::placeOf(const QString &key) const
{
    if (m_node.IsMap()) {
        if (const auto node = m_node[key.toStdString()])
            return placeIn(m_file, node.Mark());
    }
    return place();
}

bool YamlMap::has(const QString &key) const
{
    return m_node.IsMap() && m_node[key.toStdString()];
}

void YamlMap::report(const YamlPlace &at, const QString &message, const QString &hint)
{
    m_diagnostics->append({at.file, at.line, at.column, message, hint});
}

YAML::Node YamlMap::take(const QString &key)
{
    m_known.insert(key);
    if (!m_node.IsMap())
        return YAML::Node(YAML::NodeType::Undefined);
    const YAML::Node &constNode = m_node;
    return constNode[key.toStdString()];
}

void YamlMap::wrongType(const QString &key, const YAML::Node &node, const QString &expected)
{
    //: %1 is a key of the workspace file, %2 what is expected
    report(placeIn(m_file, node.Mark()), WorkspaceText::tr("\"%1\" has the wrong type.").arg(key),
        WorkspaceText::tr("Expected %1").arg(expected));
}

QString YamlMap::text(const QString &key)
{
    const YAML::Node node = take(key);
    if (!node || node.IsNull())
        return {};
    if (!node.IsScalar()) {
        wrongType(key, node, WorkspaceText::tr("a text"));
        return {};
    }
    return scalar(node);
}

QString YamlMap::requiredText(const QString &key)
{
    const QString value = text(key);
    if (value.isEmpty() && !(has(key) && !m_node[key.toStdString()].IsScalar()))
        report(placeOf(key), WorkspaceText::tr("\"%1\" is missing.").arg(key),
            WorkspaceText::tr("Add \"%1: …\"").arg(key));
    return value;
}

QString YamlMap::name(const QString &key)
{
    const QString value = requiredText(key);
    if (!value.isEmpty() && !isName(value)) {
        report(placeOf(key), WorkspaceText::tr("\"%1\" is no name.").arg(value),
            WorkspaceText::tr("Letters, digits, dot, dash and underscore, at most 63"));
        return {};
    }
    return value;
}

int YamlMap::integer(const QString &key, int fallback, int least, int most)
{
    const YAML::Node node = take(key);
    if (!node || node.IsNull())
        return fallback;
    bool isNumber = false;
    const int value = node.IsScalar() ? scalar(node).toInt(&isNumber) : 0;
    if (!isNumber || value < least || value > most) {
        wrongType(key, node, WorkspaceText::tr("a whole number from %1 to %2").arg(least).arg(most));
        return fallback;
    }
    return value;
}

bool YamlMap::boolean(const QString &key, bool fallback)
{
    const YAML::Node node = take(key);
    if (!node || node.IsNull())
        return fallback;
    bool value = false;
    if (!node.IsScalar() || !YAML::convert<bool>::decode(node, value)) {
        wrongType(key, node, WorkspaceText::tr("true or false"));
        return fallback;
    }
    return value;
}

std::chrono::milliseconds YamlMap::duration(const QString &key, std::chrono::milliseconds fallback)
{
    const YAML::Node node = take(key);
    if (!node || node.IsNull())
        return fallback;
    static const QRegularExpression form(QStringLiteral("\\A([0-9]{1,9})(ms|s|m|h)\\z"));
    const auto match = form.match(node.IsScalar() ? scalar(node) : QString());
    if (!match.hasMatch() || match.captured(1).toLongLong() == 0) {
        wrongType(key, node, WorkspaceText::tr("a duration like 500ms, 15s, 2m or 1h"));
        return fallback;
    }
    const qint64 count = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    const qint64 factor = unit == u"ms" ? 1 : unit == u"s" ? 1000 : unit == u"m" ? 60'000 : 3'600'000;
    return std::chrono::milliseconds(count * factor);
}

QStringList YamlMap::texts(const QString &key)
{
    const YAML::Node node = take(key);
    if (!node || node.IsNull())
        return {};
    if (node.IsScalar())
        return {scalar(node)};
    QStringList values;
    for (const YAML::Node &item : node) {
        if (node.IsSequence() && item.IsScalar())
            values.append(scalar(item));
        else
            wrongType(key, node, WorkspaceText::tr("a list of texts"));
    }
    return values;
}

QList<YamlMap> YamlMap::maps(const QString &key)
{
    const YAML::Node node = take(key);
    if (!node || node.IsNull())
        return {};
    if (!node.IsSequence()) {
        wrongType(key, node, WorkspaceText::tr("a list; start each entry with \"- \""));
        return {};
    }
    QList<YamlMap> entries;
    for (const YAML::Node &item : node)
        entries.append(YamlMap(item, m_file, *m_diagnostics));
    return entries;
}

std::optional<YamlMap> YamlMap::map(const QString &key)
{
    const YAML::Node node = take(key);
    if (!node || node.IsNull())
        return std::nullopt;
    return YamlMap(node, m_file, *m_diagnostics);
}

QMap<QString, QString> YamlMap::textMap(const QString &key)
{
    const YAML::Node node = take(key);
    QMap<QString, QString> values;
    if (!node || node.IsNull())
        return values;
    if (!node.IsMap()) {
        wrongType(key, node, WorkspaceText::tr("a mapping of texts"));
        return values;
    }
    for (const auto &pair : node) {
        if (pair.first.IsScalar() && pair.second.IsScalar())
            values.insert(scalar(pair.first), scalar(pair.second));
        else
            wrongType(key, pair.second, WorkspaceText::tr("a text"));
    }
    return values;
}

void YamlMap::finish()
{
    if (!m_node.IsMap())
        return;
    QSet<QString> seen;
    for (const auto &pair : m_node) {
        const QString key = pair.first.IsScalar() ? scalar(pair.first) : QString();
        const YamlPlace at = placeIn(m_file, pair.first.Mark());
        if (seen.contains(key))
            report(at, WorkspaceText::tr("\"%1\" stands here twice.").arg(key),
                WorkspaceText::tr("Remove one of the two"));
        seen.insert(key);
        if (m_known.contains(key))
            continue;
        const QString meant = nearestWord(key, m_known.values());
        QStringList known = m_known.values();
        known.sort();
        report(at, WorkspaceText::tr("\"%1\" is not a known key here.").arg(key),
            meant.isEmpty() ? WorkspaceText::tr("Known keys: %1").arg(known.join(QStringLiteral(", ")))
                            : WorkspaceText::tr("Did you mean \"%1\"?").arg(meant));
    }
}

} // namespace opsdeck
