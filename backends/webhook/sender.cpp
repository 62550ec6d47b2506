// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/webhook/sender.h"

#include "backends/async/await.h"
#include "backends/http/credentials.h"
#include "backends/secrets/secretstore.h"
#include "backends/webhook/address.h"
#include "backends/webhook/answer.h"
#include "backends/webhook/body.h"

#include <algorithm>

namespace opsdeck::webhook {

namespace {

constexpr std::chrono::milliseconds Patience{300'000}; ///< with a robot that was sent too much
constexpr std::chrono::milliseconds LongestPause{120'000};
constexpr std::chrono::milliseconds Deadline{15'000};
constexpr qint64 LongestAnswer = 64 * 1024;

http::Request requestOf(const http::Url &address, const Letter &letter)
{
    http::Request request;
    request.method = "POST";
    QByteArray where = address.bytes();
    if (!letter.query.isEmpty())
        where += (where.contains('?') ? '&' : '?') + letter.query;
    request.url = http::Url(where);
    request.headers = letter.headers;
    request.body = letter.body;
    request.timeout = Deadline;
    request.maxBody = LongestAnswer;
    return request;
}

} // namespace

Sender::Sender(NotifyTarget target, http::Client &http, SecretStore &secrets, Pace pace)
    : m_target(std::move(target))
    , m_http(http)
    , m_secrets(secrets)
    , m_pace(pace)
    , m_allowance(pace.most, pace.window)
{ }

QCoro::Task<Result<QString>> Sender::address(std::stop_token stop)
{
    if (m_target.addressSecret.isEmpty())
        co_return QString(m_target.way.url);
    co_return co_await m_secrets.value(m_target.addressSecret, std::move(stop));
}

QCoro::Task<Result<void>> Sender::once(OutgoingMessage message, std::stop_token stop)
{
    const QString name = m_target.way.id.text();
    const auto text = co_await address(stop);
    if (!text)
        co_return tl::unexpected(text.error());
    const auto where = addressOf(*text, name);
    if (!where)
        co_return tl::unexpected(where.error());
    if (!m_target.addressSecret.isEmpty())
        learnKeys(m_secrets.redaction(), *where);
    const auto secret = co_await m_secrets.value(m_target.signSecret, stop);
    if (!secret)
        co_return tl::unexpected(secret.error());
    http::Endpoint endpoint;
    endpoint.name = name;
    endpoint.baseUrl = where->origin();
    endpoint.caFile = m_target.way.caFile;
    endpoint.redaction = m_secrets.redaction();
    const auto way = co_await http::withWay(endpoint, m_target.way, m_secrets, stop);
    if (!way)
        co_return tl::unexpected(way.error());
    const Letter letter = letterOf(m_target.way.kind, message, *secret, QDateTime::currentDateTimeUtc());
    const http::Request request = requestOf(*where, letter);
    const auto answer = co_await m_http.exchange(*way, request, stop);
    if (!answer)
        co_return tl::unexpected(m_secrets.redaction().clean(answer.error()));
    auto taken = judge(m_target.way.kind, *answer, name);
    if (!taken)
        taken.error() = m_secrets.redaction().clean(std::move(taken.error()));
    co_return taken;
}

QCoro::Task<Result<Sent>> Sender::send(OutgoingMessage message, std::stop_token stop)
{
    Sent sent;
    auto pause = m_pace.firstPause;
    for (;;) {
        const auto wait = m_allowance.reserve(std::chrono::steady_clock::now(), Patience);
        if (wait > Patience) {
            sent.answer = failure(Error::Kind::RateLimited, m_target.way.id.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "More messages wait for this robot than it takes.")));
            break;
        }
        if (wait.count() > 0) {
            const auto slept = co_await sleepFor(wait, stop);
            if (!slept)
                co_return tl::unexpected(slept.error());
        }
        ++sent.attempts;
        sent.answer = co_await once(message, stop);
        if (stop.stop_requested())
            co_return failure(Error::Kind::Cancelled, m_target.way.id.text());
        if (sent.answer || sent.attempts == m_pace.tries || !mayTryAgain(sent.answer.error()))
            break;
        const std::chrono::milliseconds asked = sent.answer.error().retryAfter;
        const auto slept = co_await sleepFor(std::min(std::max(pause, asked), LongestPause), stop);
        if (!slept)
            co_return tl::unexpected(slept.error());
        pause *= 4;
    }
    sent.at = QDateTime::currentDateTimeUtc();
    co_return sent;
}

} // namespace opsdeck::webhook
