// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/trafficshift.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// Shifts of traffic as the window sees them. GUI thread; the work happens on the I/O thread. Everything that changes
/// the world is in the ledger before it happens. Each call that moves something answers once nobody works on it any
/// more; what happens meanwhile is told as events. A balancer takes one call at a time: whoever calls sees to that.
class TrafficService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Oldest first, with what was under way in a process that is gone as interrupted.
    virtual QFuture<Result<ShiftHistory>> history() = 0;
    virtual QFuture<Result<TrafficShare>> shares(TrafficRoute route) = 0; ///< as the balancer says now

    virtual QFuture<Result<TrafficShift>> start(TrafficRoute route, int lastStep) = 0; ///< 0 = to the end
    virtual QFuture<Result<TrafficShift>> next(TrafficRoute route, int lastStep) = 0;
    virtual QFuture<Result<TrafficShift>> abort(TrafficRoute route, QString reason) = 0;
    virtual QFuture<Result<TrafficShift>> takeBack(TrafficRoute route, QString reason) = 0;
    virtual QFuture<Result<Phrase>> drain(TrafficRoute route, QString server, std::chrono::milliseconds limit) = 0;
    virtual QFuture<Result<Phrase>> undrain(TrafficRoute route, QString server) = 0;
    /// A person's wish: the change that is under way on that route is brought to its end, and then the shift waits.
    /// Empty = on all routes.
    virtual void stop(QString route) = 0;

Q_SIGNALS:
    void eventHappened(const opsdeck::ShiftEvent &event);
};

} // namespace opsdeck
