// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheckrules.h"

namespace opsdeck::precheckrules {

namespace {

bool isGreen(const QString &status)
{
    return status == u"success";
}

/// The latest of that name: a job that is run again has another number.
const Job *lastJob(const Pipeline &pipeline, const QString &name)
{
    const Job *last = nullptr;
    for (const Job &job : pipeline.jobs) {
        if (job.name == name && (!last || job.id > last->id))
            last = &job;
    }
    return last;
}

/// Named jobs that are not green, with what they are.
QStringList redJobs(const Pipeline &pipeline, const QStringList &wanted)
{
    QStringList red;
    for (const QString &name : wanted) {
        const Job *job = lastJob(pipeline, name);
        if (!job)
            red.append(name + QStringLiteral(": -"));
        else if (!isGreen(job->status))
            red.append(name + QStringLiteral(": ") + job->status);
    }
    return red;
}

/// The worst that a finished scan tells, in words or in counts.
std::optional<ScanSeverity> worstOf(const ScanSummary &scan)
{
    const bool isClean = scan.severity.isEmpty() && scan.total == 0;
    auto worst = isClean ? std::optional(ScanSeverity::None) : scanSeverityFromText(scan.severity);
    if (scan.critical > 0)
        return ScanSeverity::Critical;
    if (scan.high > 0)
        return worst ? std::max(*worst, ScanSeverity::High) : ScanSeverity::High;
    return worst;
}

} // namespace

Finding imageInRegistry(const Scene &scene, const HostChange &change)
{
    const Fact<bool> there = scene.facts.ofPart(change.part).inRegistry;
    if (!there.isKnown())
        return unknown(there.why);
    if (!*there)
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "the registry does not have %1"), {change.wanted.text()}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Build and push it, or choose another version.")));
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "the registry has %1"), {change.wanted.text()}));
}

Finding imagePullable(const Scene &scene, const HostChange &change)
{
    const Fact<bool> pullable = scene.facts.ofHost(change.host).pullable.value(change.wanted.text());
    if (!pullable.isKnown())
        return unknown(pullable.why);
    if (!*pullable)
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "the host cannot pull %1: %2"),
                         {change.wanted.text(), pullable.why.plain()}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Log the host in at the registry, or open the way to it.")));
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "the host can pull the image")));
}

Finding pipelineGreen(const Scene &scene, const HostChange &change)
{
    const PartFacts part = scene.facts.ofPart(change.part);
    if (!part.commit.isKnown())
        return unknown(part.commit.why);
    if (!part.pipeline.isKnown())
        return unknown(part.pipeline.why);
    const Pipeline &pipeline = *part.pipeline;
    if (part.commit->isEmpty() || pipeline.sha != *part.commit)
        return unknown(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the pipeline that is known is of another commit than the image")));
    if (pipeline.status.isEmpty())
        return unknown(Phrase(QT_TRANSLATE_NOOP("Phrase", "the pipeline has no status")));
    const Phrase remedy(QT_TRANSLATE_NOOP("Phrase", "Wait for the pipeline, or mend it and build again."));
    const QString number = QString::number(pipeline.id);
    if (!isGreen(pipeline.status))
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 is \"%2\""), {number, pipeline.status}), remedy);
    const QStringList red = redJobs(pipeline, scene.policy.testJobs.value(change.part));
    if (!red.isEmpty())
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "test jobs of pipeline %1 are not green: %2"),
                         {number, red.join(QStringLiteral(", "))}),
            remedy);
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 is green"), {number}));
}

Finding scanSeverity(const Scene &scene, const HostChange &change)
{
    const Fact<ScanSummary> scan = scene.facts.ofPart(change.part).scan;
    if (!scan.isKnown())
        return unknown(scan.why);
    if (scan->status.isEmpty())
        return unknown(Phrase(QT_TRANSLATE_NOOP("Phrase", "the image was never scanned")));
    if (scan->status != u"Success")
        return unknown(Phrase(QT_TRANSLATE_NOOP("Phrase", "the scan is \"%1\""), {scan->status}));
    const auto worst = worstOf(*scan);
    if (!worst)
        return unknown(Phrase(QT_TRANSLATE_NOOP("Phrase", "the scanner's word \"%1\" is not known"), {scan->severity}));
    if (*worst > scene.policy.worstScan)
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "the worst that the scan found is %1; at most %2 is allowed"),
                         {nameOf(*worst), nameOf(scene.policy.worstScan)}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Update what the image is built from.")));
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "the worst that the scan found is %1"), {nameOf(*worst)}));
}

Finding tagPinned(const Scene &scene, const HostChange &change)
{
    if (!change.wanted.digest.isEmpty())
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "pinned to %1"), {change.wanted.digest.text()}));
    const Fact<bool> immutable = scene.facts.ofPart(change.part).tagImmutable;
    if (!immutable.isKnown())
        return unknown(immutable.why);
    if (!*immutable)
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %1 can be moved to another image"), {change.wantedTag}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Make a plan that pins the image by digest.")));
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %1 cannot be moved"), {change.wantedTag}));
}

Finding rollbackTarget(const Scene &scene, const HostChange &change)
{
    if (change.runningImage.isEmpty() && change.running.isEmpty())
        return warn(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "nothing runs here yet, so there is nothing to go back to")), {});
    const Phrase remedy(QT_TRANSLATE_NOOP("Phrase", "Decide now how to go back if it fails."));
    if (change.running.isEmpty())
        return block(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 runs, and its digest is not known"), {change.runningImage}), remedy);
    if (change.composeBefore.isEmpty())
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "the compose file of what runs now is not there")), remedy);
    const Fact<bool> there = scene.facts.ofChange(change).rollbackAvailable;
    if (!there.isKnown())
        return unknown(there.why);
    if (!*there)
        return block(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1, which runs now, cannot be had any more"), {change.running.text()}),
            remedy);
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "back to %1"), {change.running.text()}));
}

Finding rollbackKept(const Scene &scene, const HostChange &change)
{
    const Fact<bool> kept = scene.facts.ofChange(change).rollbackKept;
    if (!kept.isKnown())
        return unknown(kept.why);
    if (!*kept)
        return warn(Phrase(QT_TRANSLATE_NOOP("Phrase", "the registry would remove %1, which runs now: %2"),
                        {change.running.shortText(), kept.why.plain()}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Let a rule keep it, or make its tag immutable, before you deploy.")));
    return pass(
        kept.why.isEmpty() ? Phrase(QT_TRANSLATE_NOOP("Phrase", "the registry keeps what runs now")) : kept.why);
}

} // namespace opsdeck::precheckrules
