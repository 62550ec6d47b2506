// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace opsdeck::sim {

/// How busy a service is, in one environment, and from when on it suffers. The curves are functions of time: asking
/// twice gives the same value.
struct LoadRow
{
    QString service;
    QString system;
    QString environment;
    double rate = 20; ///< requests a second
    double errorRatio = 0.002; ///< 0…1
    double latency = 0.08; ///< seconds, 95th percentile
    QDateTime troubleFrom; ///< invalid = never
    double troubleErrorRatio = 0; ///< what the ratio rises to
    double troubleLatency = 0; ///< seconds
};

enum class LoadKind
{
    Rate,
    ErrorRate,
    ErrorRatio,
    Latency,
    Up
};

double loadAt(const LoadRow &load, LoadKind kind, const QDateTime &at);

} // namespace opsdeck::sim
