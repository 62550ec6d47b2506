// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/deployrisk.h"

#include <QVersionNumber>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int mostPoints = 100;

int bounded(int points)
{
    return qBound(0, points, mostPoints);
}

/// "v2.4.1-rc1" → 2.4.1; null where the tag does not begin with a number.
QVersionNumber numberOf(const QString &tag)
{
    return QVersionNumber::fromString(tag.startsWith(u'v') ? tag.mid(1) : tag);
}

/// Between tags that are versions; others cannot be compared and are no jump.
bool isBigJump(const HostChange &change, int minors)
{
    const QVersionNumber from = numberOf(change.runningTag);
    const QVersionNumber to = numberOf(change.wantedTag);
    if (change.isNoop() || from.isNull() || to.isNull())
        return false;
    if (from.majorVersion() != to.majorVersion())
        return true;
    return std::abs(qint64(from.minorVersion()) - to.minorVersion()) >= std::max(1, minors);
}

class Score
{
public:
    void add(int points, const Phrase &reason)
    {
        if (bounded(points) == 0)
            return;
        m_risk.score += bounded(points);
        m_risk.reasons.append({reason, bounded(points)});
    }

    Risk total(int limit)
    {
        if (m_risk.score > mostPoints) {
            m_risk.reasons.append(
                {Phrase(QT_TRANSLATE_NOOP("Phrase", "more than 100 points do not count")), mostPoints - m_risk.score});
            m_risk.score = mostPoints;
        }
        m_risk.needsSecondPerson = m_risk.score > limit;
        return m_risk;
    }

private:
    Risk m_risk;
};

bool isBad(const Precheck &check)
{
    return check.verdict == Verdict::Warn || check.verdict == Verdict::Block;
}

bool isAnyBad(const QList<Precheck> &checks, PrecheckKind kind)
{
    return std::any_of(
        checks.cbegin(), checks.cend(), [kind](const Precheck &check) { return check.kind == kind && isBad(check); });
}

/// What is bad and what is unknown counts alike and under one bound, so that finding out that an unknown thing is bad
/// never makes the deployment look safer.
void addFindings(Score &score, const QList<Precheck> &checks, const RiskWeights &weights)
{
    const auto count = [&checks](auto matches) {
        return static_cast<qint64>(std::count_if(checks.cbegin(), checks.cend(), matches));
    };
    const qint64 unknowns = count([](const Precheck &check) { return check.verdict == Verdict::Unknown; });
    const qint64 bad = count(isBad);
    const auto points = [&weights](qint64 lines) {
        return static_cast<int>(std::min<qint64>(bounded(weights.findingsMost), lines * bounded(weights.finding)));
    };
    score.add(points(unknowns), Phrase(QT_TRANSLATE_NOOP("Phrase", "unknown checks: %1"), {QString::number(unknowns)}));
    score.add(points(unknowns + bad) - points(unknowns),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "checks that do not pass: %1"), {QString::number(bad)}));
}

bool changesDatabase(const PrecheckFacts &facts, const HostChange &change)
{
    const Fact<DatabaseChange> declared = facts.ofPart(change.part).database;
    return !change.isNoop() && declared.isKnown() && *declared != DatabaseChange::None;
}

qsizetype hostsThatChange(const DeployPlan &plan)
{
    DeployPlan working = plan;
    working.changes.removeIf([](const HostChange &change) { return change.isNoop(); });
    return working.hosts().size();
}

} // namespace

Risk riskOf(const DeployPlan &plan, const PrecheckFacts &facts, const PrecheckPolicy &policy)
{
    const QList<Precheck> checks = prechecks(plan, facts, policy);
    const RiskWeights &weights = policy.weights;
    const auto any = [&plan](auto matches) { return std::any_of(plan.changes.cbegin(), plan.changes.cend(), matches); };
    Score score;
    if (isAnyBad(checks, PrecheckKind::FreezeWindow))
        score.add(weights.freeze, Phrase(QT_TRANSLATE_NOOP("Phrase", "a freeze is on")));
    if (isAnyBad(checks, PrecheckKind::OpenCriticalAlerts))
        score.add(weights.openCritical, Phrase(QT_TRANSLATE_NOOP("Phrase", "critical alerts are open")));
    if (isAnyBad(checks, PrecheckKind::LastDeployment))
        score.add(weights.lastFailed, Phrase(QT_TRANSLATE_NOOP("Phrase", "the last deployment did not go well")));
    if (isAnyBad(checks, PrecheckKind::RollbackTarget))
        score.add(weights.noRollback, Phrase(QT_TRANSLATE_NOOP("Phrase", "there is no way back")));
    if (any([&facts](const HostChange &change) { return changesDatabase(facts, change); }))
        score.add(weights.databaseChange, Phrase(QT_TRANSLATE_NOOP("Phrase", "the database changes")));
    if (isAnyBad(checks, PrecheckKind::OffHours))
        score.add(weights.offHours, Phrase(QT_TRANSLATE_NOOP("Phrase", "few people are there")));
    if (const qsizetype hosts = hostsThatChange(plan); hosts > policy.manyHosts)
        score.add(weights.manyHosts, Phrase(QT_TRANSLATE_NOOP("Phrase", "many hosts: %1"), {QString::number(hosts)}));
    if (facts.production)
        score.add(weights.production, Phrase(QT_TRANSLATE_NOOP("Phrase", "production")));
    if (any([&policy](const HostChange &change) { return isBigJump(change, policy.bigJumpMinors); }))
        score.add(weights.bigJump, Phrase(QT_TRANSLATE_NOOP("Phrase", "a big jump of version")));
    addFindings(score, checks, weights);
    Risk risk = score.total(policy.riskLimit);
    risk.needsSecondPerson |= policy.mostHostsAlone > 0 && hostsThatChange(plan) > policy.mostHostsAlone;
    return risk;
}

} // namespace opsdeck
