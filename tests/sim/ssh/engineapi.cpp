// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/fakeengine.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>

namespace opsdeck::sim {

namespace {

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray json(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact) + '\n';
}

FakeEngine::Reply message(int status, const QString &text)
{
    FakeEngine::Reply reply;
    reply.status = status;
    reply.body = json(QJsonObject{{QStringLiteral("message"), text}});
    return reply;
}

QJsonObject labelsOf(const FakeEngine::Container &container)
{
    QJsonObject labels;
    for (auto it = container.labels.begin(); it != container.labels.end(); ++it)
        labels.insert(it.key(), it.value());
    return labels;
}

int minor(const QString &version)
{
    return version.section(u'.', 1).toInt();
}

// "3 minutes", as the engine rounds it.
QString ageText(qint64 seconds)
{
    if (seconds < 1)
        return QStringLiteral("Less than a second");
    if (seconds < 120)
        return QStringLiteral("%1 seconds").arg(seconds);
    if (seconds < 7200)
        return QStringLiteral("%1 minutes").arg(seconds / 60);
    return seconds < 172'800 ? QStringLiteral("%1 hours").arg(seconds / 3600)
                             : QStringLiteral("%1 days").arg(seconds / 86'400);
}

} // namespace

FakeEngine::Reply FakeEngine::answer(const QByteArray &method, const QByteArray &target) const
{
    const std::scoped_lock lock(m_mutex);
    QUrl url;
    url.setUrl(QString::fromLatin1(target));
    QString path = url.path();
    Reply reply;
    QString asked = m_api;
    if (path.startsWith(QStringLiteral("/v1."))) {
        asked = path.section(u'/', 1, 1).mid(1);
        if (minor(asked) > minor(m_api))
            return message(400,
                QStringLiteral("client version %1 is too new. Maximum supported API version is %2").arg(asked, m_api));
        if (minor(asked) < minor(m_minApi))
            return message(400,
                QStringLiteral("client version %1 is too old. Minimum supported API version is %2, please upgrade your "
                               "client to a newer version")
                    .arg(asked, m_minApi));
        path = u'/' + path.section(u'/', 2);
    }
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    if (method != "GET" && method != "HEAD") {
        reply = message(405, QStringLiteral("method not allowed"));
    } else if (path == u"/_ping") {
        reply.contentType = "text/plain; charset=utf-8";
        reply.body = "OK";
    } else if (path == u"/version") {
        reply.body = json(versionInfo());
    } else if (path == u"/info") {
        reply.body = json(info());
    } else if (path == u"/containers/json") {
        const QString all = QUrlQuery(url).queryItemValue(QStringLiteral("all"));
        reply.body = containerList(all == u"1" || all == u"true");
    } else if (path == u"/images/json") {
        reply.body = imageList(minor(asked));
    } else if (parts.size() == 3 && parts.at(0) == u"containers" && parts.at(2) == u"json") {
        const auto found = container(parts.at(1));
        reply = found ? Reply{200, "application/json", json(inspectEntry(*found)), {}}
                      : message(404, QStringLiteral("No such container: ") + parts.at(1));
    } else {
        reply = message(404, QStringLiteral("page not found"));
    }
    reply.apiVersion = m_api.toLatin1();
    return reply;
}

QByteArray FakeEngine::containerList(bool all) const
{
    QJsonArray list;
    for (const Container &container : m_containers)
        if (all || stateOf(container) == u"running")
            list.prepend(listEntry(container));
    return json(list);
}

QJsonObject FakeEngine::listEntry(const Container &container) const
{
    const QString age = ageText(container.createdAt.secsTo(m_clock->now()));
    const QString health = healthOf(container);
    QString status
        = stateOf(container) == u"running" ? QStringLiteral("Up ") + age : QStringLiteral("Exited (1) %1 ago").arg(age);
    if (!health.isEmpty())
        status += health == u"starting" ? QStringLiteral(" (health: starting)") : QStringLiteral(" (%1)").arg(health);
    const QString network
        = container.labels.value(QStringLiteral("com.docker.compose.project")) + QStringLiteral("_default");
    return {{QStringLiteral("Id"), container.id}, {QStringLiteral("Names"), QJsonArray{u'/' + container.name}},
        {QStringLiteral("Image"), container.image}, {QStringLiteral("ImageID"), container.imageId},
        {QStringLiteral("Command"), QStringLiteral("/app/server")},
        {QStringLiteral("Created"), container.createdAt.toSecsSinceEpoch()}, {QStringLiteral("Ports"), QJsonArray()},
        {QStringLiteral("Labels"), labelsOf(container)}, {QStringLiteral("State"), stateOf(container)},
        {QStringLiteral("Status"), status},
        {QStringLiteral("HostConfig"), QJsonObject{{QStringLiteral("NetworkMode"), network}}},
        {QStringLiteral("NetworkSettings"), QJsonObject{{QStringLiteral("Networks"), QJsonObject()}}},
        {QStringLiteral("Mounts"), QJsonArray()}};
}

QJsonObject FakeEngine::inspectEntry(const Container &container) const
{
    const bool running = stateOf(container) == u"running";
    QJsonObject state{{QStringLiteral("Status"), stateOf(container)}, {QStringLiteral("Running"), running},
        {QStringLiteral("ExitCode"), running ? 0 : 1},
        {QStringLiteral("StartedAt"), container.createdAt.toString(Qt::ISODateWithMs)}};
    if (const QString health = healthOf(container); !health.isEmpty())
        state.insert(QStringLiteral("Health"),
            QJsonObject{{QStringLiteral("Status"), health},
                {QStringLiteral("FailingStreak"), health == u"unhealthy" ? 3 : 0},
                {QStringLiteral("Log"), QJsonArray()}});
    return {{QStringLiteral("Id"), container.id},
        {QStringLiteral("Created"), container.createdAt.toString(Qt::ISODateWithMs)},
        {QStringLiteral("Name"), QString(u'/' + container.name)}, {QStringLiteral("Image"), container.imageId},
        {QStringLiteral("RestartCount"), 0}, {QStringLiteral("State"), state},
        {QStringLiteral("Config"),
            QJsonObject{{QStringLiteral("Image"), container.image}, {QStringLiteral("Tty"), false},
                {QStringLiteral("Labels"), labelsOf(container)}}}};
}

QByteArray FakeEngine::imageList(int minorVersion) const
{
    QJsonArray list;
    for (const Image &image : m_images) {
        QJsonObject entry{{QStringLiteral("Id"), image.id}, {QStringLiteral("ParentId"), QString()},
            {QStringLiteral("RepoTags"), QJsonArray::fromStringList(image.tags)},
            {QStringLiteral("RepoDigests"), QJsonArray::fromStringList(image.digests)},
            {QStringLiteral("Created"), image.createdAt.toSecsSinceEpoch()}, {QStringLiteral("Size"), image.size},
            {QStringLiteral("SharedSize"), -1}, {QStringLiteral("Containers"), -1},
            {QStringLiteral("Labels"), QJsonValue::Null}};
        if (minorVersion < 44)
            entry.insert(QStringLiteral("VirtualSize"), image.size);
        list.append(entry);
    }
    return json(list);
}

QJsonObject FakeEngine::versionInfo() const
{
    return {{QStringLiteral("Platform"),
                QJsonObject{{QStringLiteral("Name"), QStringLiteral("Docker Engine - Community")}}},
        {QStringLiteral("Version"), m_version}, {QStringLiteral("ApiVersion"), m_api},
        {QStringLiteral("MinAPIVersion"), m_minApi}, {QStringLiteral("Os"), QStringLiteral("linux")},
        {QStringLiteral("Arch"), QStringLiteral("amd64")}};
}

QJsonObject FakeEngine::info() const
{
    return {{QStringLiteral("ID"), QStringLiteral("opsdeck-sim")},
        {QStringLiteral("Containers"), qint64(m_containers.size())},
        {QStringLiteral("Images"), qint64(m_images.size())}, {QStringLiteral("Driver"), QStringLiteral("overlay2")},
        {QStringLiteral("NCPU"), 4}, {QStringLiteral("MemTotal"), qint64(8'330'264'576)},
        {QStringLiteral("OSType"), QStringLiteral("linux")},
        {QStringLiteral("OperatingSystem"), QStringLiteral("Debian GNU/Linux 12 (bookworm)")},
        {QStringLiteral("ServerVersion"), m_version}};
}

} // namespace opsdeck::sim
