// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/cursor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>

namespace opsdeck::harbor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Version = 1;
constexpr std::chrono::milliseconds RereadAfter = 10min;

QDateTime timeOf(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

QJsonValue toJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toMSecsSinceEpoch()) : QJsonValue();
}

} // namespace

bool RepositoryMark::isDue(const QDateTime &now) const
{
    return !readAt.isValid() || scanning || now >= readAt.addMSecs(RereadAfter.count());
}

void Cursor::queueDue(const QDateTime &now)
{
    queue.clear();
    for (auto mark = repositories.cbegin(); mark != repositories.cend(); ++mark) {
        if (mark->isDue(now))
            queue.append(mark.key());
    }
    for (const QString &name : std::as_const(queue))
        repositories[name].page = 1;
}

Cursor Cursor::parse(const QByteArray &json)
{
    const auto root = QJsonDocument::fromJson(json).object();
    if (root[u"version"_s].toInt() != Version)
        return {};
    Cursor cursor;
    const auto marks = root[u"repositories"_s].toObject();
    for (auto mark = marks.begin(); mark != marks.end(); ++mark) {
        const auto object = mark.value().toObject();
        cursor.repositories.insert(mark.key(),
            {.updatedAt = timeOf(object[u"updatedAt"_s]),
                .artifacts = object[u"artifacts"_s].toInt(),
                .readAt = timeOf(object[u"readAt"_s]),
                .scanning = object[u"scanning"_s].toBool(),
                .page = std::max(1, object[u"page"_s].toInt())});
    }
    cursor.listed = root[u"listed"_s].toString().toLatin1();
    for (const auto &name : root[u"queue"_s].toArray()) {
        if (cursor.repositories.contains(name.toString()))
            cursor.queue.append(name.toString());
    }
    return cursor;
}

QByteArray Cursor::json() const
{
    QJsonObject marks;
    for (auto mark = repositories.begin(); mark != repositories.end(); ++mark)
        marks.insert(mark.key(),
            QJsonObject{{u"updatedAt"_s, toJson(mark->updatedAt)}, {u"artifacts"_s, mark->artifacts},
                {u"readAt"_s, toJson(mark->readAt)}, {u"scanning"_s, mark->scanning}, {u"page"_s, mark->page}});
    const QJsonObject root{{u"version"_s, Version}, {u"repositories"_s, marks},
        {u"queue"_s, QJsonArray::fromStringList(queue)}, {u"listed"_s, QString::fromLatin1(listed)}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

} // namespace opsdeck::harbor
