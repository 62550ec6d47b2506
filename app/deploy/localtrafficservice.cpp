// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/localtrafficservice.h"

#include "app/deploy/processowner.h"
#include "app/people/permission.h"
#include "app/sync/outside.h"
#include "backends/async/await.h"
#include "backends/traffic/control.h"

namespace opsdeck {

namespace {

/// A person's wish; the end of everything is one too, so that what only looks at the wish ends as well.
class LinkedStops
{
public:
    LinkedStops(std::stop_source wish, std::stop_token end)
        : m_both{wish.get_token(), end}
        , m_link(end, Ask{wish})
    { }

    const RunStops &both() const { return m_both; }

private:
    struct Ask
    {
        std::stop_source wish;
        void operator()() { wish.request_stop(); }
    };

    const RunStops m_both;
    const std::stop_callback<Ask> m_link;
};

} // namespace

struct LocalTrafficService::Way
{
    std::unique_ptr<TrafficControl> control;
    std::unique_ptr<ShiftRunner> runner;
};

LocalTrafficService::LocalTrafficService(
    const Workspace &workspace, IoThread &io, const Surroundings &surroundings, const Redaction &redaction)
    : m_workspace(workspace)
    , m_io(io)
    , m_surroundings(surroundings)
    , m_redaction(redaction)
    , m_listener([this](const ShiftEvent &event) { postTo(this, [this, event] { Q_EMIT eventHappened(event); }); })
{
    m_io.call([this] {
        m_guard = std::make_unique<EnvironmentGuard>(
            m_workspace, m_surroundings.outside.hosts(), m_surroundings.actor, processOwner());
        m_scope = std::make_unique<TaskScope>();
    });
}

LocalTrafficService::~LocalTrafficService()
{
    m_io.call([this] {
        m_scope.reset();
        m_ways.clear();
        m_guard.reset();
    });
}

Result<LocalTrafficService::Way *> LocalTrafficService::wayOf(const TrafficRoute &route)
{
    auto &way = m_ways[routeHash(route)];
    if (way)
        return way.get();
    Host *host = m_surroundings.outside.hosts().host(route.target.host);
    if (!host)
        return failure(Error::Kind::Usage, route.target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host any more")));
    auto control = traffic::makeControl(route.target, *host);
    if (!control)
        return tl::unexpected(control.error());
    QMap<HostId, QString> addresses;
    for (const HostSpec &spec : m_workspace.hosts)
        addresses.insert(spec.id, spec.address);
    way = std::make_unique<Way>();
    way->control = std::move(*control);
    way->runner = std::make_unique<ShiftRunner>(
        ShiftTools{*way->control, m_surroundings.outside.hosts(), m_surroundings.gates(), addresses, m_guard.get()},
        m_surroundings.ledger, m_surroundings.actor, m_listener, m_redaction);
    return way.get();
}

template <typename T, typename Fn, typename... Args>
QFuture<Result<T>> LocalTrafficService::decide(Fn coroutine, Args... args)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::Deploy); !permitted)
        return QtFuture::makeReadyFuture<Result<T>>(tl::unexpected(permitted.error()));
    return m_io.run<T>(m_scope.get(), coroutine, this, std::move(args)...);
}

QFuture<Result<ShiftHistory>> LocalTrafficService::history()
{
    const auto body = [](LocalTrafficService *self, std::stop_token stop) -> QCoro::Task<Result<ShiftHistory>> {
        ShiftJournal journal(self->m_surroundings.ledger, self->m_surroundings.actor, self->m_listener);
        auto history = co_await journal.history(stop);
        if (!history)
            co_return history;
        for (TrafficShift &shift : history->shifts) {
            if (!mayBeAlive(shift.owner))
                markInterrupted(shift);
        }
        co_return history;
    };
    return m_io.run<ShiftHistory>(m_scope.get(), body, this);
}

QFuture<Result<TrafficShare>> LocalTrafficService::shares(TrafficRoute route)
{
    const auto body
        = [](LocalTrafficService *self, TrafficRoute where, std::stop_token stop) -> QCoro::Task<Result<TrafficShare>> {
        const auto way = self->wayOf(where);
        if (!way)
            co_return tl::unexpected(way.error());
        co_return co_await (*way)->control->shares(stop);
    };
    return m_io.run<TrafficShare>(m_scope.get(), body, this, std::move(route));
}

QCoro::Task<Result<TrafficShift>> LocalTrafficService::decideOn(
    LocalTrafficService *self, TrafficRoute route, Decision decision, std::stop_token stop)
{
    const auto way = self->wayOf(route);
    if (!way)
        co_return tl::unexpected(way.error());
    const LinkedStops stops(self->m_wishes[route.name], stop);
    co_return co_await decision(*(*way)->runner, stops.both());
}

QCoro::Task<Result<Phrase>> LocalTrafficService::drainOn(
    LocalTrafficService *self, TrafficRoute route, DrainWork work, std::stop_token stop)
{
    const auto way = self->wayOf(route);
    if (!way)
        co_return tl::unexpected(way.error());
    const LinkedStops stops(self->m_wishes[route.name], stop);
    ServerDrain drain(route, *(*way)->control, self->m_surroundings.ledger, self->m_surroundings.actor,
        self->m_listener, self->m_redaction);
    co_return co_await work(drain, stops.both().wish);
}

QFuture<Result<TrafficShift>> LocalTrafficService::start(TrafficRoute route, int lastStep)
{
    const Decision start = [route, lastStep](ShiftRunner &runner, RunStops stops) {
        return runner.start(route, lastStep, std::move(stops));
    };
    return decide<TrafficShift>(decideOn, route, start);
}

QFuture<Result<TrafficShift>> LocalTrafficService::next(TrafficRoute route, int lastStep)
{
    const Decision next = [route, lastStep](ShiftRunner &runner, RunStops stops) {
        return runner.next(route, lastStep, std::move(stops));
    };
    return decide<TrafficShift>(decideOn, route, next);
}

QFuture<Result<TrafficShift>> LocalTrafficService::abort(TrafficRoute route, QString reason)
{
    const Decision abort = [route, reason](ShiftRunner &runner, RunStops stops) {
        return runner.abort(route, reason, std::move(stops));
    };
    return decide<TrafficShift>(decideOn, route, abort);
}

QFuture<Result<TrafficShift>> LocalTrafficService::takeBack(TrafficRoute route, QString reason)
{
    const Decision back = [route, reason](ShiftRunner &runner, RunStops stops) {
        return runner.takeBack(route, reason, std::move(stops));
    };
    return decide<TrafficShift>(decideOn, route, back);
}

QFuture<Result<Phrase>> LocalTrafficService::drain(TrafficRoute route, QString server, std::chrono::milliseconds limit)
{
    const DrainWork drain = [server, limit](ServerDrain &work, std::stop_token stop) {
        return work.drain(server, limit, std::move(stop));
    };
    return decide<Phrase>(drainOn, route, drain);
}

QFuture<Result<Phrase>> LocalTrafficService::undrain(TrafficRoute route, QString server)
{
    const DrainWork undrain
        = [server](ServerDrain &work, std::stop_token stop) { return work.undrain(server, std::move(stop)); };
    return decide<Phrase>(drainOn, route, undrain);
}

void LocalTrafficService::stop(QString route)
{
    m_io.post([this, route] {
        for (auto &[name, wish] : m_wishes) {
            if (route.isEmpty() || name == route)
                std::exchange(wish, std::stop_source()).request_stop();
        }
    });
}

} // namespace opsdeck
