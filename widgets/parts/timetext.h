// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace opsdeck {

/// A duration for people, two units at most: "4 s", "1 min 12 s", "3 h 5 min", "2 d 4 h". Negative counts as 0.
QString durationText(std::chrono::milliseconds duration);
/// "4 s ago"; "just now" below one second.
QString agoText(const QDateTime &then, const QDateTime &now);
/// Local time: only the clock today, with the date otherwise. Empty for an invalid time.
QString momentText(const QDateTime &at, const QDateTime &now);
/// Local time with the zone, then UTC: for tooltips.
QString exactText(const QDateTime &at);

} // namespace opsdeck
