// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/shiftjournal.h"
#include "models/ports/traffic.h"

namespace opsdeck {

/// Takes one server out of a balancer and back in, with the intent in the ledger first. The pools keep their shares as
/// far as they have another server. I/O thread; control and ledger outlive it.
class ServerDrain
{
public:
    ServerDrain(TrafficRoute route, TrafficControl &control, Ledger &ledger, QString actor,
        ShiftJournal::Listener listener, Redaction redaction = {});

    /// No new requests, and then waits until the server works on nothing more; says so, or that the balancer does not
    /// tell. Timeout where it still works after the limit: it stays drained.
    QCoro::Task<Result<Phrase>> drain(QString server, std::chrono::milliseconds limit, std::stop_token stop);
    QCoro::Task<Result<Phrase>> undrain(QString server, std::stop_token stop);

private:
    QCoro::Task<Result<TrafficShare>> announce(ShiftEvent::Kind kind, QString server, std::stop_token stop);
    QCoro::Task<Result<Phrase>> waitUntilIdle(QString server, std::chrono::milliseconds limit, std::stop_token stop);
    QCoro::Task<Result<void>> keepShares(QString server, TrafficShare before, std::stop_token stop);
    QCoro::Task<Result<Phrase>> tell(
        ShiftEvent::Kind kind, QString server, Result<Phrase> outcome, std::stop_token stop);

    const TrafficRoute m_route;
    TrafficControl &m_control;
    ShiftJournal m_journal;
};

} // namespace opsdeck
