// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/access.h"

#include "backends/async/await.h"
#include "backends/secrets/secretstore.h"

#include <algorithm>

namespace opsdeck::registry {

namespace {

constexpr int MaxRedirects = 5;
constexpr int MaxTries = 3;
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

http::Endpoint endpointOf(const Connection &connection, const SecretStore &secrets)
{
    http::Endpoint endpoint;
    endpoint.name = connection.id.text();
    endpoint.baseUrl = connection.url.toUtf8();
    endpoint.caFile = connection.caFile;
    endpoint.maxConnections = connection.maxConnections;
    endpoint.maxRate = connection.maxRate;
    endpoint.redaction = secrets.redaction();
    return endpoint;
}

} // namespace

Access::Access(Connection connection, http::Client &http, SecretStore &secrets)
    : m_http(http)
    , m_secrets(secrets)
    , m_tokens(endpointOf(connection, secrets), connection, http, secrets)
{ }

Result<http::Url> Access::locationOf(const http::Request &request, const http::Answer &answer) const
{
    const QByteArray told = answer.header("location");
    if (told.isEmpty())
        return failure(Error::Kind::BadAnswer, name(), QStringLiteral("The registry does not say where to upload to."));
    const http::Url url = request.url.resolved(told);
    const QByteArray ours = registryUrl().origin();
    if (url.origin() == ours)
        return url;
    // What is uploaded and the token that allows it are not for another server. The usual cause is a harmless one.
    const Phrase why(QT_TRANSLATE_NOOP("Phrase",
                         "the registry wants uploads at %1 and not at %2: it does not know its own address, as behind "
                         "a proxy that does not tell it"),
        {QString::fromUtf8(url.origin().left(200)), QString::fromUtf8(ours)});
    return failure(Error::Kind::BadAnswer, name(), why);
}

QCoro::Task<Result<http::Answer>> Access::exchange(http::Request request, Scopes scopes, std::stop_token stop)
{
    const auto ready = co_await m_tokens.makeReady(stop);
    if (!ready)
        co_return tl::unexpected(ready.error());
    const Headers plain = request.headers;
    const auto known = co_await m_tokens.headersFor(scopes, stop);
    if (!known)
        co_return tl::unexpected(known.error());
    request.headers = plain + *known;
    auto answer = co_await follow(request, plain, stop);
    if (!answer || answer->status != 401)
        co_return answer;
    const auto fresh = co_await m_tokens.afterRefusal(*answer, scopes, *known, stop);
    if (!fresh)
        co_return tl::unexpected(fresh.error());
    if (fresh->isEmpty())
        co_return answer;
    request.headers = plain + *fresh;
    co_return co_await follow(request, plain, stop);
}

/// `plain` are the headers without credentials: all that another server gets to see.
QCoro::Task<Result<http::Answer>> Access::follow(http::Request request, Headers plain, std::stop_token stop)
{
    http::Endpoint endpoint = m_tokens.endpoint();
    const QByteArray ours = registryUrl().origin();
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

} // namespace opsdeck::registry
