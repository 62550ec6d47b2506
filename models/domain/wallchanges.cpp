// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/wallchanges.h"

#include <algorithm>

namespace opsdeck {

namespace {

WallChange::Outcome outcomeOf(const QString &status)
{
    if (isSuccess(status))
        return WallChange::Outcome::Done;
    return isFailure(status) ? WallChange::Outcome::Failed : WallChange::Outcome::Open;
}

using ProjectKey = std::pair<SourceId, qint64>;

} // namespace

QList<WallChange> wallChanges(const WallChangeInput &input)
{
    using Kind = WallChange::Kind;
    QList<WallChange> changes;
    const auto add = [&](WallChange change) {
        if (change.at >= input.since)
            changes.append(std::move(change));
    };
    QHash<ProjectKey, Project> projects;
    for (const Project &project : input.projects)
        projects.insert({project.source, project.id}, project);
    for (const DeployRun &run : input.runs) {
        const QString status = nameOf(run.state);
        add({Kind::Run, run.startedAt, outcomeOf(status), status, run.plan.product.text() + u' ' + run.plan.version,
            run.plan.environment.text(), run.plan.createdBy.section(u'@', 0, 0)});
    }
    for (const GitDeployment &deployment : input.deployments) {
        const Project project = projects.value({deployment.source, deployment.project});
        add({Kind::Deployment, deployment.createdAt, outcomeOf(deployment.status), deployment.status,
            project.name + u' ' + deployment.ref, deployment.environment, deployment.by});
    }
    for (const Pipeline &pipeline : input.pipelines) {
        const Project project = projects.value({pipeline.source, pipeline.project});
        if (pipeline.ref == project.defaultBranch)
            add({Kind::Pipeline, pipeline.createdAt, outcomeOf(pipeline.status), pipeline.status,
                project.name + u' ' + pipeline.ref, {}, {}});
    }
    for (const LedgerEntry &entry : input.entries) {
        const auto deed = deedOf(entry);
        if (deed && deed->kind == AlertDeed::Kind::Acknowledged)
            add({Kind::Acknowledged, entry.at, WallChange::Outcome::Done, {}, entry.subject, entry.environment,
                deed->by.section(u'@', 0, 0)});
    }
    std::stable_sort(
        changes.begin(), changes.end(), [](const WallChange &a, const WallChange &b) { return a.at > b.at; });
    return changes;
}

} // namespace opsdeck
