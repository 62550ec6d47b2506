// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/webhook/body.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace opsdeck::webhook {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype WeComLimit = 2048; ///< bytes of a text
constexpr qsizetype RobotLimit = 9000; ///< of 20 000 bytes of a body, all of which may need escaping
constexpr qsizetype LongestText = 500; ///< characters of one text in a generic message

QByteArray hmac(const QByteArray &key, const QByteArray &message)
{
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

qsizetype bytesOf(const QString &text)
{
    return text.toUtf8().size() + 1; // the line's end
}

/// The lines that fit, then the id, by which a message that came twice is known.
QString textOf(const QStringList &lines, const QString &id, qsizetype limit)
{
    const QString foot = u"Opsdeck #"_s + id;
    qsizetype left = limit - bytesOf(foot) - bytesOf(u"…"_s);
    QStringList kept;
    for (const QString &line : lines) {
        left -= bytesOf(line);
        if (left < 0) {
            kept.append(u"…"_s);
            break;
        }
        kept.append(line);
    }
    kept.append(foot);
    return kept.join(u'\n');
}

QString textOf(const OutgoingMessage &message, qsizetype limit)
{
    return textOf(QStringList{message.title} + message.lines, message.facts.id, limit);
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString wordOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return u"critical"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        return u"info"_s;
    }
    return {};
}

QString wordOf(NotifiedAlert::Why why)
{
    switch (why) {
    case NotifiedAlert::Why::New:
        return u"new"_s;
    case NotifiedAlert::Why::Raised:
        return u"raised"_s;
    case NotifiedAlert::Why::Again:
        return u"reminder"_s;
    case NotifiedAlert::Why::Resolved:
        return u"resolved"_s;
    }
    return {};
}

QJsonValue timeOf(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonObject alertOf(const NotifiedAlert &alert)
{
    const auto text = [](const QString &value) { return oneLine(value, LongestText); };
    return {{u"why"_s, wordOf(alert.why)}, {u"key"_s, alert.key}, {u"severity"_s, wordOf(alert.severity)},
        {u"name"_s, text(alert.name)}, {u"service"_s, text(alert.service)}, {u"instance"_s, text(alert.instance)},
        {u"environment"_s, text(alert.environment)}, {u"system"_s, text(alert.system)},
        {u"summary"_s, text(alert.summary)}, {u"startsAt"_s, timeOf(alert.startsAt)}, {u"link"_s, alert.link}};
}

QByteArray genericBody(const OutgoingMessage &message)
{
    const Notification &facts = message.facts;
    QJsonArray alerts;
    for (const NotifiedAlert &alert : facts.alerts)
        alerts.append(alertOf(alert));
    return compact({{u"version"_s, 1}, {u"id"_s, facts.id}, {u"rule"_s, facts.rule}, {u"at"_s, timeOf(facts.at)},
        {u"test"_s, facts.isTest}, {u"atStart"_s, facts.atStart}, {u"storm"_s, facts.isStorm()},
        {u"title"_s, message.title}, {u"text"_s, message.lines.join(u'\n')}, {u"count"_s, facts.total()},
        {u"new"_s, facts.fresh}, {u"raised"_s, facts.raised}, {u"reminders"_s, facts.again},
        {u"resolved"_s, facts.resolved}, {u"critical"_s, facts.counts.critical}, {u"warning"_s, facts.counts.warning},
        {u"info"_s, facts.counts.info}, {u"first"_s, timeOf(facts.first)}, {u"last"_s, timeOf(facts.last)},
        {u"alerts"_s, alerts}});
}

Letter genericLetter(const OutgoingMessage &message, const QString &secret, const QDateTime &now)
{
    Letter letter{.body = genericBody(message)};
    letter.headers.append({"Idempotency-Key", message.facts.id.toLatin1()});
    if (!secret.isEmpty()) {
        const qint64 seconds = now.toSecsSinceEpoch();
        letter.headers.append({"X-Opsdeck-Timestamp", QByteArray::number(seconds)});
        letter.headers.append({"X-Opsdeck-Signature", "sha256=" + webhookSign(seconds, letter.body, secret)});
    }
    return letter;
}

Letter weComLetter(const OutgoingMessage &message)
{
    const QJsonObject text{{u"content"_s, textOf(message, WeComLimit)}};
    return {.body = compact({{u"msgtype"_s, u"text"_s}, {u"text"_s, text}})};
}

Letter dingTalkLetter(const OutgoingMessage &message, const QString &secret, const QDateTime &now)
{
    const QJsonObject text{{u"content"_s, textOf(message, RobotLimit)}};
    const QJsonObject nobody{{u"isAtAll"_s, false}};
    Letter letter{.body = compact({{u"msgtype"_s, u"text"_s}, {u"text"_s, text}, {u"at"_s, nobody}})};
    if (!secret.isEmpty()) {
        const qint64 milliseconds = now.toMSecsSinceEpoch();
        letter.query = "timestamp=" + QByteArray::number(milliseconds)
            + "&sign=" + dingTalkSign(milliseconds, secret).toPercentEncoding();
    }
    return letter;
}

/// A post, because in Feishu's plain texts <at user_id="all"> calls everybody.
Letter feishuLetter(const OutgoingMessage &message, const QString &secret, const QDateTime &now)
{
    QJsonArray paragraphs;
    const QStringList lines = textOf(message.lines, message.facts.id, RobotLimit).split(u'\n');
    for (const QString &line : lines)
        paragraphs.append(QJsonArray{QJsonObject{{u"tag"_s, u"text"_s}, {u"text"_s, line}}});
    const QJsonObject page{{u"title"_s, message.title}, {u"content"_s, paragraphs}};
    const QJsonObject post{{u"zh_cn"_s, page}};
    QJsonObject body{{u"msg_type"_s, u"post"_s}, {u"content"_s, QJsonObject{{u"post"_s, post}}}};
    if (!secret.isEmpty()) {
        const qint64 seconds = now.toSecsSinceEpoch();
        body.insert(u"timestamp"_s, QString::number(seconds));
        body.insert(u"sign"_s, QString::fromLatin1(feishuSign(seconds, secret)));
    }
    return {.body = compact(body)};
}

} // namespace

QByteArray dingTalkSign(qint64 milliseconds, const QString &secret)
{
    return hmac(secret.toUtf8(), QByteArray::number(milliseconds) + '\n' + secret.toUtf8()).toBase64();
}

QByteArray feishuSign(qint64 seconds, const QString &secret)
{
    return hmac(QByteArray::number(seconds) + '\n' + secret.toUtf8(), {}).toBase64();
}

QByteArray webhookSign(qint64 seconds, const QByteArray &body, const QString &secret)
{
    return hmac(secret.toUtf8(), QByteArray::number(seconds) + '.' + body).toHex();
}

Letter letterOf(const QString &kind, const OutgoingMessage &message, const QString &secret, const QDateTime &now)
{
    Letter letter;
    if (kind == u"wecom")
        letter = weComLetter(message);
    else if (kind == u"dingtalk")
        letter = dingTalkLetter(message, secret, now);
    else if (kind == u"feishu")
        letter = feishuLetter(message, secret, now);
    else
        letter = genericLetter(message, secret, now);
    letter.headers.prepend({"Content-Type", "application/json; charset=utf-8"});
    return letter;
}

} // namespace opsdeck::webhook
