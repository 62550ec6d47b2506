// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

namespace opsdeck {

// The words of the alert wall, in one place for list, inspector and copy.

QString severityText(Severity severity);
QString freshnessText(const SourceView &source, const QDateTime &now); ///< "live", "stale since 13:41", "never reached"

QString titleText(const AlertGroup &group);
/// Beside the title: the owner, or why nothing can be said.
QString detailText(const AlertGroup &group, const QDateTime &now);
/// "not observable: zabbix stale since 13:41, last known 1 warning"
QString blindText(const AlertGroup &group, const QDateTime &now);
QString countsText(const SeverityCounts &counts); ///< "2 critical, 1 warning"

/// What is wrong; Opsdeck's own words in the person's language.
QString summaryText(const AlertRow &row);
/// The same with the value.
QString whatText(const AlertRow &row);
QString sourcesText(const AlertRow &row);
QString stateText(const AlertRow &row, const QDateTime &now);
/// "li has it", with the time that it holds; empty where nobody has it.
QString ownerText(const AlertRow &row, const QDateTime &now);
/// A line to paste into a chat.
QString copyText(const AlertRow &row, const QDateTime &now);

} // namespace opsdeck
