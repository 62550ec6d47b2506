// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/localsourceservice.h"

#include "app/sync/syncservice.h"
#include "backends/async/iothread.h"
#include "models/ports/host.h"

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

QCoro::Task<Result<void>> trustKey(HostPool *hosts, SyncService *sync, HostKeyOffer offer, std::stop_token stop)
{
    Host *host = hosts->host(offer.host);
    if (host == nullptr)
        co_return failure(Error::Kind::NotFound, offer.host.text());
    const SourceId source = sourceOf(offer.host);
    const auto trusted = co_await host->trustHostKey(std::move(offer), stop);
    if (trusted)
        sync->wake(source);
    co_return trusted;
}

QCoro::Task<Result<void>> approve(HostPool *hosts, SyncService *sync, ProgramOffer offer, std::stop_token)
{
    Host *host = hosts->host(offer.host);
    auto approved
        = host ? host->approveProgram(offer) : Result<void>(failure(Error::Kind::NotFound, offer.host.text()));
    if (approved)
        sync->wake(sourceOf(offer.host));
    co_return approved;
}

} // namespace

LocalSourceService::LocalSourceService(IoThread &io, SyncService &sync, HostPool &hosts, TaskScope &scope)
    : m_io(io)
    , m_sync(sync)
    , m_hosts(hosts)
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

QFuture<Result<void>> LocalSourceService::trustHostKey(HostKeyOffer offer)
{
    return m_io.run<void>(&m_scope, trustKey, &m_hosts, &m_sync, std::move(offer));
}

QFuture<Result<void>> LocalSourceService::approveProgram(ProgramOffer offer)
{
    return m_io.run<void>(&m_scope, approve, &m_hosts, &m_sync, std::move(offer));
}

void LocalSourceService::pollNow(SourceId source)
{
    m_io.post([sync = &m_sync, source] { sync->wake(source); });
}

} // namespace opsdeck
