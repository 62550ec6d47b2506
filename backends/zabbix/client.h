// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/session.h"
#include "backends/sourcekinds.h"
#include "backends/zabbix/parse.h"

#include <QJsonObject>

namespace opsdeck::zabbix {

/// Zabbix' JSON-RPC as the account of a connection: an API token, or with a user a session, which is kept, made anew
/// once when Zabbix has ended it, and ended with this. Asks for the version first, because the ways to prove who one is
/// exclude each other. I/O thread.
class Client
{
public:
    explicit Client(const SourceContext &context);
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    const SourceId &id() const { return m_connection.id; }
    /// As Zabbix told it last; nothing before.
    const std::optional<Dialect> &dialect() const { return m_dialect; }
    http::Session &session() { return m_session; }
    const http::Session &session() const { return m_session; }
    http::Url url() const { return m_session.url().path("api_jsonrpc.php"); }

    /// Asks anew. Proves nothing about the account.
    QCoro::Task<Result<QString>> version(std::stop_token stop);
    /// The version, asked for once.
    QCoro::Task<Result<Dialect>> speak(std::stop_token stop);
    /// As our account. An answer with a refusal inside is an error.
    QCoro::Task<Result<http::Answer>> call(QByteArray method, QJsonObject parameters, std::stop_token stop);
    /// Who we are; of a token also until when.
    QCoro::Task<Result<Account>> account(QDateTime *expires, std::stop_token stop);

private:
    QCoro::Task<Result<http::Answer>> ask(
        QByteArray method, QJsonObject parameters, QString proof, std::stop_token stop);
    http::Request request(const QByteArray &method, const QJsonObject &parameters, const QString &proof) const;
    QCoro::Task<Result<void>> enter(std::stop_token stop);
    QCoro::Task<Result<void>> login(Dialect dialect, QString password, std::stop_token stop);
    bool mayTryAgain(const Error &error, const QString &proof, bool wasNew);
    /// A web server before Zabbix takes the header for itself.
    bool hasBasic() const { return !m_connection.basicUser.isEmpty(); }
    bool proofInHeader() const { return m_dialect && m_dialect->proofInHeader() && !hasBasic(); }
    bool hasSession() const { return !m_connection.user.isEmpty() && !m_proof.isEmpty(); }

    Connection m_connection;
    http::Client &m_http;
    SecretStore &m_secrets;
    http::Session m_session; ///< without the connection's credentials, or with those of the web server before Zabbix
    std::optional<Dialect> m_dialect;
    QString m_proof; ///< token or session; empty = none yet
    qint64 m_user = 0; ///< whose session it is; 0 = unknown
};

} // namespace opsdeck::zabbix
