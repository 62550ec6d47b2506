// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/metric.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// Answers how a number went. Lives on the I/O thread.
class Metrics
{
public:
    virtual ~Metrics() = default;

    /// In steps of at least that length, and as coarse as the source's own limits demand.
    virtual QCoro::Task<Result<Metric>> range(MetricQuery query, std::stop_token stop) = 0;
};

} // namespace opsdeck
