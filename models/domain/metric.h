// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

#include <chrono>

namespace opsdeck {

struct Sample
{
    qint64 at = 0; ///< milliseconds since the epoch, UTC
    double value = 0; ///< may be NaN or infinite

    bool operator==(const Sample &) const = default;
};

struct Series
{
    Labels labels;
    QList<Sample> samples; ///< in order of time; one for an instant query

    bool operator==(const Series &) const = default;
};

/// The answer to a metric query, with what the source has to say about it.
struct Metric
{
    QList<Series> series;
    QStringList warnings;

    bool operator==(const Metric &) const = default;
};

/// Numbers over a time.
struct MetricQuery
{
    QString expression;
    QDateTime from;
    QDateTime to;
    std::chrono::seconds step{15}; ///< between two of them

    bool operator==(const MetricQuery &) const = default;
};

} // namespace opsdeck
