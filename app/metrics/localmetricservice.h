// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/metrics/metricservice.h"

namespace opsdeck {

class IoThread;
class SyncService;
class TaskScope;

/// Asks the sources of this process.
class LocalMetricService : public MetricService
{
    Q_OBJECT

public:
    /// All but `io` live on the I/O thread; all outlive the service.
    LocalMetricService(IoThread &io, SyncService &sync, TaskScope &scope);

    QFuture<Result<Metric>> range(SourceId source, MetricQuery query) override;

private:
    IoThread &m_io;
    SyncService &m_sync;
    TaskScope &m_scope;
};

} // namespace opsdeck
