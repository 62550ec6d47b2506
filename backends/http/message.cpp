// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/message.h"

#include "backends/http/errorbody.h"
#include "backends/http/httpdate.h"

namespace opsdeck::http {

namespace {

Error::Kind kindOf(int status)
{
    switch (status) {
    case 401:
    case 407:
        return Error::Kind::Unauthorised;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
        return Error::Kind::NotFound;
    case 429:
        return Error::Kind::RateLimited;
    default:
        return Error::Kind::BadAnswer;
    }
}

/// One link-value of RFC 8288 at `at`: its target and its relations. `at` is moved behind it.
std::pair<QByteArray, QList<QByteArray>> takeLink(const QByteArray &text, qsizetype &at)
{
    const auto open = text.indexOf('<', at);
    const auto close = open < 0 ? -1 : text.indexOf('>', open);
    if (close < 0) {
        at = text.size();
        return {};
    }
    QByteArray parameters;
    bool quoted = false;
    for (at = close + 1; at < text.size() && (quoted || text[at] != ','); ++at) {
        if (text[at] == '"')
            quoted = !quoted;
        // Inside quotes a semicolon separates nothing; a blank in its place keeps the splitting below simple.
        parameters += quoted && text[at] == ';' ? ' ' : text[at];
    }
    QList<QByteArray> relations;
    for (const auto &parameter : parameters.split(';')) {
        const auto equals = parameter.indexOf('=');
        if (equals > 0 && parameter.left(equals).trimmed().toLower() == "rel")
            relations = parameter.mid(equals + 1).replace('"', "").toLower().simplified().split(' ');
    }
    return {text.mid(open + 1, close - open - 1).trimmed(), relations};
}

} // namespace

QByteArray Request::header(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name.toLower() == lowerCaseName)
            return value;
    }
    return {};
}

QByteArray Answer::header(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

QByteArray Answer::link(QByteArrayView relation) const
{
    for (const auto &[name, value] : headers) {
        qsizetype at = 0;
        while (name == "link" && at < value.size()) {
            const auto [target, relations] = takeLink(value, at);
            if (relations.contains(relation.toByteArray()))
                return target;
        }
    }
    return {};
}

QString proxyWantsLogin()
{
    return QStringLiteral("The proxy wants to know who asks: check proxy-user and proxy-secret.");
}

std::chrono::seconds waitAskedBy(const Answer &answer)
{
    const auto theirs = QDateTime::currentDateTimeUtc().addMSecs(answer.skew.count());
    return retryAfter(answer.header("retry-after"), theirs);
}

Result<Answer> expectSuccess(Answer answer, const QString &origin)
{
    if (answer.isSuccess())
        return answer;
    const QString words = answer.status == 407 ? proxyWantsLogin() : errorWords(answer);
    Error error{kindOf(answer.status), origin, words, answer.status, {}};
    if (answer.status == 429 || answer.status == 503)
        error.retryAfter = waitAskedBy(answer);
    return tl::unexpected(error);
}

} // namespace opsdeck::http
