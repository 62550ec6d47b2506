// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/message.h"

#include <qcorotask.h>

#include <functional>
#include <memory>
#include <stop_token>

namespace opsdeck::http {

/// Where requests go and what every one of them carries. A value; secrets live only here and on the wire.
struct Endpoint
{
    QString name; ///< for errors: the connection's name
    QByteArray baseUrl; ///< no trailing slash
    QList<Header> headers; ///< credentials among them; sent to this origin only
    QString caFile; ///< additional certificate authority
    int maxConnections = 4;
    /// Instead of a TCP connection: opens a connected stream socket, e.g. one end of a pair that is pumped through SSH.
    /// Called on the I/O thread when a new connection is needed; -1 = cannot.
    std::function<int()> dial;

    Url url() const { return Url(baseUrl); }
};

/// HTTP for all backends: libcurl's multi interface on the I/O thread's event loop. Lives on the I/O thread. Never
/// keeps cookies, follows no redirect but a GET's within its origin, verifies TLS always, retries only GET and HEAD
/// (429, 502, 503, 504 and broken connections; Retry-After, else capped exponential with jitter, at most 3 tries and 30
/// s).
class Client
{
public:
    Client();
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// One exchange, any status, no retry.
    QCoro::Task<Result<Answer>> exchange(Endpoint endpoint, Request request, std::stop_token stop);
    /// With retries, redirects and expectSuccess.
    QCoro::Task<Result<Answer>> send(Endpoint endpoint, Request request, std::stop_token stop);
    QCoro::Task<Result<Answer>> get(Endpoint endpoint, Url url, std::stop_token stop);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// The next page of a GET list by its Link header: resolved against the request, refused (BadAnswer) if it leads to
/// another origin or to a page that was already read; an empty Url at the end.
Result<Url> nextPage(const Url &current, const Answer &answer, const QString &origin, const QList<Url> &seen);

} // namespace opsdeck::http
