// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

namespace opsdeck {

/// How an alert stood from a moment on, until the next one.
struct AlertMoment
{
    QDateTime at; ///< UTC, by our clock: when a poll saw it
    AlertState state = AlertState::Firing; ///< Resolved = its source told it no more
    Severity severity = Severity::Warning;
    bool acknowledged = false; ///< at the source
    int changes = 1; ///< how many it stands for: of days long past only the worst is kept, and how they ended

    bool operator==(const AlertMoment &) const = default;
};

/// What is kept of one alert as one source told it.
struct AlertTrace
{
    AlertKey key;
    QString name;
    Labels labels; ///< as of the last moment
    /// Oldest first. The first one may lie before the time that was asked for: how it stood when that began.
    QList<AlertMoment> moments;

    bool operator==(const AlertTrace &) const = default;
};

/// A time in which a source answered. Between two of them nobody knows: it was silent, or no Opsdeck ran.
struct ObservedSpan
{
    SourceId source;
    QDateTime begins; ///< UTC
    QDateTime ends;

    bool operator==(const ObservedSpan &) const = default;
};

/// What happened to alerts in a time, and when that could be seen.
struct AlertTimeline
{
    QList<AlertTrace> traces;
    QList<ObservedSpan> observed; ///< by source, oldest first

    bool operator==(const AlertTimeline &) const = default;
};

} // namespace opsdeck
