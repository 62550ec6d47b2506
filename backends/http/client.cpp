// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"

#include "backends/async/await.h"
#include "backends/http/backoff.h"
#include "backends/http/multi.h"
#include "backends/http/pacer.h"
#include "backends/http/transfer.h"
#include "backends/http/turnstile.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSet>

namespace opsdeck::http {

namespace {

Q_LOGGING_CATEGORY(lcHttp, "opsdeck.http", QtWarningMsg)

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

/// What fails and recovers as one: a path, whatever its query.
QByteArray doorOf(const Endpoint &endpoint, const Request &request)
{
    const QByteArray &address = request.url.bytes();
    return laneOf(endpoint, request) + ' ' + request.method + ' ' + address.left((address + '?').indexOf('?'));
}

std::chrono::steady_clock::time_point now()
{
    return std::chrono::steady_clock::now();
}

/// One line: method, origin, path, status, bytes, milliseconds, connection.
void logExchange(const Endpoint &endpoint, const Request &request, const Result<Answer> &result, qint64 ms)
{
    if (!lcHttp().isDebugEnabled())
        return;
    const QByteArray origin = request.url.origin();
    const QByteArray path = request.url.bytes().mid(request.url.bytes().indexOf('/', 8));
    const QString outcome = result ? QStringLiteral("%1 %2 B").arg(result->status).arg(result->received)
                                   : QStringLiteral("failed: ") + result.error().detail;
    // Joined, because an address holds %2F, which QString::arg would take for a place of its own.
    const QStringList line{QString::fromUtf8(request.method), QString::fromUtf8(origin), QString::fromUtf8(path),
        outcome, QString::number(ms), QStringLiteral("ms"), endpoint.name};
    qCDebug(lcHttp).noquote() << endpoint.redaction.clean(line.join(u' '));
}

} // namespace

class Client::Private
{
public:
    explicit Private(std::chrono::milliseconds firstPause)
        : backoff(firstPause)
    { }

    QCoro::Task<Result<Answer>> once(Turnstile::Pass pass, Endpoint endpoint, Request request, std::stop_token stop);
    QCoro::Task<Result<Answer>> withRetries(Endpoint endpoint, Request request, std::stop_token stop);
    QCoro::Task<Result<Turnstile::Pass>> admit(
        Endpoint endpoint, Request request, std::chrono::milliseconds patience, std::stop_token stop);

    void learn(const QByteArray &lane, const Transfer &transfer, const Result<Answer> &result);
    void judge(const Endpoint &endpoint, const Request &request, const Result<Answer> &result);

    Multi multi;
    Turnstile turnstile;
    Pacer pacer;
    Backoff backoff;
    QSet<QByteArray> nearby; ///< lanes so fast that compressing costs more than it saves
};

QCoro::Task<Result<Answer>> Client::Private::once(
    [[maybe_unused]] Turnstile::Pass pass, Endpoint endpoint, Request request, std::stop_token stop)
{
    const QByteArray lane = laneOf(endpoint, request);
    const auto wait = pacer.reserve(lane, endpoint.maxRate, now());
    if (wait > Pacer::Patience) {
        const QString words = QStringLiteral("The server's limit of requests is used up.");
        Error error{Error::Kind::RateLimited, endpoint.name, words, 0, std::chrono::ceil<std::chrono::seconds>(wait)};
        co_return tl::unexpected(error);
    }
    if (wait.count() > 0) {
        const auto slept = co_await sleepFor(wait, stop);
        if (!slept)
            co_return failure(Error::Kind::Cancelled, endpoint.name);
    }
    Transfer transfer(endpoint, request, nearby.contains(lane) ? Transfer::Link::Near : Transfer::Link::Far);
    if (const auto sound = transfer.check(); !sound)
        co_return tl::unexpected(sound.error());
    QElapsedTimer since;
    since.start();
    Completion<CURLcode> done(stop);
    if (done.isFinished())
        co_return failure(Error::Kind::Cancelled, endpoint.name);
    multi.add(transfer.easy(), [done](CURLcode code) { done.finish(code); });
    const auto code = co_await done;
    multi.remove(transfer.easy());
    if (!code)
        co_return failure(Error::Kind::Cancelled, endpoint.name);
    auto result = transfer.result(*code);
    learn(lane, transfer, result);
    logExchange(endpoint, request, result, since.elapsed());
    co_return result;
}

void Client::Private::learn(const QByteArray &lane, const Transfer &transfer, const Result<Answer> &result)
{
    if (const auto link = transfer.measuredLink()) {
        if (*link == Transfer::Link::Near)
            nearby.insert(lane);
        else
            nearby.remove(lane);
    }
    if (!result)
        return;
    const auto time = QDateTime::currentDateTimeUtc();
    if (const auto headroom = headroomOf(*result, time))
        pacer.learn(lane, *headroom, std::chrono::milliseconds(time.msecsTo(headroom->resetsAt)), now());
}

/// A server that asks for time means all of it; other faults are those of one path.
void Client::Private::judge(const Endpoint &endpoint, const Request &request, const Result<Answer> &result)
{
    const QByteArray lane = laneOf(endpoint, request);
    const QByteArray door = doorOf(endpoint, request);
    if (!isRetryable(result)) {
        if (!result)
            return;
        backoff.succeeded(door);
        backoff.succeeded(lane);
        return;
    }
    const std::chrono::milliseconds asked = result ? waitAskedBy(*result) : std::chrono::seconds{0};
    const Error why = result ? expectSuccess(*result, endpoint.name).error() : result.error();
    const bool wholeLane = asked.count() > 0 || why.kind == Error::Kind::RateLimited;
    backoff.failed(wholeLane ? lane : door, asked, why, now(), QRandomGenerator::global()->generateDouble());
}

/// The right to send, once there is a place and both the origin and the path may be asked; why not, where that takes
/// longer than `patience`. Who has to wait for a slot gives the place back meanwhile.
QCoro::Task<Result<Turnstile::Pass>> Client::Private::admit(
    Endpoint endpoint, Request request, std::chrono::milliseconds patience, std::stop_token stop)
{
    const QByteArray lane = laneOf(endpoint, request);
    const QByteArray door = doorOf(endpoint, request);
    QElapsedTimer since;
    since.start();
    for (;;) {
        std::chrono::milliseconds wait{0};
        {
            auto pass = co_await turnstile.enter(lane, endpoint.maxConnections, stop);
            if (!pass || stop.stop_requested())
                co_return failure(Error::Kind::Cancelled, endpoint.name);
            const auto laneWait = backoff.waitFor(lane, now());
            const auto doorWait = backoff.waitFor(door, now());
            wait = std::max(laneWait, doorWait);
            if (wait.count() == 0) {
                backoff.take(lane, now());
                backoff.take(door, now());
                co_return std::move(*pass);
            }
            if (wait + std::chrono::milliseconds(since.elapsed()) > patience) {
                Error why = backoff.reason(laneWait >= doorWait ? lane : door);
                why.origin = endpoint.name;
                why.retryAfter = std::chrono::ceil<std::chrono::seconds>(wait);
                co_return tl::unexpected(why);
            }
        }
        const auto slept = co_await sleepFor(wait, stop);
        if (!slept)
            co_return failure(Error::Kind::Cancelled, endpoint.name);
    }
}

QCoro::Task<Result<Answer>> Client::Private::withRetries(Endpoint endpoint, Request request, std::stop_token stop)
{
    QElapsedTimer since;
    since.start();
    const auto begun = std::make_shared<bool>(false);
    if (request.sink)
        request.sink = [begun, sink = request.sink](QByteArrayView piece) { return *begun = true, sink(piece); };
    std::optional<Result<Answer>> last;
    for (int attempt = 1;; ++attempt) {
        const auto patience = RetryBudget - std::chrono::milliseconds(since.elapsed());
        auto pass = co_await admit(endpoint, request, patience, stop);
        if (!pass && pass.error().kind == Error::Kind::Cancelled)
            co_return tl::unexpected(pass.error());
        if (!pass)
            co_return last.value_or(tl::unexpected(pass.error()));
        auto result = co_await once(std::move(*pass), endpoint, request, stop);
        judge(endpoint, request, result);
        if (!isSafe(request) || !isRetryable(result) || *begun || attempt == MaxTries)
            co_return result;
        last = std::move(result);
    }
}

Client::Client(std::chrono::milliseconds firstPause)
    : d(std::make_unique<Private>(firstPause))
{ }

Client::~Client() = default;

QCoro::Task<Result<Answer>> Client::exchange(Endpoint endpoint, Request request, std::stop_token stop)
{
    auto pass = co_await d->turnstile.enter(laneOf(endpoint, request), endpoint.maxConnections, stop);
    if (!pass || stop.stop_requested())
        co_return failure(Error::Kind::Cancelled, endpoint.name);
    co_return co_await d->once(std::move(*pass), endpoint, request, stop);
}

QCoro::Task<Result<Answer>> Client::ask(Endpoint endpoint, Request request, std::stop_token stop)
{
    for (int hop = 0;; ++hop) {
        auto result = co_await d->withRetries(endpoint, request, stop);
        if (!result || !isRedirect(*result) || request.method != "GET")
            co_return result;
        const Url target = request.url.resolved(result->header("location"));
        if (target.origin() != request.url.origin() || hop == MaxRedirects) {
            const QByteArray words = hop == MaxRedirects ? QByteArray("Too many redirects.")
                                                         : "Redirects to another origin: " + target.origin();
            co_return failure(Error::Kind::BadAnswer, endpoint.name, QString::fromUtf8(words), result->status);
        }
        request.url = target;
    }
}

QCoro::Task<Result<Answer>> Client::send(Endpoint endpoint, Request request, std::stop_token stop)
{
    auto result = co_await ask(endpoint, request, stop);
    if (result)
        result = expectSuccess(std::move(*result), endpoint.name);
    if (!result)
        result.error().detail = endpoint.redaction.clean(result.error().detail);
    co_return result;
}

QCoro::Task<Result<Answer>> Client::get(Endpoint endpoint, Url url, std::stop_token stop)
{
    Request request;
    request.url = std::move(url);
    return send(std::move(endpoint), std::move(request), std::move(stop));
}

std::optional<Headroom> Client::headroom(const Url &url) const
{
    return d->pacer.headroom(url.origin());
}

void DriftWatch::see(const Answer &answer)
{
    QByteArray total = answer.header("x-total");
    if (total.isEmpty())
        total = answer.header("x-total-count");
    if (total.isEmpty())
        return;
    m_hasDrifted |= !m_total.isEmpty() && total != m_total;
    m_total = total;
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
