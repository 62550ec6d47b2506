// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/client.h"

#include "backends/http/credentials.h"
#include "backends/secrets/secretstore.h"

#include <QCryptographicHash>

namespace opsdeck::registry {

namespace {

constexpr qint64 PageSize = 500; // more than 1000 is refused by some
constexpr int MaxPages = 400;
constexpr qint64 MaxManifest = 4 * 1024 * 1024;
constexpr std::chrono::seconds TokenMargin{10};

// All of them: without the right one a registry answers with an old schema or not at all.
const http::Header &acceptManifests()
{
    static const http::Header header{"Accept",
        "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, "
        "application/vnd.docker.distribution.manifest.list.v2+json, "
        "application/vnd.docker.distribution.manifest.v2+json"};
    return header;
}

} // namespace

Client::Client(Connection connection, http::Client &http, SecretStore &secrets)
    : m_connection(std::move(connection))
    , m_http(http)
    , m_secrets(secrets)
{
    m_endpoint.name = name();
    m_endpoint.baseUrl = m_connection.url.toUtf8();
    m_endpoint.caFile = m_connection.caFile;
}

http::Url Client::repositoryUrl(const QString &repository) const
{
    auto url = m_endpoint.url().path("v2");
    for (const QString &part : repository.split(u'/'))
        url = url.segment(part);
    return url;
}

QCoro::Task<Result<Digest>> Client::digest(QString repository, QString reference, std::stop_token stop)
{
    http::Request request;
    request.method = "HEAD";
    request.url = repositoryUrl(repository).path("manifests").segment(reference);
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
    request.url = repositoryUrl(repository).path("tags/list").query("n", PageSize);
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
    if (!m_isReady) {
        const auto made = co_await http::withWay(m_endpoint, m_connection, m_secrets, stop);
        if (!made)
            co_return tl::unexpected(made.error());
        m_endpoint = *made;
        m_isReady = true;
    }
    const Headers plain = request.headers;
    const auto known = co_await authorisation(repository, stop);
    if (!known)
        co_return tl::unexpected(known.error());
    request.headers = plain + *known;
    auto answer = co_await m_http.send(m_endpoint, request, stop);
    if (answer || answer.error().kind != Error::Kind::Unauthorised)
        co_return answer;

    // Not asked yet how it wants to be asked, or a token that is no longer good.
    request.headers = plain;
    const auto refusal = co_await m_http.exchange(m_endpoint, request, stop);
    if (!refusal)
        co_return tl::unexpected(refusal.error());
    m_challenge = parseChallenge(*refusal);
    m_tokens.remove(repository);
    if (!m_challenge)
        co_return answer;
    const auto fresh = co_await authorisation(repository, stop);
    if (!fresh)
        co_return tl::unexpected(fresh.error());
    if (fresh->isEmpty() || *fresh == *known)
        co_return answer;
    request.headers = plain + *fresh;
    co_return co_await m_http.send(m_endpoint, request, stop);
}

QCoro::Task<Result<Client::Headers>> Client::authorisation(QString repository, std::stop_token stop)
{
    if (!m_challenge)
        co_return Headers();
    if (m_challenge->scheme == Challenge::Scheme::Basic)
        co_return co_await login(stop);
    if (const auto kept = m_tokens.constFind(repository); kept != m_tokens.cend() && !kept->goodUntil.hasExpired())
        co_return Headers{kept->header};
    co_return co_await newToken(repository, stop);
}

QCoro::Task<Result<Client::Headers>> Client::login(std::stop_token stop)
{
    if (m_connection.user.isEmpty() && m_connection.secret.isEmpty())
        co_return Headers();
    if (m_connection.user.isEmpty())
        co_return failure(Error::Kind::Usage, name(), QStringLiteral("A registry with a secret needs a user too."));
    const auto secret = co_await m_secrets.value(m_connection.secret, stop);
    if (!secret)
        co_return tl::unexpected(secret.error());
    co_return Headers{http::basic(m_connection.user, *secret)};
}

QCoro::Task<Result<Client::Headers>> Client::newToken(QString repository, std::stop_token stop)
{
    const Challenge challenge = *m_challenge;
    http::Request request;
    request.url = m_endpoint.url().resolved(challenge.realm);
    if (!challenge.service.isEmpty())
        request.url = request.url.query("service", challenge.service);
    request.url = request.url.query("scope", QStringLiteral("repository:%1:pull").arg(repository));
    request.maxBody = 1024 * 1024;
    if (mayTrustRealm(m_endpoint.url(), request.url)) {
        const auto credentials = co_await login(stop);
        if (!credentials)
            co_return tl::unexpected(credentials.error());
        request.headers = *credentials;
    }
    // The realm's own endpoint, so that redirects are judged against it.
    http::Endpoint realm = m_endpoint;
    realm.baseUrl = request.url.origin();
    if (realm.baseUrl != m_endpoint.url().origin())
        realm.tls = {};
    const auto answer = co_await m_http.send(realm, request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto token = parseToken(answer->body, name());
    if (!token)
        co_return tl::unexpected(token.error());
    const CachedToken cached{http::bearer(token->text), QDeadlineTimer(token->lifetime - TokenMargin)};
    m_tokens.insert(repository, cached);
    co_return Headers{cached.header};
}

} // namespace opsdeck::registry
