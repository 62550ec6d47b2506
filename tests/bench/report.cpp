// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace opsdeck::bench {

namespace {

double rounded(double value)
{
    return std::round(value * 10'000) / 10'000;
}

QJsonValue numberOrNull(const std::optional<double> &value)
{
    return value ? QJsonValue(rounded(*value)) : QJsonValue();
}

QJsonArray array(const QList<double> &values)
{
    QJsonArray array;
    for (const double value : values)
        array.append(rounded(value));
    return array;
}

} // namespace

double median(QList<double> values)
{
    if (values.isEmpty())
        return std::nan("");
    std::sort(values.begin(), values.end());
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 == 1 ? values.at(middle) : (values.at(middle - 1) + values.at(middle)) / 2;
}

double least(const QList<double> &values)
{
    return values.isEmpty() ? std::nan("") : *std::min_element(values.cbegin(), values.cend());
}

bool Report::ok() const
{
    return ratio.value_or(value) <= bar; // a figure that is missing (NaN) misses
}

QByteArray Report::line() const
{
    QJsonObject object = more;
    object.insert(QStringLiteral("name"), name);
    object.insert(QStringLiteral("value"), rounded(value));
    object.insert(QStringLiteral("unit"), unit);
    object.insert(QStringLiteral("baseline"), numberOrNull(baseline));
    object.insert(QStringLiteral("ratio"), numberOrNull(ratio));
    object.insert(QStringLiteral("bar"), bar);
    object.insert(QStringLiteral("ok"), ok());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Report compared(
    const QString &name, const QString &unit, const QList<double> &ours, const QList<double> &theirs, double bar)
{
    QList<double> ratios;
    for (qsizetype i = 0; i < std::min(ours.size(), theirs.size()); ++i)
        ratios.append(ours.at(i) / theirs.at(i));
    return {name, median(ours), unit, median(theirs), median(ratios), bar,
        {{QStringLiteral("runs"), array(ours)}, {QStringLiteral("baselineRuns"), array(theirs)}}};
}

Report bounded(const QString &name, const QString &unit, const QList<double> &runs, double bar, double floorMs)
{
    return {name, least(runs), unit, {}, {}, bar,
        {{QStringLiteral("runs"), array(runs)}, {QStringLiteral("floorMs"), rounded(floorMs)}}};
}

} // namespace opsdeck::bench
