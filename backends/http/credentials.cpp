// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/credentials.h"

#include "backends/secrets/secretstore.h"

namespace opsdeck::http {

namespace {

QList<Header> credentials(const Connection &connection, const QString &secret)
{
    if (connection.kind == u"gitlab")
        return secret.isEmpty() ? QList<Header>() : QList<Header>{{"PRIVATE-TOKEN", secret.toUtf8()}};
    if (!connection.user.isEmpty())
        return {basic(connection.user, secret)};
    return secret.isEmpty() ? QList<Header>() : QList<Header>{bearer(secret)};
}

} // namespace

Header basic(const QString &user, const QString &password)
{
    return {"Authorization", "Basic " + (user + u':' + password).toUtf8().toBase64()};
}

Header bearer(const QString &token)
{
    return {"Authorization", "Bearer " + token.toUtf8()};
}

QCoro::Task<Result<Endpoint>> endpointFor(Connection connection, SecretStore &secrets, std::stop_token stop)
{
    const auto secret = co_await secrets.value(connection.secret, stop);
    if (!secret)
        co_return tl::unexpected(secret.error());
    Endpoint endpoint;
    endpoint.name = connection.id.text();
    endpoint.baseUrl = connection.url.toUtf8();
    endpoint.headers = credentials(connection, *secret);
    endpoint.caFile = connection.caFile;
    co_return endpoint;
}

} // namespace opsdeck::http
