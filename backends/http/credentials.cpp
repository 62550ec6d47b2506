// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/credentials.h"

#include "backends/http/fingerprint.h"
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

QCoro::Task<Result<Endpoint>> withWay(
    Endpoint endpoint, Connection connection, SecretStore &secrets, std::stop_token stop)
{
    const auto proxyPassword = co_await secrets.value(connection.proxySecret, stop);
    if (!proxyPassword)
        co_return tl::unexpected(proxyPassword.error());
    const auto keyPassword = co_await secrets.value(connection.clientKeySecret, stop);
    if (!keyPassword)
        co_return tl::unexpected(keyPassword.error());
    endpoint.proxy = Proxy{connection.proxy.toUtf8(), connection.proxyUser, *proxyPassword};
    endpoint.tls.certificate = connection.clientCertificate;
    endpoint.tls.key = connection.clientKey;
    endpoint.tls.keyPassword = *keyPassword;
    if (!connection.fingerprint.isEmpty()) {
        const auto pin = parseFingerprint(connection.fingerprint);
        if (!pin)
            co_return failure(
                Error::Kind::Usage, connection.id.text(), QStringLiteral("The fingerprint is no SHA-256."));
        endpoint.tls.pin = *pin;
    }
    co_return endpoint;
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
    endpoint.maxConnections = connection.maxConnections;
    endpoint.maxRate = connection.maxRate;
    auto complete = co_await withWay(endpoint, connection, secrets, stop);
    if (complete)
        complete->redaction = secrets.redaction();
    co_return complete;
}

} // namespace opsdeck::http
