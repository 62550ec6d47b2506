// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/columns.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace opsdeck::store {

namespace {

template <typename T, typename Fn> void putArray(SQLite::Statement &to, int index, const QList<T> &values, Fn toJson)
{
    if (values.isEmpty())
        return to.bind(index, "[]");
    QJsonArray array;
    for (const T &value : values)
        array.append(toJson(value));
    put(to, index, QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)));
}

QByteArray bytesOf(const SQLite::Column &from)
{
    const char *text = from.getText();
    return QByteArray(text, from.getBytes());
}

template <typename T, typename Fn> void getArray(const SQLite::Column &from, QList<T> &values, Fn fromJson)
{
    values.clear();
    const QByteArray json = bytesOf(from);
    if (json == "[]")
        return;
    for (const QJsonValue value : QJsonDocument::fromJson(json).array())
        values.append(fromJson(value));
}

void appendUtf8(std::string &to, const QString &text)
{
    const size_t at = to.size();
    to.resize(at + static_cast<size_t>(text.size()));
    char *out = to.data() + at;
    for (const QChar c : text) {
        if (c.unicode() >= 0x80) {
            to.replace(at, std::string::npos, text.toStdString());
            return;
        }
        *out++ = static_cast<char>(c.unicode());
    }
}

/// A JSON string as QJsonDocument writes it.
void appendText(std::string &json, const QString &text)
{
    constexpr std::string_view special = "\b\f\n\r\t\"\\";
    constexpr std::string_view letters = "bfnrt\"\\";
    constexpr std::string_view digits = "0123456789abcdef";
    const size_t begin = json.size() + 1;
    json += '"';
    appendUtf8(json, text);
    const auto isSpecial = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; };
    if (std::none_of(json.cbegin() + static_cast<ptrdiff_t>(begin), json.cend(), isSpecial)) {
        json += '"';
        return;
    }
    const std::string plain = json.substr(begin);
    json.resize(begin);
    for (const char c : plain) {
        if (!isSpecial(c))
            json += c;
        else if (const auto at = special.find(c); at != std::string_view::npos)
            (json += '\\') += letters.at(at);
        else
            ((json += "\\u00") += digits.at(static_cast<size_t>(c) >> 4)) += digits.at(static_cast<size_t>(c) & 15);
    }
    json += '"';
}

QJsonValue jobToJson(const Job &job)
{
    return QJsonObject{{QStringLiteral("id"), job.id}, {QStringLiteral("stage"), job.stage},
        {QStringLiteral("name"), job.name}, {QStringLiteral("status"), job.status},
        {QStringLiteral("duration"), job.duration}, {QStringLiteral("queued"), job.queued}};
}

Job jobFromJson(const QJsonValue &json)
{
    return {.id = json[u"id"].toInteger(),
        .stage = json[u"stage"].toString(),
        .name = json[u"name"].toString(),
        .status = json[u"status"].toString(),
        .duration = json[u"duration"].toDouble(),
        .queued = json[u"queued"].toDouble()};
}

QJsonValue matcherToJson(const Silence::Matcher &matcher)
{
    return QJsonObject{{QStringLiteral("name"), matcher.name}, {QStringLiteral("value"), matcher.value},
        {QStringLiteral("isRegex"), matcher.isRegex}, {QStringLiteral("isEqual"), matcher.isEqual}};
}

Silence::Matcher matcherFromJson(const QJsonValue &json)
{
    return {.name = json[u"name"].toString(),
        .value = json[u"value"].toString(),
        .isRegex = json[u"isRegex"].toBool(),
        .isEqual = json[u"isEqual"].toBool(true)};
}

QJsonValue noteToJson(const AlertNote &note)
{
    return QJsonObject{{QStringLiteral("kind"), static_cast<int>(note.kind)}, {QStringLiteral("by"), note.by},
        {QStringLiteral("text"), note.text},
        {QStringLiteral("at"), note.at.isValid() ? QJsonValue(note.at.toMSecsSinceEpoch()) : QJsonValue()}};
}

AlertNote noteFromJson(const QJsonValue &json)
{
    const int kind = json[u"kind"].toInt();
    return {.kind = static_cast<AlertNote::Kind>(kind >= 0 && kind < enumeratorsOf<AlertNote::Kind> ? kind : 0),
        .by = json[u"by"].toString(),
        .text = json[u"text"].toString(),
        .at = json[u"at"].isDouble() ? QDateTime::fromMSecsSinceEpoch(json[u"at"].toInteger(), Qt::UTC) : QDateTime()};
}

} // namespace

void put(SQLite::Statement &to, int index, const QString &value)
{
    thread_local std::string utf8; // thousands of rows in turn, none of which needs memory of its own
    utf8.clear();
    appendUtf8(utf8, value);
    to.bind(index, utf8);
}

void put(SQLite::Statement &to, int index, const QByteArray &value)
{
    to.bind(index, static_cast<const void *>(value.constData()), static_cast<int>(value.size()));
}

void put(SQLite::Statement &to, int index, qint64 value)
{
    to.bind(index, static_cast<int64_t>(value));
}

void put(SQLite::Statement &to, int index, int value)
{
    to.bind(index, value);
}

void put(SQLite::Statement &to, int index, bool value)
{
    to.bind(index, value ? 1 : 0);
}

void put(SQLite::Statement &to, int index, const QDateTime &value)
{
    if (value.isValid())
        put(to, index, value.toMSecsSinceEpoch());
    else
        to.bind(index);
}

void put(SQLite::Statement &to, int index, const Digest &value)
{
    put(to, index, value.text());
}

void put(SQLite::Statement &to, int index, const Labels &value)
{
    thread_local std::string json;
    json.clear();
    for (auto it = value.cbegin(); it != value.cend(); ++it) {
        json += json.empty() ? '{' : ',';
        appendText(json, it.key());
        json += ':';
        appendText(json, it.value());
    }
    json += json.empty() ? "{}" : "}";
    to.bind(index, json);
}

void put(SQLite::Statement &to, int index, const QStringList &value)
{
    putArray(to, index, value, [](const QString &text) { return QJsonValue(text); });
}

void put(SQLite::Statement &to, int index, const QList<Digest> &value)
{
    putArray(to, index, value, [](const Digest &digest) { return QJsonValue(digest.text()); });
}

void put(SQLite::Statement &to, int index, const QList<Job> &value)
{
    putArray(to, index, value, jobToJson);
}

void put(SQLite::Statement &to, int index, const QList<Silence::Matcher> &value)
{
    putArray(to, index, value, matcherToJson);
}

void put(SQLite::Statement &to, int index, const QList<AlertNote> &value)
{
    putArray(to, index, value, noteToJson);
}

void get(const SQLite::Column &from, QString &value)
{
    const char *text = from.getText();
    value = QString::fromUtf8(text, from.getBytes());
}

void get(const SQLite::Column &from, QByteArray &value)
{
    const void *blob = from.getBlob();
    value = QByteArray(static_cast<const char *>(blob), from.getBytes());
}

void get(const SQLite::Column &from, qint64 &value)
{
    value = from.getInt64();
}

void get(const SQLite::Column &from, int &value)
{
    value = from.getInt();
}

void get(const SQLite::Column &from, bool &value)
{
    value = from.getInt() != 0;
}

void get(const SQLite::Column &from, QDateTime &value)
{
    value = from.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(from.getInt64(), Qt::UTC);
}

void get(const SQLite::Column &from, Digest &value)
{
    QString text;
    get(from, text);
    value = Digest::parse(text);
}

void get(const SQLite::Column &from, Labels &value)
{
    value.clear();
    const QJsonObject object = QJsonDocument::fromJson(bytesOf(from)).object();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        value.insert(it.key(), it.value().toString());
}

void get(const SQLite::Column &from, QStringList &value)
{
    getArray(from, value, [](const QJsonValue &json) { return json.toString(); });
}

void get(const SQLite::Column &from, QList<Digest> &value)
{
    getArray(from, value, [](const QJsonValue &json) { return Digest::parse(json.toString()); });
}

void get(const SQLite::Column &from, QList<Job> &value)
{
    getArray(from, value, jobFromJson);
}

void get(const SQLite::Column &from, QList<Silence::Matcher> &value)
{
    getArray(from, value, matcherFromJson);
}

void get(const SQLite::Column &from, QList<AlertNote> &value)
{
    getArray(from, value, noteFromJson);
}

} // namespace opsdeck::store
