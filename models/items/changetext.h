// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/whatchanged.h"

namespace opsdeck {

// The words for what changed beside an alert.

QString changeTitle(const Change &change); ///< "shop 2.4.1 → production"
/// When, by whom, how it ended, and where, unless that is the alert's own component: "13:48 · 3 min before · wang".
QString changeDetail(const Change &change, const AlertRow &row, const QDateTime &now);
/// One line below an alert: "changed: shop 2.4.1 deployed 3 min before · by wang"
QString changeLine(const Change &change, const AlertRow &row);
/// How long before or after the alert began: "3 min before".
QString distanceText(const QDateTime &at, const QDateTime &startsAt);

} // namespace opsdeck
