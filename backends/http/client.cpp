// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"

#include "backends/async/await.h"
#include "backends/http/httpdate.h"
#include "backends/http/multi.h"
#include "backends/http/transfer.h"
#include "backends/http/turnstile.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

namespace opsdeck::http {

namespace {

constexpr int MaxTries = 3;
constexpr int MaxRedirects = 5;
constexpr std::chrono::milliseconds RetryBudget{30'000};

bool isSafe(const Request &request)
{
    return request.method == "GET" || request.method == "HEAD";
}

bool isRetryable(const Result<Answer> &result)
{
    if (!result)
        return result.error().kind == Error::Kind::Network;
    const int status = result->status;
    return status == 429 || (status >= 502 && status <= 504);
}

/// What the server asks for, else 250 ms, 500 ms, … plus up to half of that by chance.
std::chrono::milliseconds pauseBefore(int nextTry, const Result<Answer> &last)
{
    if (last) {
        const auto asked = retryAfter(last->header("retry-after"), QDateTime::currentDateTimeUtc());
        if (asked.count() > 0)
            return asked;
    }
    const int base = std::min(250 << (nextTry - 2), 5'000);
    return std::chrono::milliseconds(base + QRandomGenerator::global()->bounded(base / 2));
}

bool isRedirect(const Answer &answer)
{
    const int status = answer.status;
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// A connection belongs to an origin, or to the host that it is dialled through.
QByteArray laneOf(const Endpoint &endpoint, const Request &request)
{
    return endpoint.dial ? "dial " + endpoint.name.toUtf8() : request.url.origin();
}

} // namespace

class Client::Private
{
public:
    QCoro::Task<Result<Answer>> withRetries(Endpoint endpoint, Request request, std::stop_token stop);
    QCoro::Task<Result<Answer>> once(Endpoint endpoint, Request request, std::stop_token stop);

    Multi multi;
    Turnstile turnstile;
};

QCoro::Task<Result<Answer>> Client::Private::once(Endpoint endpoint, Request request, std::stop_token stop)
{
    const auto pass = co_await turnstile.enter(laneOf(endpoint, request), endpoint.maxConnections, stop);
    if (!pass || stop.stop_requested())
        co_return failure(Error::Kind::Cancelled, endpoint.name);
    Transfer transfer(endpoint, request);
    if (const auto sound = transfer.check(); !sound)
        co_return tl::unexpected(sound.error());
    Completion<CURLcode> done(stop);
    multi.add(transfer.easy(), [done](CURLcode code) { done.finish(code); });
    const auto code = co_await done;
    multi.remove(transfer.easy());
    if (!code)
        co_return failure(Error::Kind::Cancelled, endpoint.name);
    co_return transfer.result(*code);
}

QCoro::Task<Result<Answer>> Client::Private::withRetries(Endpoint endpoint, Request request, std::stop_token stop)
{
    QElapsedTimer since;
    since.start();
    for (int attempt = 1;; ++attempt) {
        auto result = co_await once(endpoint, request, stop);
        if (!isSafe(request) || !isRetryable(result) || attempt == MaxTries)
            co_return result;
        const auto pause = pauseBefore(attempt + 1, result);
        if (std::chrono::milliseconds(since.elapsed()) + pause > RetryBudget)
            co_return result;
        if (const auto slept = co_await sleepFor(pause, stop); !slept)
            co_return failure(Error::Kind::Cancelled, endpoint.name);
    }
}

Client::Client()
    : d(std::make_unique<Private>())
{ }

Client::~Client() = default;

QCoro::Task<Result<Answer>> Client::exchange(Endpoint endpoint, Request request, std::stop_token stop)
{
    return d->once(std::move(endpoint), std::move(request), std::move(stop));
}

QCoro::Task<Result<Answer>> Client::send(Endpoint endpoint, Request request, std::stop_token stop)
{
    for (int hop = 0;; ++hop) {
        auto result = co_await d->withRetries(endpoint, request, stop);
        if (!result)
            co_return result;
        if (!isRedirect(*result) || request.method != "GET")
            co_return expectSuccess(std::move(*result), endpoint.name);
        const Url target = request.url.resolved(result->header("location"));
        if (target.origin() != request.url.origin() || hop == MaxRedirects) {
            const QByteArray words = hop == MaxRedirects ? QByteArray("Too many redirects.")
                                                         : "Redirects to another origin: " + target.origin();
            co_return failure(Error::Kind::BadAnswer, endpoint.name, QString::fromUtf8(words), result->status);
        }
        request.url = target;
    }
}

QCoro::Task<Result<Answer>> Client::get(Endpoint endpoint, Url url, std::stop_token stop)
{
    Request request;
    request.url = std::move(url);
    return send(std::move(endpoint), std::move(request), std::move(stop));
}

Result<Url> nextPage(const Url &current, const Answer &answer, const QString &origin, const QList<Url> &seen)
{
    const QByteArray link = answer.link("next");
    if (link.isEmpty())
        return Url();
    const Url next = current.resolved(link);
    if (next.origin().isEmpty() || next.origin() != current.origin())
        return failure(Error::Kind::BadAnswer, origin, QStringLiteral("The next page is at another origin."));
    if (next == current || seen.contains(next))
        return failure(Error::Kind::BadAnswer, origin, QStringLiteral("The list of pages goes in circles."));
    return next;
}

} // namespace opsdeck::http
