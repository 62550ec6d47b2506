// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/session.h"

namespace opsdeck::http {

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
    co_return copy;
}

QCoro::Task<Result<Answer>> Session::send(Request request, std::stop_token stop)
{
    const auto first = co_await endpoint(stop);
    if (!first)
        co_return tl::unexpected(first.error());
    auto answer = co_await m_http.send(*first, request, stop);
    if (!answer && answer.error().kind == Error::Kind::Unauthorised && !m_connection.secret.isEmpty()) {
        m_endpoint.reset();
        const auto again = co_await endpoint(stop);
        if (!again)
            co_return tl::unexpected(again.error());
        if (again->headers != first->headers)
            answer = co_await m_http.send(*again, request, stop);
    }
    if (answer && !answer->header("date").isEmpty())
        m_skew = answer->skew;
    co_return answer;
}

QCoro::Task<Result<Answer>> Session::get(Url url, std::stop_token stop)
{
    Request request;
    request.url = std::move(url);
    return send(std::move(request), std::move(stop));
}

} // namespace opsdeck::http
