// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/metrics/localmetricservice.h"

#include "app/sync/syncservice.h"
#include "backends/async/iothread.h"
#include "models/ports/metrics.h"

namespace opsdeck {

namespace {

QCoro::Task<Result<Metric>> rangeOf(SyncService *sync, SourceId id, MetricQuery query, std::stop_token stop)
{
    Source *source = sync->source(id);
    Metrics *metrics = source ? source->metrics() : nullptr;
    if (metrics == nullptr)
        co_return failure(Error::Kind::NotFound, id.text());
    co_return co_await metrics->range(std::move(query), std::move(stop));
}

} // namespace

LocalMetricService::LocalMetricService(IoThread &io, SyncService &sync, TaskScope &scope)
    : m_io(io)
    , m_sync(sync)
    , m_scope(scope)
{ }

QFuture<Result<Metric>> LocalMetricService::range(SourceId source, MetricQuery query)
{
    return m_io.run<Metric>(&m_scope, rangeOf, &m_sync, std::move(source), std::move(query));
}

} // namespace opsdeck
