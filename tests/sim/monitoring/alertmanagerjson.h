// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/message.h"
#include "tests/sim/monitoring/matcher.h"

#include <QJsonArray>
#include <QJsonObject>

namespace opsdeck::sim::alertmanager {

/// Alertmanager answers most refusals with a bare JSON string…
inline HttpAnswer bareString(const QString &text, int status)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return {status, {{"Content-Type", "application/json"}}, array.mid(1, array.size() - 2) + '\n'};
}

/// …and what its framework refuses with an object.
inline HttpAnswer refusal(int code, const QString &text)
{
    return HttpAnswer::json(QJsonObject{{QStringLiteral("code"), code}, {QStringLiteral("message"), text}}, code);
}

inline QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

} // namespace opsdeck::sim::alertmanager
