// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/resolver.h"

namespace opsdeck::registry {

namespace {

/// What Docker understands by an image that names no registry.
bool isDockerHub(const QString &registry)
{
    return registry.isEmpty() || registry == u"docker.io" || registry == u"index.docker.io";
}

bool isThisMachine(const QString &registry)
{
    const QString host = registry.section(u':', 0, 0);
    return host == u"localhost" || host.startsWith(QStringLiteral("127."));
}

QString repositoryOf(const ImageRef &image)
{
    const bool official = isDockerHub(image.registry) && !image.repository.contains(u'/');
    return official ? QStringLiteral("library/") + image.repository : image.repository;
}

} // namespace

Connection connectionFor(const QString &registry, const QList<Connection> &connections)
{
    const QString host = isDockerHub(registry) ? QStringLiteral("registry-1.docker.io") : registry;
    for (const Connection &connection : connections) {
        const QByteArray origin = http::Url(connection.url.toUtf8()).origin();
        const QByteArray scheme = origin.left(origin.indexOf("://"));
        if (!origin.isEmpty() && http::Url(scheme + "://" + host.toUtf8()).origin() == origin) {
            // The registry's API stands at the root, whatever path the connection's own API has.
            Connection found = connection;
            found.url = QString::fromUtf8(origin);
            return found;
        }
    }
    Connection anonymous;
    anonymous.id = SourceId(host);
    anonymous.kind = QStringLiteral("registry");
    anonymous.url = (isThisMachine(host) ? QStringLiteral("http://") : QStringLiteral("https://")) + host;
    return anonymous;
}

Resolver::Resolver(QList<Connection> connections, http::Client &http, SecretStore &secrets)
    : m_connections(std::move(connections))
    , m_http(http)
    , m_secrets(secrets)
{
    m_connections.removeIf([](const Connection &c) { return c.kind != u"harbor" && c.kind != u"registry"; });
}

Client &Resolver::clientOf(const QString &registry)
{
    auto &client = m_clients[registry];
    if (!client)
        client = std::make_unique<Client>(connectionFor(registry, m_connections), m_http, m_secrets);
    return *client;
}

QCoro::Task<Result<Digest>> Resolver::resolve(ImageRef image, std::stop_token stop)
{
    QString reference = image.tag.isEmpty() ? image.digest.text() : image.tag;
    if (reference.isEmpty())
        reference = QStringLiteral("latest");
    return clientOf(image.registry).digest(repositoryOf(image), std::move(reference), std::move(stop));
}

QCoro::Task<Result<QStringList>> Resolver::tags(ImageRef image, std::stop_token stop)
{
    return clientOf(image.registry).tags(repositoryOf(image), std::move(stop));
}

} // namespace opsdeck::registry
