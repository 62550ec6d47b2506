// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/error.h"
#include "models/domain/lease.h"
#include "models/domain/precheckreport.h"

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
    /// As above, for images that are given by hand: each of the workspace's hosts gets them where it runs them now.
    virtual QFuture<Result<DeployPlan>> planImages(QList<ImageRef> images) = 0;
    /// The way back from a run that does not go on; a reason is required. Writes nothing.
    virtual QFuture<Result<DeployPlan>> rollbackPlan(RunId run, QString reason) = 0;
    /// The way back to what an earlier run left that came to its end, whatever was deployed since then.
    virtual QFuture<Result<DeployPlan>> returnPlan(RunId earlier, QString reason) = 0;
    /// Whether that way is open now, with the reason where not: images that neither registry nor host has any more.
    virtual QFuture<Result<void>> mayReturn(RunId earlier) = 0;
    /// Looks whether anything speaks against carrying the plan out. Changes nothing.
    virtual QFuture<Result<PrecheckReport>> check(DeployPlan plan) = 0;
    /// Refused where something is not any more as the plan found it, or where a check forbids it and the consent does
    /// not answer for it. Ledger intent and journal are on disk when this answers; the run then goes on by itself.
    virtual QFuture<Result<RunId>> start(DeployPlan plan, StartConsent consent) = 0;
    /// Stops after ending the remote command that runs; the run ends as Cancelled.
    virtual void cancel(RunId run) = 0;
    /// Touches no further host; the run is paused once those that are worked on are done.
    virtual void pause(RunId run) = 0;

    // Of a run that is paused or interrupted, whoever began it.
    virtual QFuture<Result<void>> resume(RunId run) = 0; ///< refused while a host in it has failed
    virtual QFuture<Result<void>> retry(RunId run) = 0; ///< only the hosts on which something failed
    virtual QFuture<Result<void>> skip(RunId run, HostId host, QString reason) = 0;
    virtual QFuture<Result<void>> abort(RunId run, QString reason) = 0; ///< ends it as it stands

    /// Who has reserved the environment, if anybody.
    virtual QFuture<Result<std::optional<Lease>>> lease(EnvironmentId environment) = 0;
    /// Takes it away from them; for administrators, with a reason that they are told and that the ledger keeps. `seen`
    /// is what a person was shown: another one that has followed is left alone. Nothing = whichever it is.
    virtual QFuture<Result<void>> breakLease(EnvironmentId environment, QString reason, std::optional<Lease> seen) = 0;

Q_SIGNALS:
    void eventHappened(const opsdeck::DeployEvent &event);
};

} // namespace opsdeck
