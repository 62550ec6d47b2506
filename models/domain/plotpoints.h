// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/metric.h"

#include <optional>

namespace opsdeck {

/// A time and how many columns of pixels it is drawn in.
struct PlotSpan
{
    qint64 from = 0; ///< milliseconds since the epoch
    qint64 to = 0;
    int pixels = 0;
};

/// Lines to draw, at most two points for each column: the lowest and the highest of what it stands for, in their order,
/// so that no peak is lost. A line ends where two samples are further apart than `gap` milliseconds, or a number is
/// missing between them: what nobody measured is not drawn. Holes narrower than a column cannot be seen.
QList<QList<Sample>> plotLines(const QList<Sample> &samples, const PlotSpan &span, qint64 gap);

/// How far apart two answers have to be so that no more than two fall on a pixel; whole seconds, one at least.
std::chrono::seconds plotStep(std::chrono::seconds span, int pixels);

/// Lowest and highest finite value; nothing where there is none.
std::optional<std::pair<double, double>> valueRange(const QList<Series> &series, qint64 from, qint64 to);

/// Round numbers between two values to put on an axis, at most `most`; none where they are no numbers.
QList<double> axisTicks(double low, double high, int most);

/// The sample that stands nearest to a time, unless it is further away than `reach`; null = there is none.
const Sample *nearestSample(const QList<Sample> &samples, qint64 at, qint64 reach);

} // namespace opsdeck
