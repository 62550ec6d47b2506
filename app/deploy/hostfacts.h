// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/hostfactsparse.h"
#include "models/ports/host.h"

namespace opsdeck {

/// What the checks need to know of the host for the plan. `changes` bring what the compose files ask for.
HostQuestions questionsFor(const DeployPlan &plan, const HostId &host, const QList<ChangeFacts> &changes);

/// Asks a host with one command that reads and changes nothing; values of its files stay there. I/O thread. A host
/// that does not answer, or not as it should, is a result too: then `reachable` is false, or what could not be read is
/// unknown, each with the reason. An error is only that it was cancelled, or that the questions are too many.
QCoro::Task<Result<HostFacts>> readHostFacts(Host *host, HostId id, HostQuestions questions, std::stop_token stop);

/// As above, sent with this marker, which has to be random; for tests.
QCoro::Task<Result<HostFacts>> readHostFacts(
    Host *host, HostId id, HostQuestions questions, QString marker, std::stop_token stop);

} // namespace opsdeck
