// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/falcon/client.h"

#include "backends/falcon/parse.h"
#include "backends/secrets/secretstore.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck::falcon {

using namespace Qt::StringLiterals;

namespace {

Connection anonymous(Connection connection)
{
    connection.user.clear();
    connection.secret.clear();
    return connection;
}

http::Request posting(http::Url url, QByteArray json)
{
    http::Request request;
    request.method = "POST";
    request.url = std::move(url);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = std::move(json);
    return request;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool isUnauthorised(const Result<http::Answer> &answer)
{
    return !answer && answer.error().kind == Error::Kind::Unauthorised;
}

} // namespace

Client::Client(Connection connection, http::Client &http, SecretStore &secrets)
    : m_user(connection.user)
    , m_secret(connection.secret)
    , m_secrets(secrets)
    , m_session(anonymous(std::move(connection)), http, secrets)
{ }

QCoro::Task<Result<void>> Client::logIn(std::stop_token stop)
{
    m_loggedIn = false;
    m_session.carry({});
    const auto password = co_await m_secrets.value(m_secret, stop);
    if (!password)
        co_return tl::unexpected(password.error());
    const http::Request request
        = posting(url("api/v1/user/login"), compact({{u"name"_s, m_user}, {u"password"_s, *password}}));
    auto answer = co_await m_session.send(request, stop);
    if (!answer) {
        if (answer.error().status == 400) // so it says that name or password are wrong
            answer.error().kind = Error::Kind::Unauthorised;
        co_return tl::unexpected(answer.error());
    }
    const auto signature = parseLogin(answer->body, id()); // not kept as a raw answer: it may hold the signature
    if (!signature)
        co_return tl::unexpected(signature.error());
    Redaction redaction = m_secrets.redaction(); // a handle
    redaction.learn(*signature);
    m_session.carry({{"Apitoken", compact({{u"name"_s, m_user}, {u"sig"_s, *signature}})}});
    m_loggedIn = true;
    co_return Result<void>{};
}

QCoro::Task<Result<http::Answer>> Client::getIfNew(http::Url url, QByteArray memory, std::stop_token stop)
{
    const bool wasLoggedIn = isLoggedIn();
    if (!wasLoggedIn) {
        if (const auto in = co_await logIn(stop); !in)
            co_return tl::unexpected(in.error());
    }
    auto answer = co_await m_session.getIfNew(url, memory, stop);
    if (isUnauthorised(answer) && wasLoggedIn && !m_user.isEmpty()) {
        if (const auto in = co_await logIn(stop); !in)
            co_return tl::unexpected(in.error());
        answer = co_await m_session.getIfNew(url, memory, stop);
    }
    co_return answer;
}

QCoro::Task<Result<http::Answer>> Client::post(http::Url url, QByteArray json, std::stop_token stop)
{
    const bool wasLoggedIn = isLoggedIn();
    if (!wasLoggedIn) {
        if (const auto in = co_await logIn(stop); !in)
            co_return tl::unexpected(in.error());
    }
    const http::Request request = posting(std::move(url), std::move(json));
    auto answer = co_await m_session.send(request, stop);
    if (isUnauthorised(answer) && wasLoggedIn && !m_user.isEmpty()) {
        if (const auto in = co_await logIn(stop); !in)
            co_return tl::unexpected(in.error());
        answer = co_await m_session.send(request, stop);
    }
    co_return answer;
}

} // namespace opsdeck::falcon
