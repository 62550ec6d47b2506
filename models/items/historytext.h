// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/historystrip.h"

#include <QString>

namespace opsdeck {

// The words of an alert's history.

QString historyKindText(const HistorySpan &span); ///< "critical", "critical, acknowledged", "not observed"
QString historySpanText(const HistorySpan &span, const QDateTime &now); ///< "14:03 – 14:20 (17 min): critical"
/// "30 d: fired 4 times, 2 h in all; not observed for 3 h"
QString historySummaryText(const QList<HistorySpan> &strip);

} // namespace opsdeck
