// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/docker/parse.h"

#include "backends/json/json.h"

#include <QHash>
#include <QRegularExpression>

namespace opsdeck::docker {

namespace {

Digest digestIn(const QString &reference)
{
    return Digest::parse(reference.section(u'@', 1));
}

QDateTime fromEpoch(qint64 seconds)
{
    return seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime();
}

Container readContainer(json::Fields fields, const HostId &host)
{
    Container container;
    container.host = host;
    container.id = fields.text("Id");
    container.name = fields.texts("Names").value(0);
    if (container.name.startsWith(u'/'))
        container.name.remove(0, 1);
    container.image = fields.text("Image");
    container.imageId = fields.textOr("ImageID");
    container.digest = digestIn(container.image);
    container.state = fields.textOr("State");
    container.health = healthFromStatus(fields.textOr("Status"));
    container.labels = fields.textMap("Labels");
    container.composeProject = container.labels.value(QStringLiteral("com.docker.compose.project"));
    container.composeService = container.labels.value(QStringLiteral("com.docker.compose.service"));
    container.createdAt = fromEpoch(fields.integerOr("Created"));
    return container;
}

HostImage readImage(json::Fields fields, const HostId &host)
{
    HostImage image;
    image.host = host;
    image.id = fields.text("Id");
    image.tags = fields.texts("RepoTags");
    image.tags.removeAll(QStringLiteral("<none>:<none>"));
    const QStringList references = fields.texts("RepoDigests");
    for (const QString &reference : references)
        if (const Digest digest = digestIn(reference); !digest.isEmpty() && !image.digests.contains(digest))
            image.digests.append(digest);
    image.size = fields.integerOr("Size");
    image.createdAt = fromEpoch(fields.integerOr("Created"));
    return image;
}

template <typename T, typename Read> Result<QList<T>> readRows(const QByteArray &body, const HostId &host, Read read)
{
    const auto document = json::Document::parse(body, host.text());
    if (!document)
        return tl::unexpected(document.error());
    const auto elements = json::toList(document->root());
    if (!elements)
        return failure(Error::Kind::BadAnswer, host.text(), QStringLiteral("The Engine API answered no list"));
    QString fault;
    QList<T> rows;
    for (const json::Element element : *elements)
        rows.append(read(json::Fields(element, fault), host));
    return json::checked(rows, fault, host.text());
}

} // namespace

Result<QList<Container>> parseContainers(const QByteArray &body, const HostId &host)
{
    return readRows<Container>(body, host, readContainer);
}

Result<QList<HostImage>> parseImages(const QByteArray &body, const HostId &host)
{
    return readRows<HostImage>(body, host, readImage);
}

Result<SourceIdentity> parseIdentity(const QByteArray &version, const HostId &host)
{
    const auto document = json::Document::parse(version, host.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields fields(document->root(), fault);
    SourceIdentity identity;
    identity.product = QStringLiteral("Docker Engine");
    identity.version = fields.text("Version");
    return json::checked(identity, fault, host.text());
}

Result<EngineInfo> parseEngine(const QByteArray &version, const QByteArray &info, const HostId &host)
{
    const auto identity = parseIdentity(version, host);
    if (!identity)
        return tl::unexpected(identity.error());
    const auto document = json::Document::parse(info, host.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields fields(document->root(), fault);
    EngineInfo engine;
    engine.host = host;
    engine.version = identity->version;
    engine.operatingSystem = fields.textOr("OperatingSystem");
    engine.cpus = int(fields.integerOr("NCPU"));
    engine.memory = fields.integerOr("MemTotal");
    engine.containers = int(fields.integerOr("Containers"));
    return json::checked(engine, fault, host.text());
}

void fillDigests(QList<Container> &containers, const QList<HostImage> &images)
{
    QHash<QString, const HostImage *> byId;
    for (const HostImage &image : images)
        byId.insert(image.id, &image);
    for (Container &container : containers) {
        const HostImage *image = byId.value(container.imageId);
        if (container.digest.isEmpty() && image != nullptr)
            container.digest = image->digests.value(0);
    }
}

Health healthFromStatus(const QString &status)
{
    if (status.contains(QStringLiteral("(healthy)")))
        return Health::Healthy;
    if (status.contains(QStringLiteral("(unhealthy)")))
        return Health::Unhealthy;
    if (status.contains(QStringLiteral("(health: starting)")))
        return Health::Starting;
    return Health::None;
}

QString lowerApiVersion(const QString &ours, const QString &theirs)
{
    static const QRegularExpression form(QStringLiteral("\\A1\\.([0-9]{1,4})\\z"));
    const auto mine = form.match(ours);
    const auto other = form.match(theirs);
    if (!mine.hasMatch() || !other.hasMatch())
        return {};
    return mine.captured(1).toInt() <= other.captured(1).toInt() ? ours : theirs;
}

} // namespace opsdeck::docker
