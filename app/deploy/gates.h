// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"
#include "models/ports/addressprobe.h"
#include "models/ports/host.h"

namespace opsdeck {

/// What ends a run's work. A person's wish ends the remote command and waits for the proof; the engine's own end waits
/// for nothing and proves nothing.
struct RunStops
{
    std::stop_token wish;
    std::stop_token end;
};

/// Asks once a second until the gate holds on that change's host and has gone on holding. The answer says since when;
/// Refused names the gate and what was found instead. The host outlives the task; without a probe a gate with an
/// address is refused. I/O thread.
QCoro::Task<Result<Phrase>> passGate(
    RolloutGate gate, HostChange change, Host *host, AddressProbe *probe, RunStops stops);

} // namespace opsdeck
