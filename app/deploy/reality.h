// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"
#include "models/ports/host.h"
#include "models/ports/imageresolver.h"

namespace opsdeck {

/// What runs on a host now, and which compose file stands there, put into changes of that host: their `running…` and
/// `composeBefore`. All changes are of one host.
QCoro::Task<Result<QList<HostChange>>> readReality(HostPool *hosts, QList<HostChange> changes, std::stop_token stop);

/// The changes of each host, in the order in which the hosts come first.
QList<QList<HostChange>> byHost(const QList<HostChange> &changes);

/// Refused where anything is not any more as the plan found it; the reason names every difference: another digest runs,
/// a file was changed, a host does not answer, a tag names another image now. Without `images`, or for a rollback,
/// whose tags are of the past, tags are not looked at. Writes nothing.
QCoro::Task<Result<void>> confirmReality(DeployPlan plan, HostPool *hosts, ImageResolver *images, std::stop_token stop);

} // namespace opsdeck
