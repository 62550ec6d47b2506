// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/shiftwork.h"
#include "backends/async/taskscope.h"

namespace opsdeck {

/// Carries out shifts of traffic, one at a time, through the balancer of one route: canary, blue/green and gray alike.
/// Each change is in the ledger before it is made, and the share is read back after it. What the balancer says is the
/// truth: it is read before anything is decided. A shift that waits is nobody's; it stands in the ledger, and any
/// process may go on with it. I/O thread.
///
/// Each call answers how the shift stands once nobody works on it any more: done, waiting, failed, …. An error means
/// that nothing was begun, or that the ledger cannot be written.
class ShiftRunner
{
public:
    using Listener = ShiftJournal::Listener;
    using Answer = Result<TrafficShift>;

    ShiftRunner(ShiftTools tools, Ledger &ledger, QString actor, Listener listener, Redaction redaction = {});

    /// Up to that step, 0 = to the end. Refused while a shift of this balancer is open, a freeze is on, or a pool that
    /// the route does not know gets traffic. Steps whose share is there already are behind it.
    QCoro::Task<Answer> start(TrafficRoute route, int lastStep, RunStops stops);
    /// Goes on with the route's newest shift. Refused where a gate broke, and where the route was changed meanwhile.
    /// Where the balancer says something else than the ledger, the shift learns that and waits once more.
    QCoro::Task<Answer> next(TrafficRoute route, int lastStep, RunStops stops);
    /// Ends the newest shift; the share stays as it is. A reason is required, here and below.
    QCoro::Task<Answer> abort(TrafficRoute route, QString reason, RunStops stops);
    /// Everything to the old pool, also during a freeze. A shift that is done can be taken back too.
    QCoro::Task<Answer> takeBack(TrafficRoute route, QString reason, RunStops stops);
    /// Waits once the step that is held is behind us.
    void pauseSoon(const Phrase &why) { m_wish = why; }

private:
    QCoro::Task<Result<void>> begin(TrafficRoute route, int lastStep, RunStops stops);
    QCoro::Task<Result<bool>> resume(TrafficRoute route, int lastStep, RunStops stops);
    QCoro::Task<Result<bool>> meetReality(RunStops stops);
    QCoro::Task<Answer> work(int lastStep, RunStops stops);
    QCoro::Task<Result<bool>> workOnStep(int lastStep, RunStops stops);
    QCoro::Task<Answer> goBack(TrafficRoute route, QString reason, RunStops stops);
    QCoro::Task<Answer> findNewest(TrafficRoute route, std::stop_token stop);
    QCoro::Task<Result<void>> occupy(TrafficRoute route, bool despiteFreeze, std::stop_token stop);
    QCoro::Task<void> leave(TrafficRoute route, std::stop_token stop);

    ShiftTools m_tools;
    ShiftJournal m_journal;
    ShiftWork m_work;
    std::optional<Phrase> m_wish;
    bool m_isBusy = false;
    std::stop_source m_over; ///< the lease need be kept no longer
    TaskScope m_scope;
};

} // namespace opsdeck
