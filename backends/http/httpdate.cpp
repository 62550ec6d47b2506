// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/httpdate.h"

#include <curl/curl.h>

#include <algorithm>

namespace opsdeck::http {

QDateTime parseHttpDate(const QByteArray &text)
{
    const auto seconds = text.isEmpty() ? -1 : curl_getdate(text.constData(), nullptr);
    return seconds < 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

std::chrono::seconds retryAfter(const QByteArray &header, const QDateTime &now)
{
    constexpr qint64 day = 86'400;
    bool isNumber = false;
    qint64 wait = header.trimmed().toLongLong(&isNumber);
    if (!isNumber) {
        const auto date = parseHttpDate(header);
        wait = date.isValid() ? (now.msecsTo(date) + 999) / 1000 : 0;
    }
    return std::chrono::seconds(std::clamp<qint64>(wait, 0, day));
}

} // namespace opsdeck::http
