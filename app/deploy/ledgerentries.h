// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/lease.h"
#include "models/domain/ledger.h"

namespace opsdeck {

// What a deployment writes to the ledger. Number and hashes are the store's. The detail names digests and hosts; the
// compose files themselves stay in the plan.

struct StartRecord;

/// `undone` is the number of the entry that began the run which a rollback takes back; 0 = not known, or no rollback.
/// What was checked before and who takes the responsibility stands there too.
LedgerEntry intentEntry(const DeployPlan &plan, const RunId &run, const QString &actor, qint64 undone = 0,
    const StartRecord *checked = nullptr);
/// A person decided about a run that stood: `what` is deploy.resume, deploy.retry, deploy.skip, deploy.abort.
LedgerEntry decisionEntry(
    const DeployRun &run, const QString &actor, const char *what, const QString &reason = {}, const HostId &host = {});
/// A lease is taken away from its holder.
LedgerEntry leaseEntry(const Lease &lease, const QString &actor, const QString &reason);
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
