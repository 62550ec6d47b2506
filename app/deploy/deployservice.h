// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/error.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// Deployments as window and command line see them. GUI thread; the work happens on the I/O thread. Everything that
/// changes the world is in the ledger before it happens.
class DeployService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Versions that can be deployed, newest first: those of the workspace and the tags that every module has.
    virtual QFuture<Result<QStringList>> versions(ProductId product) = 0;
    /// Resolves tags to digests, reads what runs, and freezes the plan. Writes nothing, neither here nor there.
    virtual QFuture<Result<DeployPlan>> plan(ProductId product, QString version, EnvironmentId environment) = 0;
    /// Ledger intent and journal are on disk when this answers; the run then goes on by itself.
    virtual QFuture<Result<RunId>> start(DeployPlan plan) = 0;
    /// Stops after ending the remote command that runs; the run ends as Cancelled.
    virtual void cancel(RunId run) = 0;

Q_SIGNALS:
    void eventHappened(const opsdeck::DeployEvent &event);
};

} // namespace opsdeck
