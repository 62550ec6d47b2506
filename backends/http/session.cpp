// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/session.h"

#include "backends/http/memory.h"
#include "backends/secrets/secretstore.h"

namespace opsdeck::http {

namespace {

bool isUnauthorised(const Result<Answer> &result)
{
    if (!result)
        return result.error().kind == Error::Kind::Unauthorised;
    return result->status == 401 || result->status == 407;
}

bool hasOtherSecrets(const Endpoint &a, const Endpoint &b)
{
    return a.headers != b.headers || a.proxy != b.proxy || a.tls != b.tls;
}

} // namespace

Session::Session(Connection connection, Client &http, SecretStore &secrets)
    : m_connection(std::move(connection))
    , m_http(http)
    , m_secrets(secrets)
{ }

QCoro::Task<Result<Endpoint>> Session::endpoint(std::stop_token stop)
{
    if (!m_endpoint) {
        auto made = co_await endpointFor(m_connection, m_secrets, stop);
        if (!made)
            co_return made;
        m_endpoint = std::move(*made);
    }
    Endpoint copy = *m_endpoint; // QCoro 0.8 would move the member that co_return names
    copy.headers += m_carried;
    co_return copy;
}

QCoro::Task<Result<Answer>> Session::ask(Request request, std::stop_token stop)
{
    const auto first = co_await endpoint(stop);
    if (!first)
        co_return tl::unexpected(first.error());
    auto answer = co_await m_http.ask(*first, request, stop);
    const bool hasSecret = !m_connection.secret.isEmpty() || !m_connection.proxySecret.isEmpty();
    if (isUnauthorised(answer) && hasSecret) {
        m_endpoint.reset();
        const auto again = co_await endpoint(stop);
        if (!again)
            co_return tl::unexpected(again.error());
        if (hasOtherSecrets(*first, *again))
            answer = co_await m_http.ask(*again, request, stop);
    }
    if (answer && !answer->header("date").isEmpty())
        m_vitals.skew = answer->skew;
    if (answer)
        m_vitals.latency = answer->latency;
    co_return answer;
}

Result<Answer> Session::finished(Result<Answer> answer)
{
    const auto raw = answer; // shares its bytes
    if (answer)
        answer = expectSuccess(std::move(*answer), m_connection.id.text());
    if (answer)
        return answer;
    if (raw)
        keep(*raw, answer.error());
    else
        clean(answer.error());
    return answer;
}

void Session::clean(Error &error) const
{
    error = m_secrets.redaction().clean(std::move(error));
}

void Session::keep(const Answer &answer, Error &error)
{
    clean(error);
    QByteArray raw = "HTTP " + QByteArray::number(answer.status) + '\n';
    for (const auto &[name, value] : answer.headers)
        raw += name + ": " + value + '\n';
    raw += '\n' + answer.body.left(2 * MaxRawAnswer);
    // Cut afterwards, so that no secret is cut in two and missed.
    m_vitals.rawAnswer = m_secrets.redaction().clean(raw).left(MaxRawAnswer);
    m_vitals.rawAnswerAt = QDateTime::currentDateTimeUtc();
}

QCoro::Task<Result<Answer>> Session::send(Request request, std::stop_token stop)
{
    auto answer = co_await ask(std::move(request), stop);
    co_return finished(std::move(answer));
}

QCoro::Task<Result<Answer>> Session::get(Url url, std::stop_token stop)
{
    Request request;
    request.url = std::move(url);
    return send(std::move(request), std::move(stop));
}

QCoro::Task<Result<Answer>> Session::getIfNew(Url url, QByteArray memory, std::stop_token stop)
{
    const Memory before = Memory::fromText(memory, url);
    Request request;
    request.url = url;
    request.headers = before.conditions();
    auto answer = co_await ask(std::move(request), stop);
    if (answer && answer->body.size() < LargeBody) {
        answer = compared(std::move(*answer), before, url);
    } else if (answer) {
        auto hashing = [answer = *answer, before, url] { return compared(answer, before, url); };
        answer = co_await runOnPool(std::move(hashing), stop);
    }
    if (answer && answer->unchanged)
        co_return answer;
    co_return finished(std::move(answer));
}

SourceVitals Session::vitals() const
{
    SourceVitals vitals = m_vitals;
    vitals.headroom = m_http.headroom(url());
    return vitals;
}

} // namespace opsdeck::http
