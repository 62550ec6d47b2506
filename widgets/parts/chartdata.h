// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/metric.h"
#include "widgets/theme/theme.h"

#include <optional>

namespace opsdeck {

/// Something that happened at a moment of a time chart.
struct ChartMark
{
    qint64 at = 0; ///< milliseconds since the epoch
    QString text;

    bool operator==(const ChartMark &) const = default;
};

/// What a time chart shows.
struct ChartData
{
    QString title;
    QList<Series> series;
    qint64 from = 0; ///< milliseconds since the epoch
    qint64 to = 0;
    qint64 step = 15'000; ///< between two samples, milliseconds; where more is between them, something is missing
    std::optional<double> threshold;
    QList<ChartMark> marks;
    Token tone = Token::Accent; ///< of a single line; several take theirs in turn

    bool operator==(const ChartData &) const = default;
};

/// "41.2 k", "0.073", "−3 M": a value in few characters.
QString shortNumberText(double value);

} // namespace opsdeck
