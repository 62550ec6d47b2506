// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/gitrelease.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// Deployments that GitLab's runners carry out: the other executor beside DeployService. Leases and freezes hold here
/// as there, who may not deploy may not do it this way either. GUI (or main) thread.
class GitDeployService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The edits of the product's compose repository, frozen. Usage where the workspace does not say where that is.
    virtual QFuture<Result<GitReleasePlan>> plan(ProductId product, QString version, EnvironmentId environment) = 0;
    /// Answers once it has ended; its events come meanwhile. Refused while another one is followed.
    virtual QFuture<Result<GitRun>> run(GitReleasePlan plan) = 0;
    /// Between two writes, or by cancelling the pipeline. What was committed stays.
    virtual void cancel() = 0;

Q_SIGNALS:
    void eventHappened(const opsdeck::GitRunEvent &event);
};

} // namespace opsdeck
