// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gitrelease.h"
#include "tests/support/sampledeploy.h"

namespace opsdeck::testing {

/// shop 2.4.1 by way of a compose repository: one file changes, one has its images already.
inline GitReleasePlan sampleGitPlan(const QString &environment = QStringLiteral("production"))
{
    const auto edit = [](const QString &part, char now, char after) {
        GitFileEdit made;
        made.path = QStringLiteral("deploy/") + part + QStringLiteral(".yml");
        made.before = change(QStringLiteral("app-01"), part, now, now).composeAfter;
        made.after = change(QStringLiteral("app-01"), part, after, after).composeAfter;
        made.lastCommit = QString(40, u'1');
        return made;
    };
    GitReleasePlan plan;
    plan.product = ProductId(QStringLiteral("shop"));
    plan.version = QStringLiteral("2.4.1");
    plan.environment = EnvironmentId(environment);
    plan.source = SourceId(QStringLiteral("git-main"));
    plan.projectPath = QStringLiteral("ops/compose");
    plan.branch = QStringLiteral("main");
    plan.head = QString(40, u'2');
    plan.tag = QStringLiteral("shop-2.4.1-") + environment;
    plan.createdBy = QStringLiteral("li.na@desk-7");
    plan.createdAt = QDateTime::fromString(QStringLiteral("2026-11-20T05:44:00Z"), Qt::ISODate);
    plan.files = {edit(QStringLiteral("checkout"), 'a', 'b'), edit(QStringLiteral("cart"), 'c', 'c')};
    return plan;
}

inline Product sampleGitProduct()
{
    Product product = sampleProduct();
    product.git.source = SourceId(QStringLiteral("git-main"));
    product.git.project = QStringLiteral("ops/compose");
    return product;
}

/// Committed, tagged, and in the middle of its pipeline.
inline GitRun sampleGitRun(const QString &environment = QStringLiteral("production"))
{
    GitRun run;
    run.id = RunId(QStringLiteral("91ab"));
    run.plan = sampleGitPlan(environment);
    run.reached = GitRunEvent::Kind::Pipeline;
    run.commit = QString(40, u'3');
    run.tag = run.plan.tag;
    GitPipeline pipeline;
    pipeline.row.id = 812;
    pipeline.row.status = QStringLiteral("running");
    pipeline.row.webUrl = QStringLiteral("https://git.test/ops/compose/-/pipelines/812");
    const auto job = [](const QString &stage, const QString &status) {
        Job made;
        made.stage = stage;
        made.name = stage + QStringLiteral(" all");
        made.status = status;
        return made;
    };
    pipeline.row.jobs = {job(QStringLiteral("verify"), QStringLiteral("success")),
        job(QStringLiteral("deploy"), QStringLiteral("running")),
        job(QStringLiteral("smoke"), QStringLiteral("created"))};
    run.pipeline = pipeline;
    return run;
}

} // namespace opsdeck::testing
