// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/registry/token.h"
#include "models/domain/image.h"

namespace opsdeck::registry {

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
    QCoro::Task<Result<http::Answer>> ask(http::Request request, QString repository, std::stop_token stop);
    QCoro::Task<Result<Digest>> digestOfContent(http::Request request, QString repository, std::stop_token stop);
    http::Url urlOf(const QString &repository) const { return repositoryUrl(m_tokens.endpoint().url(), repository); }
    QString name() const { return m_tokens.endpoint().name; }

    http::Client &m_http;
    TokenKeeper m_tokens;
};

} // namespace opsdeck::registry
