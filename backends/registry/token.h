// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"
#include "backends/registry/parse.h"
#include "models/domain/workspace.h"

#include <QDeadlineTimer>
#include <QHash>

namespace opsdeck {

class SecretStore;

namespace registry {

/// What a request needs to be allowed: "repository:shop/cart:pull,push", one or more.
using Scopes = QStringList;
Scopes mayPull(const QString &repository);
Scopes mayPush(const QString &repository);

/// Where everything about a repository stands, below the registry's own address.
http::Url repositoryUrl(const http::Url &registry, const QString &repository);

/// Answers the challenge of one registry: Basic, or a Bearer token for what a request needs, from where the registry
/// says, kept until shortly before its end. The password goes to the registry itself and to whom mayTrustRealm() says,
/// the TLS identity to the registry's own origin alone. Sending the requests, and where redirects lead, is its owner's
/// business. I/O thread; outlives its coroutines.
class TokenKeeper
{
public:
    using Headers = QList<http::Header>;

    /// `endpoint` is the registry, yet without proxy and TLS files; of the connection those, and user and secret count.
    TokenKeeper(http::Endpoint endpoint, Connection connection, http::Client &http, SecretStore &secrets);

    /// Gives the endpoint its proxy and TLS files, once; before the first request.
    QCoro::Task<Result<void>> makeReady(std::stop_token stop);
    const http::Endpoint &endpoint() const { return m_endpoint; }

    /// What a request carries now; nothing before the first challenge, and for somebody without a login.
    QCoro::Task<Result<Headers>> headersFor(Scopes scopes, std::stop_token stop);
    /// What to try after a 401 to a request with `tried`; nothing where there is nothing else to try.
    QCoro::Task<Result<Headers>> afterRefusal(http::Answer refusal, Scopes scopes, Headers tried, std::stop_token stop);

private:
    struct CachedToken
    {
        http::Header header;
        QDeadlineTimer goodUntil;
    };

    QCoro::Task<Result<Headers>> login(std::stop_token stop);
    QCoro::Task<Result<Headers>> newToken(Scopes scopes, std::stop_token stop);
    const QString &name() const { return m_endpoint.name; }

    http::Endpoint m_endpoint;
    Connection m_connection;
    http::Client &m_http;
    SecretStore &m_secrets;
    bool m_isReady = false; ///< the endpoint has its proxy and TLS files
    std::optional<Challenge> m_challenge;
    QHash<Scopes, CachedToken> m_tokens;
};

} // namespace registry
} // namespace opsdeck
