// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"
#include "models/ports/imageresolver.h"

namespace opsdeck {

/// Hosts without a workspace: a workspace that only names them, each written as [user@]address[:port], and of which all
/// have in common what `common` says: key, known_hosts, the engine's socket. Kind Usage where one is no address.
Result<Workspace> workspaceOfHosts(const QStringList &hosts, const HostSpec &common);

/// A plan for images that are given by hand, each with its tag: on every host the compose services that were made from
/// that repository get the new image, in the docker-compose.yml that they were started from. Refused where a host runs
/// nothing of an image, or something that no such file describes. I/O thread; the references outlive the task.
QCoro::Task<Result<DeployPlan>> makeImagePlan(const Workspace *workspace, HostPool *hosts, ImageResolver *images,
    QList<ImageRef> wanted, QString actor, std::stop_token stop);

} // namespace opsdeck
