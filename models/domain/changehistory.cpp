// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/changehistory.h"

#include <algorithm>

namespace opsdeck {

namespace {

bool touches(const DeployRun &run, const ModuleId &part)
{
    return std::any_of(run.plan.changes.cbegin(), run.plan.changes.cend(),
        [&](const HostChange &change) { return change.part == part; });
}

} // namespace

QList<ChangeEvent> changeHistory(const ChangeHistoryInput &input)
{
    using Kind = ChangeEvent::Kind;
    QList<ChangeEvent> events;
    for (const DeployRun &run : input.runs) {
        if (run.plan.environment == input.environment && touches(run, input.part))
            events.append({Kind::Run, run.startedAt, nameOf(run.state),
                run.plan.product.text() + u' ' + run.plan.version, run.plan.environment.text(), run.plan.createdBy});
    }
    for (const GitDeployment &deployment : input.deployments) {
        if (deployment.environment == input.environment.text())
            events.append({Kind::Deployment, deployment.createdAt, deployment.status, deployment.ref,
                deployment.environment, deployment.by});
    }
    for (const Pipeline &pipeline : input.pipelines)
        events.append({Kind::Pipeline, pipeline.createdAt, pipeline.status,
            u'#' + QString::number(pipeline.id) + u' ' + pipeline.ref, {}, {}});
    std::stable_sort(
        events.begin(), events.end(), [](const ChangeEvent &a, const ChangeEvent &b) { return a.at > b.at; });
    return events;
}

bool isSuccess(const QString &status)
{
    return status == u"success" || status == u"done";
}

bool isFailure(const QString &status)
{
    return status == u"failed" || status == u"interrupted";
}

} // namespace opsdeck
