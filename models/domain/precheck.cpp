// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheck.h"

#include "models/domain/precheckrules.h"

#include <QDir>

#include <algorithm>

namespace opsdeck {

namespace precheckrules {

Finding pass(Phrase reason)
{
    return {Verdict::Pass, std::move(reason), {}};
}

Finding warn(Phrase reason, Phrase remedy)
{
    return {Verdict::Warn, std::move(reason), std::move(remedy)};
}

Finding block(Phrase reason, Phrase remedy)
{
    return {Verdict::Block, std::move(reason), std::move(remedy)};
}

Finding unknown(const Phrase &why)
{
    return {Verdict::Unknown, why.isEmpty() ? Phrase(QT_TRANSLATE_NOOP("Phrase", "this was not read")) : why,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "Look at it yourself, or check again."))};
}

Finding freezeWindow(const Scene &scene)
{
    const Fact<QList<ActiveFreeze>> &freezes = scene.facts.freezes;
    if (!freezes.isKnown())
        return unknown(freezes.why);
    if (freezes->isEmpty())
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "no freeze")));
    const ActiveFreeze &first = freezes->first();
    const Phrase remedy(QT_TRANSLATE_NOOP("Phrase", "Wait until the freeze is over."));
    if (!first.until.isValid())
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "freeze \"%1\", without an end"), {first.title}), remedy);
    return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "freeze \"%1\" until %2"),
                     {first.title, first.until.toUTC().toString(Qt::ISODate)}),
        remedy);
}

Finding environmentLease(const Scene &scene)
{
    const Fact<EnvironmentLease> &lease = scene.facts.lease;
    if (!lease.isKnown())
        return unknown(lease.why);
    const bool isOver = lease->until.isValid() && scene.facts.now.isValid() && lease->until <= scene.facts.now;
    if (lease->holder.isEmpty() || isOver)
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "nobody has reserved the environment")));
    if (lease->holder == scene.facts.actor)
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "you have reserved the environment")));
    return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has reserved the environment until %2"),
                     {lease->holder, lease->until.toUTC().toString(Qt::ISODate)}),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "Ask %1 to release it."), {lease->holder}));
}

Finding openCriticalAlerts(const Scene &scene, const HostChange &change)
{
    const Fact<QList<OpenAlert>> open = scene.facts.ofPart(change.part).openCritical;
    if (!open.isKnown())
        return unknown(open.why);
    if (open->isEmpty() && !open.why.isEmpty())
        return warn(open.why, {});
    if (open->isEmpty())
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "no critical alert is open")));
    QStringList names;
    for (const OpenAlert &alert : *open)
        names.append(alert.name);
    const Phrase reason(QT_TRANSLATE_NOOP("Phrase", "open critical alerts: %1"), {names.join(QStringLiteral(", "))});
    const Phrase remedy(QT_TRANSLATE_NOOP("Phrase", "Clear the alerts first, unless this deployment is the cure."));
    return scene.facts.production ? block(reason, remedy) : warn(reason, remedy);
}

Finding lastDeployment(const Scene &scene)
{
    const Fact<LastDeployment> &last = scene.facts.last;
    if (!last.isKnown())
        return unknown(last.why);
    if (!last->state)
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "this is the first deployment")));
    const Phrase remedy(QT_TRANSLATE_NOOP("Phrase", "Look at that run before you start another one."));
    switch (*last->state) {
    case RunState::Done:
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "the last deployment, %1, went well"), {last->version}));
    case RunState::Failed:
        return warn(Phrase(QT_TRANSLATE_NOOP("Phrase", "the last deployment, %1, failed"), {last->version}), remedy);
    case RunState::Cancelled:
        return warn(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the last deployment, %1, was cancelled"), {last->version}), remedy);
    case RunState::Running:
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "the deployment of %1 still runs"), {last->version}), remedy);
    case RunState::Paused:
        return block(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the deployment of %1 is paused in the middle"), {last->version}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Go on with that run, or roll it back.")));
    case RunState::Interrupted:
        break;
    }
    return block(
        Phrase(QT_TRANSLATE_NOOP("Phrase", "nobody knows how the deployment of %1 ended"), {last->version}), remedy);
}

Finding databaseChange(const Scene &scene, const HostChange &change)
{
    const Fact<DatabaseChange> declared = scene.facts.ofPart(change.part).database;
    if (!declared.isKnown())
        return unknown(declared.why);
    switch (*declared) {
    case DatabaseChange::None:
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "the database does not change")));
    case DatabaseChange::Compatible:
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "the database changes, and the version before works with it")));
    case DatabaseChange::Undeclared:
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "the database changes, and nobody declared it compatible")),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Find out whether the version before works with it, and declare it.")));
    case DatabaseChange::Incompatible:
        break;
    }
    return block(
        Phrase(QT_TRANSLATE_NOOP("Phrase", "the database changes so that the version before cannot work with it")),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "Split the change, or plan a time without service.")));
}

Finding offHours(const Scene &scene)
{
    const OfficeHours &hours = *scene.policy.officeHours;
    if (!scene.facts.now.isValid() || !hours.zone.isValid())
        return unknown(Phrase(QT_TRANSLATE_NOOP("Phrase", "it is not known what time it is for the team")));
    if (hours.contain(scene.facts.now))
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "within the hours in which people are there")));
    return warn(Phrase(QT_TRANSLATE_NOOP("Phrase", "outside the hours in which people are there")),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "Wait, or make sure that somebody can help.")));
}

} // namespace precheckrules

namespace {

using namespace precheckrules;

/// Collects lines in their order.
class Lines
{
public:
    explicit Lines(const Scene &scene)
        : m_scene(scene)
    {
        for (const HostChange &change : scene.plan.changes) {
            if (change.isNoop())
                continue;
            m_changes.append(change);
            if (!m_hosts.contains(change.host))
                m_hosts.append(change.host);
            const bool isKnown = std::any_of(m_parts.cbegin(), m_parts.cend(),
                [&change](const HostChange &known) { return known.part == change.part; });
            if (!isKnown)
                m_parts.append(change);
        }
    }

    void ofPlan(PrecheckKind kind, Finding (*rule)(const Scene &)) { add(kind, {}, {}, rule(m_scene)); }
    void ofHosts(PrecheckKind kind, Finding (*rule)(const Scene &, const HostId &))
    {
        for (const HostId &host : m_hosts)
            add(kind, host, {}, rule(m_scene, host));
    }
    void ofParts(PrecheckKind kind, Finding (*rule)(const Scene &, const HostChange &))
    {
        for (const HostChange &change : m_parts) {
            const PartFacts part = m_scene.facts.ofPart(change.part);
            const bool isVoid = (kind == PrecheckKind::PipelineGreen && !part.hasPipeline)
                || (kind == PrecheckKind::ScanSeverity && !part.hasScanner);
            if (!isVoid)
                add(kind, {}, change.part, rule(m_scene, change));
        }
    }
    void ofChanges(PrecheckKind kind, Finding (*rule)(const Scene &, const HostChange &))
    {
        for (const HostChange &change : m_changes) {
            // What is not known to run is told as a missing target already.
            const bool isVoid = kind == PrecheckKind::RollbackKept
                && (change.running.isEmpty() || !m_scene.facts.ofChange(change).hasKeepingRules);
            if (!isVoid)
                add(kind, change.host, change.part, rule(m_scene, change));
        }
    }

    const QList<Precheck> &lines() const { return m_lines; }

private:
    void add(PrecheckKind kind, const HostId &host, const ModuleId &part, const Finding &finding)
    {
        // Few accounts may read the rules of a registry, and what runs now is there today.
        const bool unknownBlocks = m_scene.facts.production && m_scene.policy.unknownBlocksInProduction
            && kind != PrecheckKind::RollbackKept;
        const bool blocks = finding.verdict == Verdict::Block || (finding.verdict == Verdict::Unknown && unknownBlocks);
        m_lines.append({kind, host, part, finding.verdict, finding.reason, finding.remedy, blocks});
    }

    Scene m_scene;
    QList<HostChange> m_changes; ///< those that do something
    QList<HostChange> m_parts; ///< the first of each module
    QList<HostId> m_hosts;
    QList<Precheck> m_lines;
};

} // namespace

QString environmentFileOf(const HostChange &change)
{
    return QDir::cleanPath(change.directory + QStringLiteral("/.env"));
}

HostFacts PrecheckFacts::ofHost(const HostId &host) const
{
    const auto found
        = std::find_if(hosts.cbegin(), hosts.cend(), [&](const HostFacts &known) { return known.host == host; });
    return found == hosts.cend() ? HostFacts() : *found;
}

PartFacts PrecheckFacts::ofPart(const ModuleId &part) const
{
    const auto found
        = std::find_if(parts.cbegin(), parts.cend(), [&](const PartFacts &known) { return known.part == part; });
    return found == parts.cend() ? PartFacts() : *found;
}

ChangeFacts PrecheckFacts::ofChange(const HostChange &change) const
{
    const auto found = std::find_if(changes.cbegin(), changes.cend(),
        [&](const ChangeFacts &known) { return known.host == change.host && known.part == change.part; });
    return found == changes.cend() ? ChangeFacts() : *found;
}

QList<Precheck> prechecks(const DeployPlan &plan, const PrecheckFacts &facts, const PrecheckPolicy &policy)
{
    Lines lines(Scene{plan, facts, policy});
    lines.ofHosts(PrecheckKind::HostReachable, hostReachable);
    lines.ofHosts(PrecheckKind::EngineVersion, engineVersion);
    lines.ofHosts(PrecheckKind::DiskSpace, diskSpace);
    lines.ofChanges(PrecheckKind::PortsFree, portsFree);
    lines.ofChanges(PrecheckKind::RequiredFiles, requiredFiles);
    lines.ofParts(PrecheckKind::ImageInRegistry, imageInRegistry);
    lines.ofChanges(PrecheckKind::ImagePullable, imagePullable);
    lines.ofParts(PrecheckKind::PipelineGreen, pipelineGreen);
    lines.ofParts(PrecheckKind::ScanSeverity, precheckrules::scanSeverity);
    lines.ofChanges(PrecheckKind::TagPinned, tagPinned);
    lines.ofChanges(PrecheckKind::RollbackTarget, rollbackTarget);
    lines.ofChanges(PrecheckKind::RollbackKept, rollbackKept);
    lines.ofPlan(PrecheckKind::FreezeWindow, freezeWindow);
    lines.ofPlan(PrecheckKind::EnvironmentLease, environmentLease);
    lines.ofParts(PrecheckKind::OpenCriticalAlerts, openCriticalAlerts);
    lines.ofPlan(PrecheckKind::LastDeployment, lastDeployment);
    lines.ofParts(PrecheckKind::DatabaseChange, databaseChange);
    if (policy.officeHours)
        lines.ofPlan(PrecheckKind::OffHours, offHours);
    return lines.lines();
}

} // namespace opsdeck
