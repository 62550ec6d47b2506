// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/domain/deployrun.h"

namespace opsdeck::store {

void putRun(Database &db, const RunId &run, const DeployPlan &plan, const QString &owner, const QDateTime &at);
void putEvent(Database &db, const DeployEvent &event);

/// Newest first, folded from their state changes. A stored plan that cannot be read or does not fit its hash is an
/// error: nobody must go on with it.
Result<QList<DeployRun>> newestRuns(Database &db, int limit);
/// Runs without an end, with the owner that began them.
Result<QList<std::pair<DeployRun, QString>>> openRuns(Database &db);
/// In order, output included.
Result<DeployRun> runOf(Database &db, const RunId &run); ///< NotFound where there is none
QList<DeployEvent> eventsOf(Database &db, const RunId &run);

} // namespace opsdeck::store
