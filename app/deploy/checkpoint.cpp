// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/checkpoint.h"

namespace opsdeck {

namespace {

/// A way back has to be open when things are bad: only what would make it fail anyway is asked of it.
bool concernsRollback(const Precheck &check)
{
    switch (check.kind) {
    case PrecheckKind::HostReachable:
    case PrecheckKind::EngineVersion:
    case PrecheckKind::DiskSpace:
    case PrecheckKind::EnvironmentLease:
        return true;
    default:
        return false;
    }
}

Phrase joined(const QList<Phrase> &phrases)
{
    if (phrases.size() == 1)
        return phrases.first();
    QStringList lines;
    for (const Phrase &phrase : phrases)
        lines.append(phrase.plain());
    return lines.join(QStringLiteral("; "));
}

} // namespace

Checkpoint::Checkpoint(const Workspace &workspace, DeployFacts &facts, QString actor, Role role)
    : m_workspace(workspace)
    , m_facts(facts)
    , m_actor(std::move(actor))
    , m_role(role)
{ }

QCoro::Task<Result<PrecheckReport>> Checkpoint::check(DeployPlan plan, std::stop_token stop)
{
    const auto facts = co_await m_facts.read(plan, m_actor, stop);
    if (!facts)
        co_return tl::unexpected(facts.error());
    PrecheckReport report;
    report.policy = m_workspace.policies.checks;
    report.role = m_role;
    report.actor = m_actor;
    report.checks = prechecks(plan, *facts, report.policy);
    report.risk = riskOf(plan, *facts, report.policy);
    if (!plan.undoes.isEmpty()) {
        report.checks.removeIf([](const Precheck &check) { return !concernsRollback(check); });
        report.risk.needsSecondPerson = false;
    }
    co_return report;
}

QCoro::Task<Result<StartRecord>> Checkpoint::pass(DeployPlan plan, StartConsent consent, std::stop_token stop)
{
    const auto report = co_await check(plan, stop);
    if (!report)
        co_return tl::unexpected(report.error());
    QList<Phrase> obstacles = standingInTheWay(*report, consent);
    const bool isConfirmed = report->risk.needsSecondPerson && !consent.confirmedBy.isEmpty();
    if (isConfirmed && !m_workspace.roles.allow(consent.confirmedBy, Act::Deploy))
        obstacles.append(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 may not deploy, and so not confirm either"), {consent.confirmedBy}));
    if (!obstacles.isEmpty())
        co_return failure(Error::Kind::Refused, plan.environment.text(), joined(obstacles));
    StartRecord record;
    record.before = {report->checks, consent.overrides, report->risk};
    record.confirmedBy = isConfirmed ? consent.confirmedBy : QString();
    co_return record;
}

} // namespace opsdeck
