// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/serverdrain.h"
#include "app/deploy/shiftrunner.h"
#include "app/deploy/surroundings.h"
#include "app/deploy/trafficservice.h"
#include "backends/async/iothread.h"
#include "models/domain/workspace.h"

#include <functional>
#include <map>

namespace opsdeck {

/// Traffic as command line and window see it: one runner and one way to the balancer for each route, both on the I/O
/// thread. Whoever may not deploy may not move traffic. GUI (or main) thread.
class LocalTrafficService : public TrafficService
{
    Q_OBJECT

public:
    /// All of it outlives the service.
    LocalTrafficService(
        const Workspace &workspace, IoThread &io, const Surroundings &surroundings, const Redaction &redaction = {});
    ~LocalTrafficService() override;

    QFuture<Result<ShiftHistory>> history() override;
    QFuture<Result<TrafficShare>> shares(TrafficRoute route) override;

    // As ShiftRunner and ServerDrain, which see.
    QFuture<Result<TrafficShift>> start(TrafficRoute route, int lastStep) override;
    QFuture<Result<TrafficShift>> next(TrafficRoute route, int lastStep) override;
    QFuture<Result<TrafficShift>> abort(TrafficRoute route, QString reason) override;
    QFuture<Result<TrafficShift>> takeBack(TrafficRoute route, QString reason) override;
    QFuture<Result<Phrase>> drain(TrafficRoute route, QString server, std::chrono::milliseconds limit) override;
    QFuture<Result<Phrase>> undrain(TrafficRoute route, QString server) override;
    void stop(QString route) override;

private:
    struct Way; ///< to one balancer

    using Decision = std::function<QCoro::Task<Result<TrafficShift>>(ShiftRunner &, RunStops)>;
    using DrainWork = std::function<QCoro::Task<Result<Phrase>>(ServerDrain &, std::stop_token)>;

    static QCoro::Task<Result<TrafficShift>> decideOn(
        LocalTrafficService *self, TrafficRoute route, Decision decision, std::stop_token stop);
    static QCoro::Task<Result<Phrase>> drainOn(
        LocalTrafficService *self, TrafficRoute route, DrainWork work, std::stop_token stop);
    template <typename T, typename Fn, typename... Args> QFuture<Result<T>> decide(Fn coroutine, Args... args);
    Result<Way *> wayOf(const TrafficRoute &route); ///< I/O thread

    const Workspace &m_workspace;
    IoThread &m_io;
    const Surroundings m_surroundings;
    const Redaction m_redaction;
    ShiftJournal::Listener m_listener;
    std::unique_ptr<EnvironmentGuard> m_guard; // these live on the I/O thread
    std::map<QString, std::unique_ptr<Way>> m_ways; ///< by the route's hash
    std::map<QString, std::stop_source> m_wishes; ///< by the route's name
    std::unique_ptr<TaskScope> m_scope;
};

} // namespace opsdeck
