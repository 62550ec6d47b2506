// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/registry/token.h"

namespace opsdeck::registry {

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

    http::Url repositoryUrl(const QString &repository) const
    {
        return registry::repositoryUrl(registryUrl(), repository);
    }
    QString name() const { return m_tokens.endpoint().name; }
    bool isSameAs(const Access &other) const { return registryUrl().origin() == other.registryUrl().origin(); }
    /// Where an answer of this registry leads to; BadAnswer where that is another server.
    Result<http::Url> locationOf(const http::Request &request, const http::Answer &answer) const;

private:
    using Headers = TokenKeeper::Headers;

    QCoro::Task<Result<http::Answer>> follow(http::Request request, Headers plain, std::stop_token stop);
    http::Url registryUrl() const { return m_tokens.endpoint().url(); }

    http::Client &m_http;
    SecretStore &m_secrets;
    TokenKeeper m_tokens;
};

} // namespace opsdeck::registry
