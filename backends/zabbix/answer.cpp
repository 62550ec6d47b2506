// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/answer.h"

#include <algorithm>

namespace opsdeck::zabbix {

namespace {

constexpr qint64 LastSecond = 253'402'300'799; // of the year 9999

Error::Kind kindOf(qint64 code, const QString &words)
{
    // Zabbix has one number for many things, so its words have to decide.
    constexpr const char *unauthorised[] = {
        "Not authori", "re-login", "API token", "Incorrect user name", "Login name or password", "temporarily blocked"};
    for (const char *part : unauthorised) {
        if (words.contains(QLatin1StringView(part), Qt::CaseInsensitive))
            return Error::Kind::Unauthorised;
    }
    if (words.contains(QLatin1StringView("permission"), Qt::CaseInsensitive))
        return Error::Kind::Forbidden;
    constexpr qint64 applicationError = -32500;
    return code == applicationError ? Error::Kind::Refused : Error::Kind::BadAnswer;
}

} // namespace

QDateTime timeOr(json::Fields &fields, const char *key)
{
    const qint64 seconds = fields.integerOr(key);
    return seconds > 0 && seconds <= LastSecond ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime();
}

/// "Application error.: Cannot close problem…" says less than its second half.
Error refusalOf(json::Element element, const SourceId &source)
{
    QString fault;
    json::Fields fields(element, fault);
    const QString data = fields.textOr("data").trimmed();
    QString words = data.isEmpty() ? fields.textOr("message").trimmed() : data;
    const qint64 code = fields.integerOr("code");
    if (words.isEmpty())
        words = QStringLiteral("HTTP 200, but an error inside.");
    return failure(kindOf(code, words), source.text(), words, static_cast<int>(std::clamp<qint64>(code, -32768, 32767)))
        .value();
}

QList<std::pair<QString, QString>> pairs(
    json::Fields &fields, const char *key, const char *first, const char *second, QString &fault)
{
    QList<std::pair<QString, QString>> all;
    for (const json::Element &element : fields.list(key)) {
        json::Fields pair(element, fault, key);
        all.append({pair.textOr(first), pair.textOr(second)});
    }
    return all;
}

} // namespace opsdeck::zabbix
