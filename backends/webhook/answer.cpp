// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/webhook/answer.h"

#include "backends/json/json.h"

#include <QHash>

namespace opsdeck::webhook {

namespace {

constexpr std::chrono::seconds RobotsMinute{60};
constexpr std::chrono::seconds Busy{5};

/// The codes that mean more than "no", of all robots: none of them stands for two things.
Error::Kind kindOf(qint64 code)
{
    static const QHash<qint64, Error::Kind> known{
        {-1, Error::Kind::RateLimited}, // WeCom, DingTalk: busy
        {45009, Error::Kind::RateLimited}, // WeCom
        {130101, Error::Kind::RateLimited}, // DingTalk
        {410100, Error::Kind::RateLimited}, // DingTalk
        {9499, Error::Kind::RateLimited}, // Feishu
        {11232, Error::Kind::RateLimited}, // Feishu
        {93000, Error::Kind::Unauthorised}, // WeCom: no such key
        {300001, Error::Kind::Unauthorised}, // DingTalk: no such token
        {19001, Error::Kind::Unauthorised}, // Feishu: no such token
        {19021, Error::Kind::Unauthorised}, // Feishu: signature
        {310000, Error::Kind::Forbidden}, // DingTalk: signature, keyword or address of the sender
        {19022, Error::Kind::Forbidden}, // Feishu: address of the sender
        {19024, Error::Kind::Forbidden}, // Feishu: keyword
    };
    return known.value(code, Error::Kind::BadAnswer);
}

/// What a robot calls its code and its words.
struct Saying
{
    const char *code;
    const char *words;
};

QList<Saying> sayingsOf(const QString &kind)
{
    if (kind == u"feishu")
        return {{"code", "msg"}, {"StatusCode", "StatusMessage"}}; // the second is what it said in earlier years
    return {{"errcode", "errmsg"}};
}

} // namespace

Result<void> judge(const QString &kind, const http::Answer &answer, const QString &name)
{
    if (auto taken = http::expectSuccess(answer, name); !taken)
        return tl::unexpected(taken.error());
    if (kind == u"webhook")
        return {};
    const auto document = json::Document::parse(answer.body, name);
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields fields(document->root(), fault);
    const QList<Saying> sayings = sayingsOf(kind);
    for (const auto &[codeKey, wordsKey] : sayings) {
        if (!fields.has(codeKey))
            continue;
        const qint64 code = fields.integer(codeKey);
        const QString words = fields.textOr(wordsKey);
        if (!fault.isEmpty())
            break;
        if (code == 0)
            return {};
        auto said = failure(
            kindOf(code), name, QStringLiteral("%1 %2: %3").arg(QLatin1StringView(codeKey)).arg(code).arg(words));
        if (said.value().kind == Error::Kind::RateLimited)
            said.value().retryAfter = code == -1 ? Busy : RobotsMinute;
        return said;
    }
    return failure(Error::Kind::BadAnswer, name,
        fault.isEmpty() ? QStringLiteral("The answer does not say whether the message was taken.") : fault);
}

bool mayTryAgain(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::RateLimited:
        return true;
    case Error::Kind::BadAnswer:
        return error.status >= 500;
    default:
        return false;
    }
}

} // namespace opsdeck::webhook
