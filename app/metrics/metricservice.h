// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/metric.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// How numbers went, asked of one source. GUI thread; the work happens on the I/O thread.
class MetricService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Kind NotFound where that source knows no numbers.
    virtual QFuture<Result<Metric>> range(SourceId source, MetricQuery query) = 0;
};

} // namespace opsdeck
