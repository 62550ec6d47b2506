// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/delivery.h"

namespace opsdeck {

// The words of what people are told, in one place for popups, robots and the log of deliveries. What alerts say goes
// in as plain text of bounded length, one line each.

/// "Opsdeck: 2 new: 1 critical, 1 warning", "Opsdeck: 340 alerts at once", "Opsdeck: 12 alerts already burnt"
QString notificationTitle(const Notification &notification);
/// One alert: "critical DiskFull db-01 · 97 % used (checkout)"
QString notifiedText(const NotifiedAlert &alert);
/// With title and lines. `at` is when it goes out: the delay since the source's own time is one of the lines.
OutgoingMessage messageOf(const Notification &notification, const QDateTime &at);

/// "all", or what the filter, the severities and the hours leave.
QString ruleText(const NotifyRule &rule);
QString outletText(const QString &outlet);
QString outcomeText(const Delivery &delivery);

} // namespace opsdeck
