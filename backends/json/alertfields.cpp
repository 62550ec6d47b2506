// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/json/alertfields.h"

#include <QSet>

namespace opsdeck::json {

void describe(Alert &alert)
{
    constexpr qsizetype longest = 500;
    alert.name = alert.labels.value(QStringLiteral("alertname"));
    alert.severityText = alert.labels.value(QStringLiteral("severity"));
    alert.severity = severityFromText(alert.severityText);
    for (const auto &key : {QStringLiteral("summary"), QStringLiteral("description"), QStringLiteral("message")}) {
        if (alert.summary.isEmpty())
            alert.summary = alert.annotations.value(key).simplified().left(longest);
    }
}

void dropRepeated(QList<Alert> &alerts)
{
    QSet<AlertKey> seen;
    alerts.removeIf([&seen](const Alert &alert) {
        const bool again = seen.contains(alert.key);
        seen.insert(alert.key);
        return again;
    });
}

} // namespace opsdeck::json
