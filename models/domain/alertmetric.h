// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/metric.h"

#include <optional>

namespace opsdeck {

/// What can be drawn of an alert: whom to ask for which numbers, and what they are held against.
struct AlertMetric
{
    SourceId source;
    QString expression; ///< of the numbers themselves, without the comparison
    std::optional<double> threshold;

    bool operator==(const AlertMetric &) const = default;
};

/// From the alert's rule, or from the page that its source links to, where one of the connections can be asked. Nothing
/// where nobody knows.
std::optional<AlertMetric> metricOf(
    const AlertRow &row, const QList<AlertRule> &rules, const QList<Connection> &connections);

/// A condition taken apart at its last comparison: "a / b > 0.02" is a / b, held against 0.02. Where it has none, or
/// compares with something that is no number, there is no threshold. Of conditions that are joined, the first counts.
struct Condition
{
    QString measured;
    std::optional<double> threshold;

    bool operator==(const Condition &) const = default;
};

Condition conditionOf(const QString &expression);

/// Of all series of an answer those that the alert is about: none of their labels contradicts it. All, where every one
/// does.
QList<Series> seriesOf(const Metric &metric, const Labels &alert);

/// A number at the beginning of a text such as "> 90" or "0.8 s".
std::optional<double> numberIn(const QString &text);

} // namespace opsdeck
