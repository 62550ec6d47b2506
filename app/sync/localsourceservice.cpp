// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/localsourceservice.h"

#include "app/sync/syncservice.h"
#include "backends/async/iothread.h"

namespace opsdeck {

namespace {

QCoro::Task<Result<QMap<SourceId, SourceVitals>>> vitalsOf(SyncService *sync, std::stop_token)
{
    auto vitals = sync->vitals();
    co_return vitals;
}

QCoro::Task<Result<SourceIdentity>> testOf(SyncService *sync, SourceId source, std::stop_token stop)
{
    co_return co_await sync->test(std::move(source), std::move(stop));
}

} // namespace

LocalSourceService::LocalSourceService(IoThread &io, SyncService &sync, TaskScope &scope)
    : m_io(io)
    , m_sync(sync)
    , m_scope(scope)
{ }

QFuture<Result<QMap<SourceId, SourceVitals>>> LocalSourceService::vitals()
{
    return m_io.run<QMap<SourceId, SourceVitals>>(&m_scope, vitalsOf, &m_sync);
}

QFuture<Result<SourceIdentity>> LocalSourceService::test(SourceId source)
{
    return m_io.run<SourceIdentity>(&m_scope, testOf, &m_sync, std::move(source));
}

void LocalSourceService::pollNow(SourceId source)
{
    m_io.post([sync = &m_sync, source] { sync->wake(source); });
}

} // namespace opsdeck
