// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"
#include "models/ports/addressprobe.h"
#include "models/ports/host.h"
#include "models/ports/metrics.h"

#include <functional>

namespace opsdeck {

/// What ends a run's work. A person's wish ends the remote command and waits for the proof; the engine's own end waits
/// for nothing and proves nothing.
struct RunStops
{
    std::stop_token wish;
    std::stop_token end;
};

/// What gates are asked with. What is missing refuses the gates that need it.
struct GateTools
{
    AddressProbe *probe = nullptr;
    std::function<Metrics *(const SourceId &)> metrics; ///< answers null where no such source knows numbers
};

/// Asks once a second until the gate holds on that change's host and has gone on holding. The answer says since when;
/// Refused names the gate and what was found instead. Host (null = gates with a command are refused) and tools outlive
/// the task. I/O thread.
QCoro::Task<Result<Phrase>> passGate(RolloutGate gate, HostChange change, Host *host, GateTools tools, RunStops stops);
/// Asks once.
QCoro::Task<Result<void>> askGate(RolloutGate gate, HostChange change, Host *host, GateTools tools, RunStops stops);

} // namespace opsdeck
