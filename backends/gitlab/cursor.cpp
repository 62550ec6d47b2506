// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/cursor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>

namespace opsdeck::gitlab {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Version = 1;
/// A row can become visible a little after the time it carries (a transaction that ends late).
constexpr std::chrono::milliseconds Overlap = 10s;
constexpr std::chrono::milliseconds ActivityGrain = 65min;
constexpr std::chrono::milliseconds RereadAfter = 5min;

QDateTime timeOf(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

void put(QJsonObject *object, const QString &name, const QDateTime &time)
{
    if (time.isValid())
        object->insert(name, time.toMSecsSinceEpoch());
}

ListMark listOf(const QJsonObject &object)
{
    ListMark mark;
    mark.after = timeOf(object[u"after"_s]);
    mark.newest = timeOf(object[u"newest"_s]);
    mark.resume = object[u"resume"_s].toString().toUtf8();
    const auto recent = object[u"recent"_s].toObject();
    for (auto row = recent.begin(); row != recent.end(); ++row)
        mark.recent.insert(row.key().toLongLong(), row.value().toInteger());
    return mark;
}

QJsonObject toJson(const ListMark &mark)
{
    QJsonObject object;
    put(&object, u"after"_s, mark.after);
    put(&object, u"newest"_s, mark.newest);
    if (!mark.resume.isEmpty())
        object.insert(u"resume"_s, QString::fromUtf8(mark.resume));
    QJsonObject recent;
    for (auto row = mark.recent.begin(); row != mark.recent.end(); ++row)
        recent.insert(QString::number(row.key()), row.value());
    if (!recent.isEmpty())
        object.insert(u"recent"_s, recent);
    return object;
}

ProjectMark projectOf(const QJsonObject &object)
{
    ProjectMark mark;
    mark.activity = timeOf(object[u"activity"_s]);
    mark.readActivity = timeOf(object[u"readActivity"_s]);
    mark.readAt = timeOf(object[u"readAt"_s]);
    mark.listed = object[u"listed"_s].toBool();
    mark.pipelines = listOf(object[u"pipelines"_s].toObject());
    mark.mergeRequests = listOf(object[u"mergeRequests"_s].toObject());
    mark.deployments = listOf(object[u"deployments"_s].toObject());
    return mark;
}

QJsonObject toJson(const ProjectMark &mark)
{
    QJsonObject object;
    put(&object, u"activity"_s, mark.activity);
    put(&object, u"readActivity"_s, mark.readActivity);
    put(&object, u"readAt"_s, mark.readAt);
    if (mark.listed)
        object.insert(u"listed"_s, true);
    object.insert(u"pipelines"_s, toJson(mark.pipelines));
    object.insert(u"mergeRequests"_s, toJson(mark.mergeRequests));
    object.insert(u"deployments"_s, toJson(mark.deployments));
    return object;
}

} // namespace

bool ListMark::knows(qint64 id, const QDateTime &updatedAt) const
{
    const auto row = recent.constFind(id);
    return row != recent.constEnd() && updatedAt.isValid() && *row == updatedAt.toMSecsSinceEpoch();
}

void ListMark::note(qint64 id, const QDateTime &updatedAt)
{
    if (!updatedAt.isValid())
        return;
    recent.insert(id, updatedAt.toMSecsSinceEpoch());
    if (!newest.isValid() || updatedAt > newest)
        newest = updatedAt;
    const qint64 oldest = newest.toMSecsSinceEpoch() - Overlap.count();
    recent.removeIf([oldest](QMap<qint64, qint64>::iterator row) { return row.value() < oldest; });
}

void ListMark::stopAt(const QByteArray &nextPage)
{
    resume = nextPage;
    if (nextPage.isEmpty() && newest.isValid())
        after = newest.addMSecs(-Overlap.count());
}

bool ProjectMark::isDue(const QDateTime &now) const
{
    if (!readAt.isValid() || activity != readActivity)
        return true;
    return activity.isValid() && readAt < activity.addMSecs(ActivityGrain.count())
        && now >= readAt.addMSecs(RereadAfter.count());
}

bool ProjectMark::isWarm(const QDateTime &now) const
{
    const QDateTime oldest = now.addMSecs(-ActivityGrain.count());
    return (activity.isValid() && activity > oldest) || (pipelines.newest.isValid() && pipelines.newest > oldest);
}

bool ProjectMark::isUnfinished() const
{
    return !pipelines.resume.isEmpty() || !mergeRequests.resume.isEmpty() || !deployments.resume.isEmpty();
}

Cursor Cursor::parse(const QByteArray &json)
{
    const auto root = QJsonDocument::fromJson(json).object();
    if (root[u"version"_s].toInt() != Version)
        return {};
    Cursor cursor;
    cursor.fullListingAt = timeOf(root[u"fullListingAt"_s]);
    cursor.activeSince = timeOf(root[u"activeSince"_s]);
    cursor.listing = root[u"listing"_s].toString().toUtf8();
    cursor.listingAll = root[u"listingAll"_s].toBool();
    const auto ids = root[u"ids"_s].toObject();
    for (auto id = ids.begin(); id != ids.end(); ++id)
        cursor.ids.insert(id.key(), id.value().toInteger());
    const auto projects = root[u"projects"_s].toObject();
    for (auto project = projects.begin(); project != projects.end(); ++project)
        cursor.projects.insert(project.key().toLongLong(), projectOf(project.value().toObject()));
    for (const auto &id : root[u"queue"_s].toArray()) {
        if (cursor.projects.contains(id.toInteger()))
            cursor.queue.append(id.toInteger());
    }
    return cursor;
}

QByteArray Cursor::json() const
{
    QJsonObject root{{u"version"_s, Version}};
    put(&root, u"fullListingAt"_s, fullListingAt);
    put(&root, u"activeSince"_s, activeSince);
    if (!listing.isEmpty()) {
        root.insert(u"listing"_s, QString::fromUtf8(listing));
        root.insert(u"listingAll"_s, listingAll);
    }
    QJsonObject paths;
    for (auto id = ids.begin(); id != ids.end(); ++id)
        paths.insert(id.key(), id.value());
    root.insert(u"ids"_s, paths);
    QJsonObject marks;
    for (auto project = projects.begin(); project != projects.end(); ++project)
        marks.insert(QString::number(project.key()), toJson(project.value()));
    root.insert(u"projects"_s, marks);
    QJsonArray left;
    for (const qint64 id : queue)
        left.append(id);
    root.insert(u"queue"_s, left);
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

} // namespace opsdeck::gitlab
