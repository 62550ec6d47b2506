// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

namespace opsdeck {

// The clock on the wall of a zone leaps ahead in spring and back in autumn. These two say what that means for rules
// that are written by that clock: what falls into a leap ahead happens at the leap, what the clock shows twice happens
// the first time. So whatever is later by the clock is never earlier in truth, and an end never comes before its
// beginning. A time by the clock is a QDateTime of Qt::UTC with the clock's date and time.

/// The first moment (UTC) at which the zone's clock shows this time or a later one.
QDateTime momentOf(const QDateTime &clock, const QTimeZone &zone);

/// The latest time that the zone's clock has shown up to this moment.
QDateTime clockAt(const QDateTime &moment, const QTimeZone &zone);

/// A date and time by the clock.
QDateTime clockTime(const QDate &day, const QTime &time);

} // namespace opsdeck
