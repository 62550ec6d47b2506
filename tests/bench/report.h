// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace opsdeck::bench {

double median(QList<double> values);
double least(const QList<double> &values);

/// One figure and what it has to reach; lower is better for all of them.
struct Report
{
    QString name; ///< goal, or goal.part
    double value = 0;
    QString unit;
    std::optional<double> baseline; ///< what it is measured against, in the same unit
    std::optional<double> ratio; ///< value to baseline
    double bar = 0; ///< the most that the ratio, or where there is none the value, may be
    QJsonObject more; ///< further keys of the line

    bool ok() const;
    QByteArray line() const; ///< JSON
};

/// Ours against theirs, measured in turns: the median of the rounds' ratios counts.
Report compared(
    const QString &name, const QString &unit, const QList<double> &ours, const QList<double> &theirs, double bar);

/// An absolute figure: the minimum of the runs counts. `floorMs` is the start of an empty window in the same run, the
/// measure of the machine.
Report bounded(const QString &name, const QString &unit, const QList<double> &runs, double bar, double floorMs);

} // namespace opsdeck::bench
