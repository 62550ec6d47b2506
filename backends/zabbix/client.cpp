// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/client.h"

#include "backends/secrets/secretstore.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace opsdeck::zabbix {

namespace {

/// HTTP must not carry the account of Zabbix by itself, but whoever stands before it wants to know somebody.
Connection asTheWebServerWants(Connection connection)
{
    connection.user = connection.basicUser;
    connection.secret = connection.basicUser.isEmpty() ? QString() : connection.basicSecret;
    return connection;
}

/// HTTP's own refusal, which Zabbix never gives: it answers 200 to everything that it reads.
QString hintFor401(bool hasBasic)
{
    return hasBasic
        ? QStringLiteral(" The web server before Zabbix does not take the user and secret of \"basic\".")
        : QStringLiteral(" The web server before Zabbix asks for HTTP Basic: name its user and secret under "
                         "\"basic\" (up to Zabbix 7.0).");
}

/// Ends a session whose source is gone. Ends at the latest with the client, and nobody waits for it: at worst the
/// session stays until Zabbix drops it.
QCoro::Task<void> logOut(http::Client &client, SecretStore &secrets, Connection connection, http::Request request)
{
    const auto endpoint = co_await http::endpointFor(connection, secrets, std::stop_token());
    if (endpoint)
        co_await client.exchange(*endpoint, request, std::stop_token());
}

} // namespace

Client::Client(const SourceContext &context)
    : m_connection(context.connection)
    , m_http(context.http)
    , m_secrets(context.secrets)
    , m_session(asTheWebServerWants(context.connection), context.http, context.secrets)
{ }

Client::~Client()
{
    if (!hasSession())
        return;
    const http::Request goodbye = request("user.logout", {}, m_proof);
    logOut(m_http, m_secrets, asTheWebServerWants(m_connection), goodbye);
}

http::Request Client::request(const QByteArray &method, const QJsonObject &parameters, const QString &proof) const
{
    // PHP reads {} as an empty list, which is what methods without parameters want.
    QJsonObject body{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
        {QStringLiteral("method"), QString::fromLatin1(method)}, {QStringLiteral("params"), parameters},
        {QStringLiteral("id"), 1}};
    http::Request request;
    request.method = "POST";
    request.url = url();
    request.headers.append(http::Header("Content-Type", "application/json-rpc"));
    if (!proof.isEmpty() && proofInHeader())
        request.headers.append(http::bearer(proof));
    else if (!proof.isEmpty())
        body.insert(QStringLiteral("auth"), proof);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

QCoro::Task<Result<http::Answer>> Client::ask(
    QByteArray method, QJsonObject parameters, QString proof, std::stop_token stop)
{
    const http::Request asked = request(method, parameters, proof);
    auto answer = co_await m_session.send(asked, stop);
    if (!answer) {
        if (answer.error().status == 412)
            answer.error().detail += QStringLiteral(" Zabbix did not get the request as it was sent: is something in "
                                                    "between that changes it?");
        if (answer.error().status == 401)
            answer.error().detail += hintFor401(hasBasic());
        co_return answer;
    }
    auto refusal = refusalIn(answer->body, id());
    if (!refusal)
        co_return answer;
    if (refusal->kind == Error::Kind::Unauthorised && proofInHeader() && !proof.isEmpty())
        refusal->detail += QStringLiteral(" (Where the token is right: Apache with PHP-FPM drops the Authorization "
                                          "header unless SetEnvIf passes it on.)");
    co_return m_session.judged(*answer, Result<http::Answer>(tl::unexpected(*refusal)));
}

QCoro::Task<Result<QString>> Client::version(std::stop_token stop)
{
    const QJsonObject none;
    const auto answer = co_await ask("apiinfo.version", none, QString(), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto text = parseVersion(answer->body, id());
    if (!text)
        co_return text;
    const auto dialect = Dialect::of(*text);
    if (!dialect)
        co_return failure(Error::Kind::BadAnswer, id().text(), QStringLiteral("This is no version: ") + text->left(80));
    if (!dialect->isAtLeast(5, 0))
        co_return failure(Error::Kind::Refused, id().text(),
            QStringLiteral("Zabbix %1 is older than 5.0, the oldest that is understood here.").arg(text->left(80)));
    if (hasBasic() && !dialect->takesProofInBody())
        co_return failure(Error::Kind::Usage, id().text(),
            Phrase(
                QT_TRANSLATE_NOOP("Phrase",
                    "Zabbix %1 takes its token in the header that HTTP Basic needs: the two cannot go together from "
                    "7.2 on. Let the web server before it ask for something else, a client certificate for example."),
                {text->left(80)}));
    m_dialect = dialect;
    co_return text;
}

QCoro::Task<Result<Dialect>> Client::speak(std::stop_token stop)
{
    if (!m_dialect) {
        const auto told = co_await version(stop);
        if (!told)
            co_return tl::unexpected(told.error());
    }
    const Dialect known = *m_dialect;
    co_return known;
}

QCoro::Task<Result<void>> Client::enter(std::stop_token stop)
{
    const auto dialect = co_await speak(stop);
    if (!dialect)
        co_return tl::unexpected(dialect.error());
    if (!m_proof.isEmpty())
        co_return Result<void>();
    const auto secret = co_await m_secrets.value(m_connection.secret, stop);
    if (!secret)
        co_return tl::unexpected(secret.error());
    if (!m_connection.user.isEmpty())
        co_return co_await login(*dialect, *secret, stop);
    if (secret->isEmpty())
        co_return failure(Error::Kind::Usage, id().text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Zabbix wants an API token as secret, or a user and its password.")));
    if (!dialect->hasTokens())
        co_return failure(Error::Kind::Usage, id().text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "This Zabbix is older than 5.4 and has no API tokens: name a user.")));
    m_proof = *secret;
    co_return Result<void>();
}

QCoro::Task<Result<void>> Client::login(Dialect dialect, QString password, std::stop_token stop)
{
    const QJsonObject who{{QString::fromLatin1(dialect.loginParameter()), m_connection.user},
        {QStringLiteral("password"), password}, {QStringLiteral("userData"), true}};
    const auto answer = co_await ask("user.login", who, QString(), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto made = parseLogin(answer->body, id());
    if (!made)
        co_return tl::unexpected(made.error());
    Redaction redaction = m_secrets.redaction();
    redaction.learn(made->session);
    m_proof = made->session;
    m_user = made->user;
    co_return Result<void>();
}

/// After a refusal that was about who we are, or how we said so: forgets what that was based on. What was refused so
/// has not been done, so that a write may be repeated, too.
bool Client::mayTryAgain(const Error &error, const QString &proof, bool wasNew)
{
    constexpr int invalidRequest = -32600;
    if (error.status == invalidRequest) { // another version answers than the one that was asked
        m_dialect.reset();
        return true;
    }
    if (error.kind != Error::Kind::Unauthorised)
        return false;
    if (m_proof == proof)
        m_proof.clear();
    return !wasNew; // a session that ended, a token that may have been replaced
}

QCoro::Task<Result<http::Answer>> Client::call(QByteArray method, QJsonObject parameters, std::stop_token stop)
{
    for (bool again = false;; again = true) {
        const QString before = m_proof;
        if (auto inside = co_await enter(stop); !inside)
            co_return tl::unexpected(inside.error());
        const QString proof = m_proof;
        auto answer = co_await ask(method, parameters, proof, stop);
        if (answer || again || !mayTryAgain(answer.error(), proof, before != proof))
            co_return answer;
    }
}

QCoro::Task<Result<Account>> Client::account(QDateTime *expires, std::stop_token stop)
{
    if (auto inside = co_await enter(stop); !inside)
        co_return tl::unexpected(inside.error());
    const auto dialect = co_await speak(stop);
    if (!dialect)
        co_return tl::unexpected(dialect.error());
    qint64 user = m_user;
    if (!hasSession()) {
        const QJsonObject which{
            {QStringLiteral("output"), QJsonArray{QStringLiteral("userid"), QStringLiteral("expires_at")}},
            {QStringLiteral("token"), m_proof}};
        const auto answer = co_await call("token.get", which, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto token = parseToken(answer->body, id());
        if (!token)
            co_return tl::unexpected(token.error());
        user = token->user;
        *expires = token->expires;
    }
    QJsonObject which{{QStringLiteral("userids"), QJsonArray{QString::number(user)}}};
    QJsonArray output{QString::fromLatin1(dialect->userName()), QStringLiteral("userid")};
    output.append(dialect->hasRoles() ? QStringLiteral("roleid") : QStringLiteral("type"));
    which.insert(QStringLiteral("output"), output);
    if (dialect->hasRoles())
        which.insert(QStringLiteral("selectRole"), QJsonArray{QStringLiteral("name")});
    const auto answer = co_await call("user.get", which, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return parseAccount(answer->body, id());
}

} // namespace opsdeck::zabbix
