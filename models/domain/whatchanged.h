// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/annotation.h"
#include "models/domain/changehistory.h"
#include "models/domain/neighbours.h"

namespace opsdeck {

/// Something that happened to a component while it ran, and the place that shows it.
struct Change
{
    ChangeEvent event;
    EntityId component;
    QString page; ///< with `place` the address; empty where nothing shows it
    QString place;

    bool operator==(const Change &) const = default;
};

/// Everything that is known to have changed anywhere.
struct ChangeIndexInput
{
    Workspace workspace;
    QList<DeployRun> runs;
    QList<Project> projects;
    QList<GitDeployment> deployments;
    QList<Pipeline> pipelines;
    QList<Silence> silences;
    QList<Annotation> annotations; ///< those that a tag ties to a component: its name, or "service:NAME"
    /// About alerts, silences, configuration and runbooks (topics alert, silence, config, runbook). Those of the last
    /// two name what they were done to in their detail: "component", or "components" for several.
    QList<LedgerEntry> entries;
};

/// What changed, by component: made once for many alerts. A value that copies cheaply.
class ChangeIndex
{
public:
    ChangeIndex() = default;
    explicit ChangeIndex(const ChangeIndexInput &input);

    /// What happened to the alert's component and to its direct neighbours from `window` before the alert began until
    /// now, newest first. Deployments to another environment than the alert's are left out, where both are known.
    QList<Change> changesFor(const AlertRow &row, std::chrono::seconds window, const QDateTime &now) const;
    /// The last thing that was changed before the alert began and may be why: no word of a person about alerts, no
    /// pipeline that delivered nothing, no other component.
    std::optional<Change> suspectFor(const AlertRow &row, std::chrono::seconds window, const QDateTime &now) const;

    bool isEmpty() const { return m_changes.isEmpty(); }
    const Neighbours &neighbours() const { return m_neighbours; }

private:
    QHash<EntityId, QList<Change>> m_changes; ///< each newest first
    QHash<QString, EnvironmentId> m_environments; ///< by name and title, in lower case
    Neighbours m_neighbours;
};

} // namespace opsdeck
