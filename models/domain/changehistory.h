// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/gitlab.h"

namespace opsdeck {

/// Something that happened to a module on its way to a host, or to a component that runs.
struct ChangeEvent
{
    enum class Kind
    {
        Run, ///< a deployment by Opsdeck
        Deployment, ///< one that GitLab knows of
        Pipeline,
        Care, ///< somebody took an alert, or gave it back
        Silence,
        Config,
        Runbook,
        Annotation ///< marked on a monitoring system's time line
    };

    Kind kind = Kind::Pipeline;
    QDateTime at;
    QString status; ///< the system's own word: success, failed, done, running, …
    QString subject; ///< version, ref, or pipeline number and ref; else what the ledger calls it
    QString environment; ///< empty for pipelines
    QString by;

    bool operator==(const ChangeEvent &) const = default;
};

struct ChangeHistoryInput
{
    ModuleId part;
    EnvironmentId environment; ///< pipelines aside, only what went there
    QList<DeployRun> runs;
    QList<GitDeployment> deployments;
    QList<Pipeline> pipelines;
};

/// Newest first.
QList<ChangeEvent> changeHistory(const ChangeHistoryInput &input);

/// Whether a system's own word for an outcome means success, failure, or something under way (nothing of both).
bool isSuccess(const QString &status);
bool isFailure(const QString &status);

} // namespace opsdeck
