// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/load.h"

#include "tests/sim/stablehash.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace opsdeck::sim {

namespace {

/// Minutes until trouble has reached its full height.
constexpr double riseMinutes = 6;

/// −1…1, the same for the same service and minute.
double noise(const LoadRow &load, const QDateTime &at)
{
    const QByteArray text = (load.service + load.environment).toUtf8() + QByteArray::number(at.toSecsSinceEpoch() / 60);
    // The low bits of FNV follow the last bytes too closely.
    const quint64 hash = stableHash(text) >> 24;
    return double(hash % 2001) / 1000.0 - 1.0;
}

/// 0 before the trouble, 1 when it is at its worst.
double trouble(const LoadRow &load, const QDateTime &at)
{
    if (!load.troubleFrom.isValid() || at < load.troubleFrom)
        return 0;
    return std::min(1.0, double(load.troubleFrom.secsTo(at)) / (60 * riseMinutes));
}

double between(double calm, double troubled, double share)
{
    return calm + std::max(0.0, troubled - calm) * share;
}

} // namespace

double loadAt(const LoadRow &load, LoadKind kind, const QDateTime &at)
{
    const double share = trouble(load, at);
    const double day = std::sin(2 * std::numbers::pi * double(at.toSecsSinceEpoch() % 86'400) / 86'400);
    const double rate = load.rate * (1 + 0.25 * day + 0.06 * noise(load, at)) * (1 - 0.2 * share);
    const double ratio = between(load.errorRatio, load.troubleErrorRatio, share) * (1 + 0.1 * noise(load, at));
    switch (kind) {
    case LoadKind::Rate:
        return rate;
    case LoadKind::ErrorRate:
        return rate * ratio;
    case LoadKind::ErrorRatio:
        return ratio;
    case LoadKind::Latency:
        return between(load.latency, load.troubleLatency, share) * (1 + 0.08 * noise(load, at));
    case LoadKind::Up:
        return 1;
    }
    return 0;
}

} // namespace opsdeck::sim
