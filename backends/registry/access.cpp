// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/access.h"

#include "backends/async/await.h"
#include "backends/http/credentials.h"
#include "backends/secrets/secretstore.h"

#include <algorithm>

namespace opsdeck::registry {

namespace {

constexpr int MaxRedirects = 5;
constexpr int MaxTries = 3;
constexpr std::chrono::seconds TokenMargin{10};
constexpr std::chrono::milliseconds FirstPause{300};
constexpr std::chrono::seconds LongestPause{30};

bool isRedirect(const http::Answer &answer)
{
    const int status = answer.status;
    const bool leads = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    return leads && !answer.header("location").isEmpty();
}

bool isPassing(const Error &error)
{
    return error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout
        || error.kind == Error::Kind::RateLimited || (error.status >= 502 && error.status <= 504);
}

} // namespace

Scopes mayPull(const QString &repository)
{
    return {QStringLiteral("repository:%1:pull").arg(repository)};
}

Scopes mayPush(const QString &repository)
{
    return {QStringLiteral("repository:%1:pull,push").arg(repository)};
}

Access::Access(Connection connection, http::Client &http, SecretStore &secrets)
    : m_connection(std::move(connection))
    , m_http(http)
    , m_secrets(secrets)
{
    m_endpoint.name = name();
    m_endpoint.baseUrl = m_connection.url.toUtf8();
    m_endpoint.caFile = m_connection.caFile;
    m_endpoint.maxConnections = m_connection.maxConnections;
    m_endpoint.maxRate = m_connection.maxRate;
    m_endpoint.redaction = m_secrets.redaction();
}

http::Url Access::repositoryUrl(const QString &repository) const
{
    auto url = m_endpoint.url().path("v2");
    for (const QString &part : repository.split(u'/'))
        url = url.segment(part);
    return url;
}

Result<http::Url> Access::locationOf(const http::Request &request, const http::Answer &answer) const
{
    const QByteArray told = answer.header("location");
    if (told.isEmpty())
        return failure(Error::Kind::BadAnswer, name(), QStringLiteral("The registry does not say where to upload to."));
    const http::Url url = request.url.resolved(told);
    const QByteArray ours = m_endpoint.url().origin();
    if (url.origin() == ours)
        return url;
    // What is uploaded and the token that allows it are not for another server. The usual cause is a harmless one.
    const Phrase why(QT_TRANSLATE_NOOP("Phrase",
                         "the registry wants uploads at %1 and not at %2: it does not know its own address, as behind "
                         "a proxy that does not tell it"),
        {QString::fromUtf8(url.origin().left(200)), QString::fromUtf8(ours)});
    return failure(Error::Kind::BadAnswer, name(), why);
}

QCoro::Task<Result<void>> Access::makeReady(std::stop_token stop)
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

QCoro::Task<Result<http::Answer>> Access::exchange(http::Request request, Scopes scopes, std::stop_token stop)
{
    const auto ready = co_await makeReady(stop);
    if (!ready)
        co_return tl::unexpected(ready.error());
    const Headers plain = request.headers;
    const auto known = co_await authorisation(scopes, stop);
    if (!known)
        co_return tl::unexpected(known.error());
    request.headers = plain + *known;
    auto answer = co_await follow(request, plain, stop);
    if (!answer || answer->status != 401)
        co_return answer;

    // Not asked yet how it wants to be asked, or a token that is no longer good.
    m_challenge = parseChallenge(*answer);
    m_tokens.remove(scopes);
    if (!m_challenge)
        co_return answer;
    const auto fresh = co_await authorisation(scopes, stop);
    if (!fresh)
        co_return tl::unexpected(fresh.error());
    if (fresh->isEmpty() || *fresh == *known)
        co_return answer;
    request.headers = plain + *fresh;
    co_return co_await follow(request, plain, stop);
}

/// `plain` are the headers without credentials: all that another server gets to see.
QCoro::Task<Result<http::Answer>> Access::follow(http::Request request, Headers plain, std::stop_token stop)
{
    http::Endpoint endpoint = m_endpoint;
    const QByteArray ours = m_endpoint.url().origin();
    const bool mayFollow = request.method == "GET" || request.method == "HEAD";
    for (int hop = 0;; ++hop) {
        auto answer = co_await m_http.exchange(endpoint, request, stop);
        const bool isAway = request.url.origin() != ours;
        if (answer && isAway && answer->status == 401) // its challenge is not the registry's
            co_return http::expectSuccess(std::move(*answer), name());
        if (!answer || !mayFollow || !isRedirect(*answer))
            co_return answer;
        const http::Url target = request.url.resolved(answer->header("location"));
        const bool isWeaker = request.url.origin().startsWith("https://") && !target.origin().startsWith("https://");
        if (hop == MaxRedirects || target.origin().isEmpty() || isWeaker) {
            const Phrase why(QT_TRANSLATE_NOOP("Phrase", "the registry leads astray, to %1"),
                {QString::fromUtf8(target.origin().left(200))});
            co_return failure(Error::Kind::BadAnswer, name(), why, answer->status);
        }
        request.url = target;
        if (target.origin() == ours)
            continue;
        request.headers = plain;
        endpoint.baseUrl = target.origin();
        endpoint.tls = {};
    }
}

QCoro::Task<Result<http::Answer>> Access::send(http::Request request, Scopes scopes, std::stop_token stop)
{
    auto answer = co_await exchange(std::move(request), std::move(scopes), stop);
    if (answer)
        answer = http::expectSuccess(std::move(*answer), name());
    if (!answer)
        answer.error() = m_secrets.redaction().clean(std::move(answer.error()));
    co_return answer;
}

QCoro::Task<Result<http::Answer>> Access::fetch(http::Request request, Scopes scopes, std::stop_token stop)
{
    for (int attempt = 1;; ++attempt) {
        auto answer = co_await send(request, scopes, stop);
        if (answer || attempt == MaxTries || !isPassing(answer.error()))
            co_return answer;
        const std::chrono::milliseconds asked = answer.error().retryAfter;
        if (asked > LongestPause)
            co_return answer;
        const auto pause = std::max(asked, FirstPause * attempt * attempt);
        const auto slept = co_await sleepFor(pause, stop);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

QCoro::Task<Result<Access::Headers>> Access::authorisation(Scopes scopes, std::stop_token stop)
{
    if (!m_challenge)
        co_return Headers();
    if (m_challenge->scheme == Challenge::Scheme::Basic)
        co_return co_await login(stop);
    if (const auto kept = m_tokens.constFind(scopes); kept != m_tokens.cend() && !kept->goodUntil.hasExpired())
        co_return Headers{kept->header};
    co_return co_await newToken(std::move(scopes), stop);
}

QCoro::Task<Result<Access::Headers>> Access::login(std::stop_token stop)
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

QCoro::Task<Result<Access::Headers>> Access::newToken(Scopes scopes, std::stop_token stop)
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
