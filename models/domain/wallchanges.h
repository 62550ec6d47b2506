// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertcare.h"
#include "models/domain/changehistory.h"
#include "models/domain/workspace.h"

namespace opsdeck {

/// Something that somebody did today.
struct WallChange
{
    enum class Kind
    {
        Run, ///< a deployment by Opsdeck
        Deployment, ///< one that GitLab knows of
        Pipeline, ///< on the default branch
        Acknowledged ///< somebody took an alert
    };
    enum class Outcome
    {
        Done,
        Failed,
        Open ///< under way, or the system's word means neither
    };

    Kind kind = Kind::Run;
    QDateTime at; ///< UTC
    Outcome outcome = Outcome::Done;
    QString status; ///< the system's own word
    QString subject; ///< product and version, project and ref, the alert
    QString environment; ///< empty where none
    QString by;

    bool operator==(const WallChange &) const = default;
};

struct WallChangeInput
{
    QList<DeployRun> runs;
    QList<Project> projects; ///< those whose deployments and pipelines are given
    QList<GitDeployment> deployments;
    QList<Pipeline> pipelines;
    QList<LedgerEntry> entries; ///< about alerts
    QDateTime since; ///< the beginning of the day
};

/// Newest first. Pure.
QList<WallChange> wallChanges(const WallChangeInput &input);

} // namespace opsdeck
