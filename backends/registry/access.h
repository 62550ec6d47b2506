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

/// One registry as who copies images needs it: any request, with the registry's challenge answered for what the request
/// needs. Follows redirects of GET and HEAD, also to another server (object storage), which then sees no credentials of
/// ours. I/O thread; outlives its coroutines.
class Access
{
public:
    Access(Connection connection, http::Client &http, SecretStore &secrets);

    /// One exchange, any status. Nothing is repeated but what a 401 or a redirect asks for.
    QCoro::Task<Result<http::Answer>> exchange(http::Request request, Scopes scopes, std::stop_token stop);
    /// As exchange; an error unless the status is 2xx.
    QCoro::Task<Result<http::Answer>> send(http::Request request, Scopes scopes, std::stop_token stop);
    /// As send, up to three times where the server or the way to it is out of order; for GET and HEAD without a sink.
    QCoro::Task<Result<http::Answer>> fetch(http::Request request, Scopes scopes, std::stop_token stop);

    http::Url repositoryUrl(const QString &repository) const;
    QString name() const { return m_connection.id.text(); }
    bool isSameAs(const Access &other) const { return m_endpoint.url().origin() == other.m_endpoint.url().origin(); }
    /// Where an answer of this registry leads to; BadAnswer where that is another server.
    Result<http::Url> locationOf(const http::Request &request, const http::Answer &answer) const;

private:
    struct CachedToken
    {
        http::Header header;
        QDeadlineTimer goodUntil;
    };
    using Headers = QList<http::Header>;

    QCoro::Task<Result<void>> makeReady(std::stop_token stop);
    QCoro::Task<Result<http::Answer>> follow(http::Request request, Headers plain, std::stop_token stop);
    QCoro::Task<Result<Headers>> authorisation(Scopes scopes, std::stop_token stop);
    QCoro::Task<Result<Headers>> login(std::stop_token stop);
    QCoro::Task<Result<Headers>> newToken(Scopes scopes, std::stop_token stop);

    Connection m_connection;
    http::Client &m_http;
    SecretStore &m_secrets;
    http::Endpoint m_endpoint;
    bool m_isReady = false; ///< the endpoint has its proxy and TLS files
    std::optional<Challenge> m_challenge;
    QHash<Scopes, CachedToken> m_tokens;
};

} // namespace registry
} // namespace opsdeck
