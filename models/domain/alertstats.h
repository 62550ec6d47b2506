// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

#include <QTimeZone>

#include <array>
#include <chrono>

namespace opsdeck {

/// One time that an alert fired, however many sources told it.
struct AlertEpisode
{
    QString key; ///< of the alert, as AlertRow::key
    QString name;
    QString service;
    QString instance;
    QString owner; ///< title of who has the service; empty = unknown
    QList<SourceId> sources;
    Severity severity = Severity::Info; ///< the worst
    QDateTime begins; ///< may lie before the period
    QDateTime ends; ///< invalid = it still stands
    QDateTime acknowledged; ///< the first time, there or at a desk; invalid = nobody did
    bool beginSeen = true; ///< false: when we looked again after a silence, it fired
    bool endSeen = true; ///< false: when we looked again, it was gone

    bool operator==(const AlertEpisode &) const = default;
};

/// Places in AlertStats::episodes.
using EpisodePlaces = QList<qsizetype>;

/// Episodes that have something in common.
struct AlertTally
{
    QString key; ///< empty: those of which it is not known
    QString title;
    QString detail;
    int fired = 0; ///< began in the period
    int alerts = 0; ///< how many different ones
    int critical = 0; ///< of those that fired
    std::chrono::milliseconds firing{0}; ///< within the period, summed
    EpisodePlaces episodes;

    bool operator==(const AlertTally &) const = default;
};

/// How long something took, over the episodes that tell it.
struct AlertDelays
{
    EpisodePlaces episodes; ///< shortest first
    QList<std::chrono::milliseconds> delays; ///< of these
    EpisodePlaces leftOut; ///< it happened, but when it began or ended nobody saw

    std::chrono::milliseconds quantile(double part) const; ///< 0 where there are none
    bool operator==(const AlertDelays &) const = default;
};

/// An hour of a weekday.
struct AlertHour
{
    int fired = 0;
    bool observed = false; ///< any source, any time; false is not "quiet"
    EpisodePlaces episodes;

    bool operator==(const AlertHour &) const = default;
};

/// What alerts did in a period.
struct AlertStats
{
    QDateTime from; ///< UTC
    QDateTime to;
    QList<AlertEpisode> episodes; ///< the newest first
    EpisodePlaces fired; ///< began in the period
    EpisodePlaces standing; ///< at its end, the oldest first
    QList<AlertTally> offenders; ///< by alert name and service, the most frequent first
    QList<AlertTally> flapping; ///< single alerts that fired again and again within an hour
    QList<AlertTally> services;
    QList<AlertTally> owners;
    QList<AlertTally> sources;
    std::array<std::array<AlertHour, 24>, 7> hours; ///< Monday first
    AlertDelays acknowledging;
    AlertDelays resolving;
    std::chrono::milliseconds unobserved{0}; ///< in which no source answered
    int told = 0; ///< alerts that sources tell now
    int shown = 0; ///< rows that a person sees of them, what is folded together as one

    bool operator==(const AlertStats &) const = default;
};

struct AlertStatsInput
{
    AlertTimeline timeline;
    QDateTime from; ///< UTC
    QDateTime to;
    Catalog catalog;
    AlertDeeds deeds;
    QTimeZone zone = QTimeZone::utc(); ///< of weekdays and hours
    AlertWall wall; ///< as it stands now
};

/// Pure; takes seconds over a hundred thousand alerts.
AlertStats alertStats(const AlertStatsInput &input);

} // namespace opsdeck
