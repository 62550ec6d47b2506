// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"
#include "backends/registry/parse.h"
#include "models/domain/image.h"
#include "models/domain/workspace.h"

#include <QDeadlineTimer>
#include <QHash>

namespace opsdeck {

class SecretStore;

namespace registry {

/// One registry, asked read-only: which digest a tag stands for, which tags a repository has. Answers the registry's
/// challenge (Bearer token for each repository, or Basic) and sends its password to no stranger. I/O thread.
class Client
{
public:
    /// Of the connection: id, url, user, secret, caFile. Without user and secret it asks anonymously.
    Client(Connection connection, http::Client &http, SecretStore &secrets);

    /// `reference` is a tag or a digest.
    QCoro::Task<Result<Digest>> digest(QString repository, QString reference, std::stop_token stop);
    QCoro::Task<Result<QStringList>> tags(QString repository, std::stop_token stop);

private:
    struct CachedToken
    {
        http::Header header;
        QDeadlineTimer goodUntil;
    };
    using Headers = QList<http::Header>;

    QCoro::Task<Result<http::Answer>> ask(http::Request request, QString repository, std::stop_token stop);
    QCoro::Task<Result<Headers>> authorisation(QString repository, std::stop_token stop);
    QCoro::Task<Result<Headers>> login(std::stop_token stop);
    QCoro::Task<Result<Headers>> newToken(QString repository, std::stop_token stop);
    QCoro::Task<Result<Digest>> digestOfContent(http::Request request, QString repository, std::stop_token stop);
    http::Url repositoryUrl(const QString &repository) const;
    QString name() const { return m_connection.id.text(); }

    Connection m_connection;
    http::Client &m_http;
    SecretStore &m_secrets;
    http::Endpoint m_endpoint;
    bool m_isReady = false; ///< the endpoint has its proxy and TLS files
    std::optional<Challenge> m_challenge;
    QHash<QString, CachedToken> m_tokens; ///< by repository
};

} // namespace registry
} // namespace opsdeck
