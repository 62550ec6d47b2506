// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/registry/client.h"
#include "models/ports/imageresolver.h"

#include <map>
#include <memory>

namespace opsdeck::registry {

/// Finds the registry that an image names: the workspace's connection with that host and port, else the host itself,
/// anonymously, by HTTPS unless it is this machine.
class Resolver final : public ImageResolver
{
public:
    /// Connections of other kinds than harbor and registry are left aside.
    Resolver(QList<Connection> connections, http::Client &http, SecretStore &secrets);

    QCoro::Task<Result<Digest>> resolve(ImageRef image, std::stop_token stop) override;
    QCoro::Task<Result<QStringList>> tags(ImageRef image, std::stop_token stop) override;

private:
    Client &clientOf(const QString &registry);

    QList<Connection> m_connections;
    http::Client &m_http;
    SecretStore &m_secrets;
    std::map<QString, std::unique_ptr<Client>> m_clients; ///< by the name that images give
};

/// The connection through which a registry host is asked.
Connection connectionFor(const QString &registry, const QList<Connection> &connections);

} // namespace opsdeck::registry
