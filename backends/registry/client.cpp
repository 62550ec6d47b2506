// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/client.h"

#include <QCryptographicHash>

namespace opsdeck::registry {

namespace {

constexpr qint64 PageSize = 500; // more than 1000 is refused by some
constexpr int MaxPages = 400;
constexpr qint64 MaxManifest = 4 * 1024 * 1024;

// All of them: without the right one a registry answers with an old schema or not at all.
const http::Header &acceptManifests()
{
    static const http::Header header{"Accept",
        "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, "
        "application/vnd.docker.distribution.manifest.list.v2+json, "
        "application/vnd.docker.distribution.manifest.v2+json"};
    return header;
}

http::Endpoint endpointOf(const Connection &connection)
{
    http::Endpoint endpoint;
    endpoint.name = connection.id.text();
    endpoint.baseUrl = connection.url.toUtf8();
    endpoint.caFile = connection.caFile;
    return endpoint;
}

} // namespace

Client::Client(Connection connection, http::Client &http, SecretStore &secrets)
    : m_http(http)
    , m_tokens(endpointOf(connection), connection, http, secrets)
{ }

QCoro::Task<Result<Digest>> Client::digest(QString repository, QString reference, std::stop_token stop)
{
    http::Request request;
    request.method = "HEAD";
    request.url = urlOf(repository).path("manifests").segment(reference);
    request.headers = {acceptManifests()};
    const auto answer = co_await ask(request, repository, stop);
    if (!answer && answer.error().kind == Error::Kind::NotFound)
        co_return failure(Error::Kind::NotFound, name(), repository + u':' + reference, answer.error().status);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const QByteArray told = answer->header("docker-content-digest");
    if (told.isEmpty())
        co_return co_await digestOfContent(request, repository, stop);
    const Digest digest = Digest::parse(QString::fromUtf8(told));
    if (digest.isEmpty())
        co_return failure(Error::Kind::BadAnswer, name(), QStringLiteral("The registry tells no SHA-256 digest."));
    co_return digest;
}

/// For registries that do not tell the digest: it is the hash of what they send.
QCoro::Task<Result<Digest>> Client::digestOfContent(http::Request request, QString repository, std::stop_token stop)
{
    request.method = "GET";
    request.maxBody = MaxManifest;
    const auto answer = co_await ask(request, repository, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto hash = QCryptographicHash::hash(answer->body, QCryptographicHash::Sha256).toHex();
    co_return Digest::parse(QStringLiteral("sha256:") + QString::fromLatin1(hash));
}

QCoro::Task<Result<QStringList>> Client::tags(QString repository, std::stop_token stop)
{
    QStringList all;
    QList<http::Url> seen;
    http::Request request;
    request.url = urlOf(repository).path("tags/list").query("n", PageSize);
    while (!request.url.bytes().isEmpty()) {
        if (seen.size() == MaxPages)
            co_return failure(Error::Kind::BadAnswer, name(), QStringLiteral("The list of tags does not end."));
        const auto answer = co_await ask(request, repository, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto page = parseTags(answer->body, name());
        if (!page)
            co_return tl::unexpected(page.error());
        all += *page;
        seen.append(request.url);
        const auto next = http::nextPage(request.url, *answer, name(), seen);
        if (!next)
            co_return tl::unexpected(next.error());
        request.url = *next;
    }
    co_return all;
}

QCoro::Task<Result<http::Answer>> Client::ask(http::Request request, QString repository, std::stop_token stop)
{
    const auto ready = co_await m_tokens.makeReady(stop);
    if (!ready)
        co_return tl::unexpected(ready.error());
    const Scopes scopes = mayPull(repository);
    const TokenKeeper::Headers plain = request.headers;
    const auto known = co_await m_tokens.headersFor(scopes, stop);
    if (!known)
        co_return tl::unexpected(known.error());
    request.headers = plain + *known;
    auto answer = co_await m_http.send(m_tokens.endpoint(), request, stop);
    if (answer || answer.error().kind != Error::Kind::Unauthorised)
        co_return answer;

    // An error has no headers: the challenge takes a look at the answer itself.
    request.headers = plain;
    const auto refusal = co_await m_http.exchange(m_tokens.endpoint(), request, stop);
    if (!refusal)
        co_return tl::unexpected(refusal.error());
    const auto fresh = co_await m_tokens.afterRefusal(*refusal, scopes, *known, stop);
    if (!fresh)
        co_return tl::unexpected(fresh.error());
    if (fresh->isEmpty())
        co_return answer;
    request.headers = plain + *fresh;
    co_return co_await m_http.send(m_tokens.endpoint(), request, stop);
}

} // namespace opsdeck::registry
