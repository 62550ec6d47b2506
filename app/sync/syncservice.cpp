// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/syncservice.h"

#include "app/sync/outside.h"
#include "backends/async/await.h"
#include "backends/sourcekinds.h"
#include "backends/ssh/hostpool.h"

namespace opsdeck {

namespace {

QCoro::Task<void> runPoller(Poller *poller, std::stop_token stop)
{
    co_await poller->run(stop);
}

struct Tally
{
    qsizetype open = 0;
    int failed = 0;
    Completion<int> done;
};

QCoro::Task<void> pollAndCount(Poller *poller, std::shared_ptr<Tally> tally, std::stop_token stop)
{
    poller->lookClosely();
    const auto polled = co_await poller->pollOnce(stop);
    if (!polled)
        ++tally->failed;
    if (--tally->open == 0)
        tally->done.finish(tally->failed);
}

} // namespace

SyncService::SyncService(const Workspace &workspace, Outside &outside, Cache &cache)
{
    const auto add
        = [&](const SourceId &id, const QString &kind, std::chrono::milliseconds poll, std::unique_ptr<Source> source) {
              if (!source)
                  return;
              SourceRecord record{.id = id, .kind = kind, .interval = poll};
              m_pollers.push_back(std::make_unique<Poller>(std::move(record), std::move(source), cache));
          };
    for (const Connection &connection : workspace.connections)
        add(connection.id, connection.kind, connection.poll,
            makeSource(SourceContext{connection, outside.http(), outside.secrets(), &outside.hosts()}));
    for (const HostSpec &host : workspace.hosts)
        add(sourceOf(host.id), QStringLiteral("docker"), host.poll, makeDockerSource(host, outside.hosts()));
}

QList<SourceId> SyncService::sources() const
{
    QList<SourceId> ids;
    for (const auto &poller : m_pollers)
        ids.append(poller->id());
    return ids;
}

void SyncService::start()
{
    for (const auto &poller : m_pollers)
        m_scope.start(runPoller, poller.get());
}

QCoro::Task<Result<int>> SyncService::syncOnce(std::stop_token stop)
{
    if (m_pollers.empty())
        co_return 0;
    const auto tally
        = std::make_shared<Tally>(Tally{static_cast<qsizetype>(m_pollers.size()), 0, Completion<int>(stop)});
    for (const auto &poller : m_pollers)
        m_scope.start(pollAndCount, poller.get(), tally);
    co_return co_await tally->done;
}

QMap<SourceId, SourceVitals> SyncService::vitals() const
{
    QMap<SourceId, SourceVitals> vitals;
    for (const auto &poller : m_pollers)
        vitals.insert(poller->id(), poller->vitals());
    return vitals;
}

QCoro::Task<Result<SourceIdentity>> SyncService::test(SourceId source, std::stop_token stop)
{
    for (const auto &poller : m_pollers) {
        if (poller->id() == source)
            co_return co_await poller->probe(stop);
    }
    co_return failure(Error::Kind::NotFound, source.text());
}

Source *SyncService::source(const SourceId &id) const
{
    for (const auto &poller : m_pollers) {
        if (poller->id() == id)
            return poller->source();
    }
    return nullptr;
}

void SyncService::wake(const SourceId &source)
{
    for (const auto &poller : m_pollers) {
        if (poller->id() == source)
            poller->wake();
    }
}

void SyncService::wakeAll()
{
    for (const auto &poller : m_pollers)
        poller->wake();
}

} // namespace opsdeck
