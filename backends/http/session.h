// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/credentials.h"

#include <optional>

namespace opsdeck::http {

/// A connection of the workspace as its source uses it: adds the credentials, which are looked up at first use and once
/// more after a 401, so that a token can be replaced while Opsdeck runs; a request is repeated only if they have
/// changed, because servers lock out who insists. I/O thread; references outlive it.
class Session
{
public:
    Session(Connection connection, Client &http, SecretStore &secrets);

    const Connection &connection() const { return m_connection; }
    Url url() const { return Url(m_connection.url.toUtf8()); }

    /// As Client::send.
    QCoro::Task<Result<Answer>> send(Request request, std::stop_token stop);
    QCoro::Task<Result<Answer>> get(Url url, std::stop_token stop);
    /// As of the last answer that told the time.
    std::chrono::milliseconds skew() const { return m_skew; }

private:
    QCoro::Task<Result<Endpoint>> endpoint(std::stop_token stop);

    Connection m_connection;
    Client &m_http;
    SecretStore &m_secrets;
    std::optional<Endpoint> m_endpoint;
    std::chrono::milliseconds m_skew{0};
};

} // namespace opsdeck::http
