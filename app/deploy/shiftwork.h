// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/environmentguard.h"
#include "app/deploy/gates.h"
#include "app/deploy/shiftjournal.h"
#include "models/ports/traffic.h"

namespace opsdeck {

/// What a shift does its work with. All of it outlives the work.
struct ShiftTools
{
    TrafficControl &control; ///< of the route's balancer; nobody else uses it meanwhile
    HostPool &hosts;
    GateTools gates;
    QMap<HostId, QString> addresses; ///< of hosts, for gates
    EnvironmentGuard *guard; ///< null = nobody is kept away
};

/// The single moves of a shift. Each writes what it will do before it does it, and what the balancer says afterwards.
/// An answer of true lets the shift go on; false = it stands, and its journal says why; an error = the journal cannot
/// be written, or everything stops. I/O thread; lives as long as its tasks.
class ShiftWork
{
public:
    ShiftWork(ShiftTools &tools, ShiftJournal &journal)
        : m_tools(tools)
        , m_journal(journal)
    { }

    /// A change that has begun is brought to its end: only the engine's own end cuts it off.
    QCoro::Task<Result<bool>> moveTo(int step, RunStops stops);
    /// Holds for the step's time while every gate is asked once a second.
    QCoro::Task<Result<bool>> hold(int step, RunStops stops);
    /// Everything to the old pool.
    QCoro::Task<Result<bool>> moveBack(QString reason, RunStops stops);
    QCoro::Task<Result<bool>> stand(ShiftEvent::Kind kind, Phrase why, TrafficShare found, RunStops stops);

private:
    QCoro::Task<Result<bool>> set(TrafficShare wanted, bool isExact, RunStops stops);
    QCoro::Task<Result<bool>> standAfter(Error error, TrafficShare wanted, RunStops stops);
    QCoro::Task<Result<bool>> moveTenants(int step, int percent, RunStops stops);
    QCoro::Task<Result<void>> watch(int step, RunStops stops);
    QCoro::Task<Result<void>> watchGate(GateCheck check, int step, std::stop_source broken, RunStops stops);
    tl::unexpected<Error> cutOff(const Phrase &what);

    ShiftTools &m_tools;
    ShiftJournal &m_journal;
};

} // namespace opsdeck
