// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertcare.h"
#include "models/domain/alerthistory.h"

#include <chrono>
#include <optional>

namespace opsdeck {

/// A stretch of time in which an alert stood one way.
struct HistorySpan
{
    enum class Kind
    {
        Unobserved, ///< nobody looked; never to be shown as quiet
        Quiet,
        Pending,
        Suppressed,
        Acknowledged, ///< it fired, and somebody had it: as its source knew, or as was said at a desk
        Firing
    };

    Kind kind = Kind::Unobserved;
    Severity severity = Severity::Info; ///< of all but the first two
    QDateTime begins; ///< UTC
    QDateTime ends;

    bool operator==(const HistorySpan &) const = default;
};

/// What one alert did from `from` to `to`, without gaps, oldest first. Where several sources tell it, the worst that
/// one of them told while it was observed counts, and only a time in which none was observed is Unobserved. Pure.
QList<HistorySpan> historyStrip(
    const QList<AlertTrace> &traces, const QList<ObservedSpan> &observed, const QDateTime &from, const QDateTime &to);

/// The strip with what was said at desks, `deeds` of this alert, oldest first: it was somebody's from when they said so
/// until they gave it back, until the time that they named, or until it was quiet. Pure.
QList<HistorySpan> withDeeds(const QList<HistorySpan> &strip, const QList<AlertDeed> &deeds);

/// A strip in numbers.
struct HistorySummary
{
    int fired = 0; ///< how often it began
    std::chrono::milliseconds firing{0}; ///< acknowledged or not
    std::chrono::milliseconds unobserved{0};
    std::optional<Severity> worst; ///< nothing = it did not fire

    bool operator==(const HistorySummary &) const = default;
};
HistorySummary summaryOf(const QList<HistorySpan> &strip);

} // namespace opsdeck
