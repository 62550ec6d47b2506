// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/message.h"
#include "models/domain/headroom.h"
#include "models/domain/redaction.h"

#include <qcorotask.h>

#include <functional>
#include <memory>
#include <stop_token>

namespace opsdeck::http {

/// Where a request goes through. Without an address it is what the environment says (http_proxy, https_proxy,
/// no_proxy); "none" = directly. Its login is told to nobody but the proxy.
struct Proxy
{
    QByteArray url; ///< http://host:port, https://… or socks5h://…
    QString user;
    QString password;

    bool operator==(const Proxy &) const = default;
};

/// What TLS needs beyond the system's certificate authorities.
struct TlsIdentity
{
    QString certificate; ///< ours, PEM
    QString key; ///< PEM; empty = in the certificate's file
    QString keyPassword;
    /// SHA-256 of the one certificate or public key that is trusted, instead of authorities and names; 32 bytes or
    /// empty.
    QByteArray pin;

    bool operator==(const TlsIdentity &) const = default;
};

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
    double maxRate = 0; ///< requests a second; 0 = as fast as the server takes them
    Proxy proxy;
    TlsIdentity tls; ///< for this origin only
    Redaction redaction; ///< for errors and the request log

    Url url() const { return Url(baseUrl); }
};

/// HTTP for all backends: libcurl's multi interface on the I/O thread's event loop. Lives on the I/O thread. Never
/// keeps cookies, follows no redirect but a GET's within its origin, verifies TLS always, retries only GET and HEAD
/// (429, 502, 503, 504 and broken connections; Retry-After, else capped exponential with jitter, at most 3 tries and 30
/// s). An endpoint that failed gets one request a backoff slot, whoever asks; an origin that counts its requests
/// (RateLimit-*) gets them spread, and none where it would refuse them. The category opsdeck.http logs a line an
/// exchange.
class Client
{
public:
    /// `firstPause`: how long nobody asks an endpoint again that failed for the first time.
    explicit Client(std::chrono::milliseconds firstPause = std::chrono::milliseconds{250});
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// One exchange, any status, no retry.
    QCoro::Task<Result<Answer>> exchange(Endpoint endpoint, Request request, std::stop_token stop);
    /// With retries and redirects, any status.
    QCoro::Task<Result<Answer>> ask(Endpoint endpoint, Request request, std::stop_token stop);
    /// As ask, then expectSuccess.
    QCoro::Task<Result<Answer>> send(Endpoint endpoint, Request request, std::stop_token stop);
    QCoro::Task<Result<Answer>> get(Endpoint endpoint, Url url, std::stop_token stop);

    /// As the origin of this address said last.
    std::optional<Headroom> headroom(const Url &url) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// Notices that rows came or went while a list was read page by page (X-Total, X-Total-Count): then rows may have been
/// missed between two pages, and the list has to be read again.
class DriftWatch
{
public:
    void see(const Answer &answer);
    bool hasDrifted() const { return m_hasDrifted; }

private:
    QByteArray m_total;
    bool m_hasDrifted = false;
};

/// The next page of a GET list by its Link header: resolved against the request, refused (BadAnswer) if it leads to
/// another origin or to a page that was already read; an empty Url at the end.
Result<Url> nextPage(const Url &current, const Answer &answer, const QString &origin, const QList<Url> &seen);

} // namespace opsdeck::http
