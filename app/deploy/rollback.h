// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/planner.h"
#include "models/domain/deployrun.h"

namespace opsdeck {

/// The way back from a run: a plan that gives each host which it touched the image and the compose file that the run
/// found there. Refused where that cannot be: nothing ran there before, no file stood there, or the former image is
/// neither in the registry nor on the host; each is named with its host. A reason is required. I/O thread; the
/// references outlive the task.
QCoro::Task<Result<DeployPlan>> makeRollback(const Workspace *workspace, HostPool *hosts, ImageResolver *images,
    DeployRun run, QString reason, QString actor, std::stop_token stop);

/// The way back to what an earlier run of the same product and environment left, on every host that it names: the same
/// digests and files, as long as they are still in the registry or on the host. `newest` is what it takes back. A
/// reason is required. As above otherwise.
QCoro::Task<Result<DeployPlan>> makeReturn(const Workspace *workspace, HostPool *hosts, ImageResolver *images,
    DeployRun earlier, DeployRun newest, QString reason, QString actor, std::stop_token stop);

/// Whether makeReturn could be asked for now, with the first reason where not: what the runs themselves tell, and an
/// image that neither the registry nor its host has any more. Writes nothing. Workspace and reality are left to
/// makeReturn.
QCoro::Task<Result<void>> mayReturn(
    HostPool *hosts, ImageResolver *images, DeployRun earlier, DeployRun newest, std::stop_token stop);

} // namespace opsdeck
