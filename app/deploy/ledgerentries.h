// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/ledger.h"

namespace opsdeck {

// What a deployment writes to the ledger. Number and hashes are the store's. The detail names digests and hosts; the
// compose files themselves stay in the plan.

LedgerEntry intentEntry(const DeployPlan &plan, const RunId &run, const QString &actor);
LedgerEntry resultEntry(
    const DeployPlan &plan, const RunId &run, const QString &actor, RunState state, const QString &failure);
/// For a run whose process died: per host and module how far the journal reaches, and what runs there now as far as
/// the hosts could be asked.
struct HostTruth
{
    HostId host;
    ModuleId part;
    QString found; ///< a digest, "nothing runs", or why the host could not be asked
};
LedgerEntry interruptedEntry(const DeployRun &run, const QString &actor, const QList<HostTruth> &truths);

} // namespace opsdeck
