// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/gitrelease.h"
#include "models/domain/precheckreport.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// Deployments that GitLab's runners carry out: the other executor beside DeployService. Roles, checks, leases and
/// freezes hold here as there. GUI (or main) thread.
class GitDeployService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The edits of the product's compose repository, frozen. Usage where the workspace does not say where that is.
    virtual QFuture<Result<GitReleasePlan>> plan(ProductId product, QString version, EnvironmentId environment) = 0;
    /// Refused where a check forbids it and the consent does not answer for it, and while another run is followed.
    /// Answers once the pipeline has ended and the hosts were asked what they run: GitRun::otherwise. Its events come
    /// meanwhile; the last one is that of the pipeline. All of it stands in the ledger.
    virtual QFuture<Result<GitRun>> run(GitReleasePlan plan, StartConsent consent) = 0;
    /// Runs whose console is gone and whose end nobody saw, the newest first.
    virtual QFuture<Result<QList<GitRun>>> leftOpen() = 0;
    /// Goes on with one of those; answers as run(). Commits and tags nothing.
    virtual QFuture<Result<GitRun>> takeUp(GitRun left) = 0;
    /// Between two writes, or by cancelling the pipeline. What was committed stays.
    virtual void cancel() = 0;

Q_SIGNALS:
    void eventHappened(const opsdeck::GitRunEvent &event);
};

} // namespace opsdeck
