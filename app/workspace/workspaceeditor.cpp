// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspaceeditor.h"

#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace opsdeck {

namespace {

using Fields = QList<std::pair<QString, QString>>;

const QString fileName = QStringLiteral("opsdeck.yaml");

/// A scalar that reads back as this very text: plain where that is safe, else in double quotes.
QString scalar(const QString &text)
{
    static const QRegularExpression safe(QStringLiteral("^[A-Za-z][A-Za-z0-9._/@:-]*[A-Za-z0-9/]$"));
    static const QStringList words{QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("yes"),
        QStringLiteral("no"), QStringLiteral("on"), QStringLiteral("off"), QStringLiteral("null")};
    static const QRegularExpression number(QStringLiteral("^[0-9]+[a-z]{0,2}$"));
    const bool plain = safe.match(text).hasMatch() && !words.contains(text.toLower());
    if (plain || number.match(text).hasMatch())
        return text;
    QString quoted = text;
    quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    quoted.replace(u'\n', QStringLiteral("\\n")).replace(u'\t', QStringLiteral("\\t"));
    return u'"' + quoted + u'"';
}

QByteArray blockItem(const Fields &fields, int indent)
{
    QString text;
    for (const auto &[key, value] : fields) {
        text += QString(indent, u' ') + (text.isEmpty() ? QStringLiteral("- ") : QStringLiteral("  "));
        text += key + QStringLiteral(": ") + scalar(value) + u'\n';
    }
    return text.toUtf8();
}

QByteArray flowItem(const Fields &fields)
{
    QStringList parts;
    for (const auto &[key, value] : fields)
        parts.append(key + QStringLiteral(": ") + scalar(value));
    return (u'{' + parts.join(QStringLiteral(", ")) + u'}').toUtf8();
}

QList<QByteArray> linesOf(const QByteArray &yaml)
{
    QList<QByteArray> lines = yaml.split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

bool isBlankOrComment(const QByteArray &line)
{
    const QByteArray text = line.trimmed();
    return text.isEmpty() || text.startsWith('#');
}

/// The line after the last one of a top-level key's value: comments that lead over to the next key stay with that.
int endOfBlock(const QList<QByteArray> &lines, int keyLine)
{
    int end = keyLine + 1;
    for (int i = keyLine + 1; i < lines.size(); ++i) {
        const QByteArray &line = lines.at(i);
        if (isBlankOrComment(line))
            continue;
        if (!line.startsWith(' ') && !line.startsWith('-'))
            break;
        end = i + 1;
    }
    return end;
}

/// How far the dashes of the list below a key stand from the margin. Found in the text: an item that is empty has no
/// line of its own in what was parsed, and the last one's may be behind the end of the file.
int indentOfItems(const QList<QByteArray> &lines, int keyLine)
{
    for (int i = keyLine + 1; i < lines.size(); ++i) {
        if (lines.at(i).trimmed().startsWith('-'))
            return static_cast<int>(lines.at(i).indexOf('-'));
    }
    return 2;
}

QByteArray joined(QList<QByteArray> lines, int at, const QByteArray &inserted)
{
    QByteArray text;
    for (int i = 0; i < lines.size(); ++i) {
        if (i == at)
            text += inserted;
        text += lines.at(i) + '\n';
    }
    return at >= lines.size() ? text + inserted : text;
}

/// Where a flow sequence that begins at `from` ends: the position of its "]"; -1 where it does not.
qsizetype endOfFlow(const QByteArray &yaml, qsizetype from)
{
    int depth = 0;
    char quote = 0;
    for (qsizetype i = from; i < yaml.size(); ++i) {
        const char c = yaml.at(i);
        if (quote) {
            if (c == '\\' && quote == '"')
                ++i;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if ((c == ']' || c == '}') && --depth == 0) {
            return i;
        }
    }
    return -1;
}

/// The text with the item at the end of the list `key`.
QByteArray insertItem(const QByteArray &yaml, const YAML::Node &root, const char *key, const Fields &fields)
{
    QByteArray text = yaml;
    if (!text.isEmpty() && !text.endsWith('\n'))
        text += '\n';
    if (!root.IsMap() || !root[key])
        return text + key + ":\n" + blockItem(fields, 2);
    const YAML::Node list = root[key];
    int keyLine = 0;
    for (const auto &pair : root) {
        if (pair.first.Scalar() == key)
            keyLine = pair.first.Mark().line;
    }
    if (list.IsSequence() && list.Style() == YAML::EmitterStyle::Flow) {
        const qsizetype end = endOfFlow(text, list.Mark().pos);
        const QByteArray separator = list.size() > 0 ? ", " : "";
        return end < 0 ? QByteArray() : text.insert(end, separator + flowItem(fields));
    }
    const QList<QByteArray> lines = linesOf(text);
    const int indent = list.IsSequence() && list.size() > 0 ? indentOfItems(lines, keyLine) : 2;
    return joined(lines, endOfBlock(lines, keyLine), blockItem(fields, indent));
}

bool holds(const YAML::Node &item, const Fields &fields)
{
    return item.IsMap() && item.size() == size_t(fields.size())
        && std::all_of(fields.begin(), fields.end(), [&item](const auto &field) {
               const YAML::Node value = item[field.first.toStdString()];
               return value && value.IsScalar() && QString::fromStdString(value.Scalar()) == field.second;
           });
}

QStringList names(const YAML::Node &root, const char *key)
{
    QStringList names;
    if (!root.IsMap() || !root[key] || !root[key].IsSequence())
        return names;
    for (const YAML::Node &item : root[key]) {
        if (item.IsMap() && item["name"] && item["name"].IsScalar())
            names.append(QString::fromStdString(item["name"].Scalar()));
    }
    return names;
}

/// Whether `after` is `before` with one more item at the end of the list.
bool isOnlyAdded(const YAML::Node &before, const YAML::Node &after, const char *key, const Fields &fields)
{
    if (!after.IsMap() || !after[key] || !after[key].IsSequence() || after[key].size() == 0)
        return false;
    YAML::Node stripped = YAML::Clone(after);
    const size_t last = stripped[key].size() - 1;
    if (!holds(stripped[key][last], fields))
        return false;
    YAML::Node rest(YAML::NodeType::Sequence);
    for (size_t i = 0; i < last; ++i)
        rest.push_back(stripped[key][i]);
    YAML::Node expected = before.IsMap() ? YAML::Clone(before) : YAML::Node(YAML::NodeType::Map);
    const bool wasThere = expected[key] && expected[key].IsSequence();
    stripped[key] = rest;
    expected[key] = wasThere ? YAML::Node(expected[key]) : YAML::Node(YAML::NodeType::Sequence);
    for (YAML::Node node : {stripped[key], expected[key]})
        node.SetStyle(YAML::EmitterStyle::Block);
    return YAML::Dump(stripped) == YAML::Dump(expected);
}

Result<QByteArray> withItem(const QByteArray &yaml, const char *key, const Fields &fields)
{
    const char *taken = QT_TRANSLATE_NOOP("Phrase", "there is already something named %1");
    const char *unsafe = QT_TRANSLATE_NOOP("Phrase", "the file cannot be extended safely; add the entry by hand");
    try {
        const YAML::Node before = YAML::Load(yaml.toStdString());
        if (names(before, key).contains(fields.first().second))
            return failure(Error::Kind::Usage, fileName, Phrase(taken, {fields.first().second}));
        const QByteArray text = insertItem(yaml, before, key, fields);
        if (!text.isEmpty() && isOnlyAdded(before, YAML::Load(text.toStdString()), key, fields))
            return text;
        return failure(Error::Kind::Usage, fileName, Phrase(unsafe));
    } catch (const YAML::Exception &fault) {
        return failure(Error::Kind::Usage, fileName, QString::fromUtf8(fault.what()));
    }
}

/// Without the scheme of a file, which people leave out.
QString placeText(const Connection &connection)
{
    const QString scheme = QStringLiteral("file:");
    return connection.url.startsWith(scheme) ? connection.url.mid(scheme.size()) : connection.url;
}

/// Checks have a section of their own, where they go by their names alone.
Result<QByteArray> withCheck(const QByteArray &yaml, const Connection &check)
{
    Fields fields{{QStringLiteral("name"), check.id.text().section(u'/', 1)}, {QStringLiteral("url"), check.url}};
    if (!check.caFile.isEmpty())
        fields.append({QStringLiteral("ca"), check.caFile});
    return withItem(yaml, "checks", fields);
}

QString secondsText(std::chrono::milliseconds duration)
{
    return QStringLiteral("%1s").arg(std::max<qint64>(1, duration.count() / 1000));
}

} // namespace

Result<QByteArray> withConnection(const QByteArray &yaml, const Connection &connection)
{
    if (connection.kind == u"check")
        return withCheck(yaml, connection);
    Fields fields{{QStringLiteral("name"), connection.id.text()}, {QStringLiteral("kind"), connection.kind},
        {QStringLiteral("url"), placeText(connection)}};
    for (const auto &[key, value] :
        {std::pair(QStringLiteral("user"), connection.user), {QStringLiteral("secret"), connection.secret},
            {QStringLiteral("ca"), connection.caFile}, {QStringLiteral("mapping"), connection.mapping}}) {
        if (!value.isEmpty())
            fields.append({key, value});
    }
    if (connection.poll != Connection().poll)
        fields.append({QStringLiteral("poll"), secondsText(connection.poll)});
    return withItem(yaml, "connections", fields);
}

Result<QByteArray> withHost(const QByteArray &yaml, const HostSpec &host)
{
    Fields fields{{QStringLiteral("name"), host.id.text()}, {QStringLiteral("address"), host.address}};
    if (host.port != HostSpec().port)
        fields.append({QStringLiteral("port"), QString::number(host.port)});
    for (const auto &[key, value] :
        {std::pair(QStringLiteral("user"), host.user), {QStringLiteral("identity"), host.identity},
            {QStringLiteral("secret"), host.secret}, {QStringLiteral("environment"), host.environment.text()}}) {
        if (!value.isEmpty())
            fields.append({key, value});
    }
    return withItem(yaml, "hosts", fields);
}

QByteArray newWorkspace(const QString &name, const QString &title)
{
    return QStringLiteral("# A workspace of Opsdeck. `opsdeck check` names every fault in it.\nname: %1\ntitle: %2\n")
        .arg(scalar(name), scalar(title))
        .toUtf8();
}

} // namespace opsdeck
