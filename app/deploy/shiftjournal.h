// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/redaction.h"
#include "models/domain/trafficshift.h"
#include "models/ports/store.h"

#include <qcorotask.h>

#include <functional>
#include <stop_token>

namespace opsdeck {

/// What the ledger keeps of an event: action "traffic.KIND", its JSON as the detail. Number and hashes are the store's.
LedgerEntry trafficEntry(const ShiftEvent &event, const TrafficRoute &route);

/// Writes the events of one shift in order and keeps the shift that they make. An event that is written is on disk
/// before anything is done about it, so after a crash the ledger names every change that may have happened. No secret
/// is in an event that leaves. I/O thread.
class ShiftJournal
{
public:
    using Listener = std::function<void(const ShiftEvent &)>;

    ShiftJournal(Ledger &ledger, QString actor, Listener listener, Redaction redaction = {});

    const TrafficShift &shift() const { return m_shift; }
    const QString &actor() const { return m_actor; }
    void goOnWith(const TrafficShift &shift) { m_shift = shift; }

    QCoro::Task<Result<ShiftHistory>> history(std::stop_token stop);
    /// A new shift of which so many steps are behind us already.
    QCoro::Task<Result<void>> begin(TrafficRoute route, TrafficShare found, int step, std::stop_token stop);
    /// Shift, number, time and person are filled in. On disk when it answers.
    QCoro::Task<Result<void>> write(ShiftEvent event, std::stop_token stop);
    /// Not awaited, because it must also work while everything stops.
    void post(ShiftEvent event);
    /// Of a server, not of a shift.
    QCoro::Task<Result<void>> writeOfServer(ShiftEvent event, TrafficRoute route, std::stop_token stop);

private:
    ShiftEvent signedEvent(ShiftEvent event) const;

    Ledger &m_ledger;
    const QString m_actor;
    const Listener m_listener;
    const Redaction m_redaction;
    TrafficShift m_shift;
};

} // namespace opsdeck
