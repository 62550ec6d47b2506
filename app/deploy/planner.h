// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"
#include "models/ports/imageresolver.h"

namespace opsdeck {

/// What a plan is made for.
struct DeployOrder
{
    ProductId product;
    QString version;
    EnvironmentId environment;
    QString actor;
};

/// Resolves every module's tag to a digest, reads from every host what runs and which compose file stands there, and
/// freezes the difference. Writes nothing. Any host or image that cannot be read is an error: a plan with holes would
/// not be what runs. I/O thread; the references outlive the task.
QCoro::Task<Result<DeployPlan>> makePlan(
    const Workspace *workspace, HostPool *hosts, ImageResolver *images, DeployOrder order, std::stop_token stop);

/// Versions that every module of the product has an image for, newest first, and those written in the workspace.
QCoro::Task<Result<QStringList>> deployableVersions(
    const Workspace *workspace, ImageResolver *images, ProductId product, std::stop_token stop);

/// docker-compose.yml below the module's folder.
QString composePath(const QString &directory);

} // namespace opsdeck
