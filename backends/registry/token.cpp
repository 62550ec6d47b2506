// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/token.h"

#include "backends/http/credentials.h"
#include "backends/secrets/secretstore.h"

namespace opsdeck::registry {

namespace {

constexpr std::chrono::seconds TokenMargin{10};

} // namespace

Scopes mayPull(const QString &repository)
{
    return {QStringLiteral("repository:%1:pull").arg(repository)};
}

Scopes mayPush(const QString &repository)
{
    return {QStringLiteral("repository:%1:pull,push").arg(repository)};
}

http::Url repositoryUrl(const http::Url &registry, const QString &repository)
{
    auto url = registry.path("v2");
    for (const QString &part : repository.split(u'/'))
        url = url.segment(part);
    return url;
}

TokenKeeper::TokenKeeper(http::Endpoint endpoint, Connection connection, http::Client &http, SecretStore &secrets)
    : m_endpoint(std::move(endpoint))
    , m_connection(std::move(connection))
    , m_http(http)
    , m_secrets(secrets)
{ }

QCoro::Task<Result<void>> TokenKeeper::makeReady(std::stop_token stop)
{
    if (m_isReady)
        co_return {};
    const auto made = co_await http::withWay(m_endpoint, m_connection, m_secrets, stop);
    if (!made)
        co_return tl::unexpected(made.error());
    m_endpoint = *made;
    m_isReady = true;
    co_return {};
}

QCoro::Task<Result<TokenKeeper::Headers>> TokenKeeper::headersFor(Scopes scopes, std::stop_token stop)
{
    if (!m_challenge)
        co_return Headers();
    if (m_challenge->scheme == Challenge::Scheme::Basic)
        co_return co_await login(stop);
    if (const auto kept = m_tokens.constFind(scopes); kept != m_tokens.cend() && !kept->goodUntil.hasExpired())
        co_return Headers{kept->header};
    co_return co_await newToken(std::move(scopes), stop);
}

/// The registry was not asked yet how it wants to be asked, or a token is no longer good.
QCoro::Task<Result<TokenKeeper::Headers>> TokenKeeper::afterRefusal(
    http::Answer refusal, Scopes scopes, Headers tried, std::stop_token stop)
{
    m_challenge = parseChallenge(refusal);
    m_tokens.remove(scopes);
    const auto fresh = co_await headersFor(std::move(scopes), stop);
    if (fresh && *fresh == tried)
        co_return Headers();
    co_return fresh;
}

QCoro::Task<Result<TokenKeeper::Headers>> TokenKeeper::login(std::stop_token stop)
{
    if (m_connection.user.isEmpty() && m_connection.secret.isEmpty())
        co_return Headers();
    if (m_connection.user.isEmpty())
        co_return failure(Error::Kind::Usage, name(), QStringLiteral("A registry with a secret needs a user too."));
    const auto secret = co_await m_secrets.value(m_connection.secret, stop);
    if (!secret)
        co_return tl::unexpected(secret.error());
    co_return Headers{http::basic(m_connection.user, *secret)};
}

QCoro::Task<Result<TokenKeeper::Headers>> TokenKeeper::newToken(Scopes scopes, std::stop_token stop)
{
    const Challenge challenge = *m_challenge;
    http::Request request;
    request.url = m_endpoint.url().resolved(challenge.realm);
    if (!challenge.service.isEmpty())
        request.url = request.url.query("service", challenge.service);
    for (const QString &scope : std::as_const(scopes))
        request.url = request.url.query("scope", scope);
    request.maxBody = 1024 * 1024;
    if (mayTrustRealm(m_endpoint.url(), request.url)) {
        const auto credentials = co_await login(stop);
        if (!credentials)
            co_return tl::unexpected(credentials.error());
        request.headers = *credentials;
    }
    // The realm's own endpoint, so that redirects are judged against it.
    http::Endpoint realm = m_endpoint;
    realm.baseUrl = request.url.origin();
    if (realm.baseUrl != m_endpoint.url().origin())
        realm.tls = {};
    const auto answer = co_await m_http.send(realm, request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto token = parseToken(answer->body, name());
    if (!token)
        co_return tl::unexpected(token.error());
    const CachedToken cached{http::bearer(token->text), QDeadlineTimer(token->lifetime - TokenMargin)};
    m_tokens.insert(scopes, cached);
    co_return Headers{cached.header};
}

} // namespace opsdeck::registry
