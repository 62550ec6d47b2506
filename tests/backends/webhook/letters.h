// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/delivery.h"

namespace opsdeck::testing {

/// A message as the words' layer makes it, about so many alerts.
inline OutgoingMessage letterAbout(int alerts, const QString &name = QStringLiteral("DiskFull"))
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    OutgoingMessage message;
    message.facts = Notification{.id = QStringLiteral("0a1b2c3d4e5f"), .rule = QStringLiteral("night"), .at = at};
    message.facts.fresh = message.facts.counts.critical = alerts;
    message.facts.first = at.addSecs(-12);
    message.facts.last = at.addSecs(-3);
    message.title = QStringLiteral("Opsdeck: %1 new").arg(alerts);
    for (int i = 0; i < std::min<int>(alerts, Notification::MostListed); ++i) {
        message.facts.alerts.append({.key = QStringLiteral("k%1").arg(i),
            .severity = Severity::Critical,
            .name = name,
            .service = QStringLiteral("cart"),
            .startsAt = at.addSecs(-12)});
        message.lines.append(QStringLiteral("critical %1 cart %2").arg(name).arg(i));
    }
    return message;
}

} // namespace opsdeck::testing
