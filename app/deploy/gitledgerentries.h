// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gitrelease.h"
#include "models/domain/ledger.h"

namespace opsdeck {

// As ledgerentries.h, for a deployment by way of a compose repository. The same actions, so that whoever reads the
// ledger sees one kind of deployment; the detail says "executor": "gitlab".

LedgerEntry intentEntry(const GitReleasePlan &plan, const RunId &run, const QString &actor);
/// Names the commit, tag and pipeline as far as they are known.
LedgerEntry resultEntry(const GitRun &run, const QString &actor);

} // namespace opsdeck
