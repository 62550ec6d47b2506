// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/robot/robotsim.h"

#include <QCryptographicHash>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostPerMinute = 20;

/// RFC 2104 by its letters, so that a mistake of the program's library is not made twice.
QByteArray hmacSha256(QByteArray key, const QByteArray &message)
{
    constexpr qsizetype block = 64;
    const auto sha = [](const QByteArray &data) { return QCryptographicHash::hash(data, QCryptographicHash::Sha256); };
    if (key.size() > block)
        key = sha(key);
    key.append(block - key.size(), '\0');
    QByteArray inner = key;
    QByteArray outer = key;
    std::for_each(inner.begin(), inner.end(), [](char &c) { c = static_cast<char>(c ^ 0x36); });
    std::for_each(outer.begin(), outer.end(), [](char &c) { c = static_cast<char>(c ^ 0x5c); });
    return sha(outer + sha(inner + message));
}

HttpAnswer errcode(int code, const QString &words)
{
    return HttpAnswer::json(QJsonObject{{u"errcode"_s, code}, {u"errmsg"_s, words}});
}

HttpAnswer code(int number, const QString &words)
{
    return HttpAnswer::json(QJsonObject{{u"code"_s, number}, {u"msg"_s, words}, {u"data"_s, QJsonObject{}}});
}

QJsonObject bodyOf(const HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

bool isOfNow(qint64 seconds, const QDateTime &now)
{
    constexpr qint64 anHour = 3600;
    return std::abs(seconds - now.toSecsSinceEpoch()) < anHour;
}

} // namespace

HttpAnswer RobotSim::answer(const HttpRequest &request)
{
    if (request.method != "POST")
        return HttpAnswer::text("405 method not allowed", 405);
    if (!request.header("content-type").startsWith("application/json"))
        return errcode(40035, u"invalid parameter"_s);
    if (request.path == "/cgi-bin/webhook/send")
        return answerWeCom(request);
    if (request.path == "/robot/send")
        return answerDingTalk(request);
    if (request.path.startsWith("/open-apis/bot/v2/hook/"))
        return answerFeishu(request);
    return request.path == "/alerts" ? answerHook(request) : HttpAnswer::text("404 page not found", 404);
}

HttpAnswer RobotSim::answerWeCom(const HttpRequest &request)
{
    if (request.parameter("key").toLatin1() != weComKey)
        return errcode(93000, u"invalid webhook url, hint: [1700000000_9_key]"_s);
    if (isTooMuch(u"wecom"_s))
        return errcode(45009, u"api freq out of limit"_s);
    const QJsonObject body = bodyOf(request);
    const QString text = body[u"text"_s][u"content"_s].toString();
    if (body[u"msgtype"_s] != u"text"_s || text.isEmpty())
        return errcode(40008, u"invalid message type"_s);
    if (text.toUtf8().size() > 2048)
        return errcode(40058, u"text.content exceed max length 2048"_s);
    take(u"wecom"_s, text);
    return errcode(0, u"ok"_s);
}

HttpAnswer RobotSim::answerDingTalk(const HttpRequest &request)
{
    if (request.parameter("access_token").toLatin1() != dingTalkToken)
        return errcode(300001, u"token is not exist"_s);
    if (!m_secret.isEmpty()) {
        const QByteArray timestamp = request.parameter("timestamp").toLatin1();
        const QByteArray expected = hmacSha256(m_secret, timestamp + '\n' + m_secret).toBase64();
        // As a form: a plus sign that was not encoded is a blank.
        if (request.parameter("sign").toLatin1() != expected || !isOfNow(timestamp.toLongLong() / 1000, clock().now()))
            return errcode(310000, u"sign not match, more: [https://open.dingtalk.com]"_s);
    }
    if (isTooMuch(u"dingtalk"_s))
        return errcode(130101, u"send too fast, exceed 20 times per minute"_s);
    const QJsonObject body = bodyOf(request);
    const QString text = body[u"text"_s][u"content"_s].toString();
    if (body[u"msgtype"_s] != u"text"_s || text.isEmpty() || request.body.size() > 20'000)
        return errcode(400105, u"unsupported msgtype"_s);
    if (body[u"at"_s][u"isAtAll"_s].toBool())
        return errcode(400106, u"nobody may be called from a test"_s);
    take(u"dingtalk"_s, text);
    return errcode(0, u"ok"_s);
}

HttpAnswer RobotSim::answerFeishu(const HttpRequest &request)
{
    if (request.segments().last() != feishuToken)
        return code(19001, u"param invalid: incoming webhook access token invalid"_s);
    const QJsonObject body = bodyOf(request);
    if (!m_secret.isEmpty()) {
        const QByteArray timestamp = body[u"timestamp"_s].toString().toLatin1();
        const QByteArray expected = hmacSha256(timestamp + '\n' + m_secret, {}).toBase64();
        if (body[u"sign"_s].toString().toLatin1() != expected || !isOfNow(timestamp.toLongLong(), clock().now()))
            return code(19021, u"sign match fail or timestamp is not within one hour from current time"_s);
    }
    if (isTooMuch(u"feishu"_s))
        return code(11232, u"create message trigger rate limit"_s);
    if (body[u"msg_type"_s] != u"post"_s || request.body.size() > 20 * 1024)
        return code(9499, u"Bad Request"_s);
    const QJsonObject page = body[u"content"_s][u"post"_s][u"zh_cn"_s].toObject();
    QStringList lines{page[u"title"_s].toString()};
    for (const QJsonValue &paragraph : page[u"content"_s].toArray()) {
        for (const QJsonValue &part : paragraph.toArray()) {
            if (part[u"tag"_s] != u"text"_s)
                return code(9499, u"Bad Request"_s);
            lines.append(part[u"text"_s].toString());
        }
    }
    take(u"feishu"_s, lines.join(u'\n'));
    return code(0, u"success"_s);
}

HttpAnswer RobotSim::answerHook(const HttpRequest &request)
{
    if (!m_secret.isEmpty()) {
        const QByteArray signedText = request.header("x-opsdeck-timestamp") + '.' + request.body;
        if (request.header("x-opsdeck-signature") != "sha256=" + hmacSha256(m_secret, signedText).toHex())
            return HttpAnswer::text("who are you", 401);
    }
    const QByteArray id = request.header("idempotency-key");
    const bool isKnown
        = std::any_of(m_messages.cbegin(), m_messages.cend(), [&id](const Message &one) { return one.id == id; });
    if (!isKnown)
        take(u"hook"_s, QString::fromUtf8(request.body), id);
    return HttpAnswer::text("", 204);
}

bool RobotSim::isTooMuch(const QString &robot) const
{
    const QDateTime since = clock().now().addSecs(-60);
    return std::count_if(m_messages.cbegin(), m_messages.cend(), [&](const Message &one) {
        return one.robot == robot && one.at > since;
    }) >= MostPerMinute;
}

void RobotSim::take(const QString &robot, const QString &text, const QByteArray &id)
{
    m_messages.append({robot, text, clock().now(), id});
}

} // namespace opsdeck::sim
