// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/billcheck.h"

#include "models/domain/billindex.h"

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;
using Subject = BillFinding::Subject;

struct Judgement
{
    BillVerdict verdict = BillVerdict::Unknown;
    Phrase reason;
};

Judgement pass(const char *pattern, const QStringList &values = {})
{
    return {BillVerdict::Pass, Phrase(pattern, values)};
}

Judgement warn(const char *pattern, const QStringList &values = {})
{
    return {BillVerdict::Warn, Phrase(pattern, values)};
}

Judgement block(const char *pattern, const QStringList &values = {})
{
    return {BillVerdict::Block, Phrase(pattern, values)};
}

Judgement unknown(const char *pattern, const QStringList &values = {})
{
    return {BillVerdict::Unknown, Phrase(pattern, values)};
}

QString shortCommit(const QString &commit)
{
    return commit.left(8);
}

Judgement judgeTag(const BillModule &module, const BillIndex &index)
{
    if (module.tag.isEmpty())
        return block(QT_TRANSLATE_NOOP("Phrase", "the bill names no tag"));
    const auto project = index.project(module.project);
    if (!project)
        return {BillVerdict::Unknown, project.error()};
    const TagFact fact = index.tag(*project, module.tag);
    if (fact.presence == TagFact::Unknown)
        return unknown(QT_TRANSLATE_NOOP("Phrase", "no tags of %1 are known"), {module.project});
    if (fact.presence == TagFact::Absent)
        return block(QT_TRANSLATE_NOOP("Phrase", "%1 has no tag %2"), {module.project, module.tag});
    if (module.commit.isEmpty())
        return warn(QT_TRANSLATE_NOOP("Phrase", "tag %1 exists, and the bill names no commit"), {module.tag});
    if (fact.commit.isEmpty())
        return unknown(QT_TRANSLATE_NOOP("Phrase", "the commit of tag %1 is not known"), {module.tag});
    if (fact.commit != module.commit)
        return block(QT_TRANSLATE_NOOP("Phrase", "tag %1 was moved: it stands for commit %2, the bill for %3"),
            {module.tag, shortCommit(fact.commit), shortCommit(module.commit)});
    return pass(QT_TRANSLATE_NOOP("Phrase", "tag %1 stands for commit %2"), {module.tag, shortCommit(module.commit)});
}

/// The newest of the tag, else of its commit on any branch.
std::optional<Pipeline> pipelineOf(const BillModule &module, const QList<Pipeline> &pipelines)
{
    std::optional<Pipeline> best;
    for (const Pipeline &pipeline : pipelines) {
        if (module.commit.isEmpty() ? pipeline.ref != module.tag : pipeline.sha != module.commit)
            continue;
        const bool ofTag = pipeline.ref == module.tag;
        const bool bestOfTag = best && best->ref == module.tag;
        if (!best || (ofTag != bestOfTag ? ofTag : pipeline.id > best->id))
            best = pipeline;
    }
    return best;
}

Judgement judgePipeline(const BillModule &module, const BillIndex &index)
{
    const auto project = index.project(module.project);
    if (!project)
        return {BillVerdict::Unknown, project.error()};
    if (module.tag.isEmpty() && module.commit.isEmpty())
        return unknown(QT_TRANSLATE_NOOP("Phrase", "the bill names no tag"));
    const auto pipeline = pipelineOf(module, index.pipelines(*project));
    if (!pipeline)
        return unknown(QT_TRANSLATE_NOOP("Phrase", "no pipeline of %1 is known"),
            {module.tag.isEmpty() ? shortCommit(module.commit) : module.tag});
    const QStringList said{QString::number(pipeline->id), pipeline->ref, pipeline->status};
    const QString &status = pipeline->status;
    if (status == u"success")
        return pass(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 of %2 is green"), said);
    if (status == u"failed" || status == u"canceled")
        return block(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 of %2: %3"), said);
    const QStringList unfinished{u"created"_s, u"waiting_for_resource"_s, u"preparing"_s, u"pending"_s, u"running"_s,
        u"manual"_s, u"scheduled"_s, u"skipped"_s, u"canceling"_s};
    return unfinished.contains(status) ? warn(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 of %2: %3"), said)
                                       : unknown(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 of %2: %3"), said);
}

Judgement judgeDigest(const BillModule &module)
{
    if (module.digest.isEmpty())
        return block(QT_TRANSLATE_NOOP("Phrase", "the bill names no digest, so what would be deployed is not fixed"));
    if (!module.image.digest.isEmpty() && module.image.digest != module.digest)
        return block(QT_TRANSLATE_NOOP("Phrase", "the image is pinned to %1, the bill to %2"),
            {module.image.digest.shortText(), module.digest.shortText()});
    return pass(QT_TRANSLATE_NOOP("Phrase", "fixed to %1"), {module.digest.shortText()});
}

/// Where its tag leads now, among the artifacts of its repository.
Judgement judgeTagOfImage(const BillModule &module, const QList<Artifact> &artifacts)
{
    bool isTagged = module.image.tag.isEmpty();
    for (const Artifact &artifact : artifacts) {
        if (module.image.tag.isEmpty() || !artifact.tags.contains(module.image.tag))
            continue;
        if (artifact.digest != module.digest)
            return warn(QT_TRANSLATE_NOOP("Phrase", "the image is there, but its tag %1 stands for %2 now"),
                {module.image.tag, artifact.digest.shortText()});
        isTagged = true;
    }
    if (!isTagged)
        return warn(QT_TRANSLATE_NOOP("Phrase", "the image is there, but nothing has its tag %1"), {module.image.tag});
    return pass(QT_TRANSLATE_NOOP("Phrase", "the registry has the image"));
}

Judgement judgeImage(const BillModule &module, const BillIndex &index)
{
    if (module.image.repository.isEmpty())
        return block(QT_TRANSLATE_NOOP("Phrase", "the bill names no image"));
    const QString name = module.image.name();
    const QList<Artifact> artifacts = index.artifacts(module.image);
    if (artifacts.isEmpty())
        return unknown(QT_TRANSLATE_NOOP("Phrase", "no images of %1 are known"), {name});
    if (module.digest.isEmpty())
        return unknown(
            QT_TRANSLATE_NOOP("Phrase", "without a digest nothing tells which image of %1 is meant"), {name});
    if (std::any_of(artifacts.cbegin(), artifacts.cend(),
            [&](const Artifact &artifact) { return artifact.digest == module.digest; }))
        return judgeTagOfImage(module, artifacts);
    if (!index.isPolled(module.image))
        return unknown(QT_TRANSLATE_NOOP("Phrase", "%1 is not among the images of %2 that were asked for"),
            {module.digest.shortText(), name});
    return block(QT_TRANSLATE_NOOP("Phrase", "the registry has no image %1 in %2"), {module.digest.shortText(), name});
}

bool isCommit(const QString &text)
{
    constexpr qsizetype shortest = 7;
    constexpr qsizetype longest = 64;
    return text.size() >= shortest && text.size() <= longest && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return QStringView(u"0123456789abcdef").contains(c);
    });
}

Judgement judgeCommit(const BillModule &module, const BillIndex &index)
{
    const QStringList revisions = module.digest.isEmpty() ? QStringList() : index.revisions(module.digest);
    if (revisions.isEmpty())
        return unknown(QT_TRANSLATE_NOOP("Phrase", "nothing tells which commit the image was built from"));
    if (module.commit.isEmpty())
        return unknown(QT_TRANSLATE_NOOP("Phrase", "the bill names no commit"));
    const QString commit = module.commit.toLower();
    QStringList others;
    for (const QString &revision : revisions) {
        const QString built = revision.toLower();
        if (!isCommit(built) || !isCommit(commit))
            return unknown(QT_TRANSLATE_NOOP("Phrase", "the image names \"%1\", which cannot be compared with %2"),
                {revision, module.commit});
        if (!built.startsWith(commit) && !commit.startsWith(built))
            others.append(revision);
    }
    if (others.isEmpty())
        return pass(QT_TRANSLATE_NOOP("Phrase", "the image was built from %1"), {shortCommit(module.commit)});
    if (others.size() < revisions.size())
        return unknown(
            QT_TRANSLATE_NOOP("Phrase", "the image is said to come from several commits: %1"), {revisions.join(u", ")});
    return block(QT_TRANSLATE_NOOP("Phrase", "the image was built from %1, not from %2"),
        {shortCommit(others.first()), shortCommit(module.commit)});
}

/// Several modules of one repository are right where they come from one commit and are different images.
Judgement judgeRepository(const BillModule &module, const Bill &bill)
{
    Judgement shared = pass(QT_TRANSLATE_NOOP("Phrase", "no other module has its repository"));
    for (const BillModule &other : bill.modules) {
        if (&other == &module)
            continue;
        const QString name = other.part.text();
        const bool sameImage = !module.image.repository.isEmpty() && other.image.name() == module.image.name();
        if (sameImage)
            return warn(QT_TRANSLATE_NOOP("Phrase", "%1 has the same image repository"), {name});
        if (module.project.isEmpty() || other.project != module.project)
            continue;
        if (other.tag != module.tag || other.commit != module.commit)
            return warn(QT_TRANSLATE_NOOP("Phrase", "%1 takes another state of the same repository: %2"),
                {name, other.tag.isEmpty() ? shortCommit(other.commit) : other.tag});
        shared = pass(QT_TRANSLATE_NOOP("Phrase", "%1 has the same repository, in the same state"), {name});
    }
    return shared;
}

} // namespace

BillVerdict BillCheck::verdict() const
{
    BillVerdict worst = findings.isEmpty() ? BillVerdict::Unknown : BillVerdict::Pass;
    for (const BillFinding &finding : findings)
        worst = std::max(worst, finding.verdict);
    return worst;
}

BillVerdict BillCheck::verdictOf(const ModuleId &part) const
{
    BillCheck own;
    std::copy_if(findings.cbegin(), findings.cend(), std::back_inserter(own.findings),
        [&](const BillFinding &finding) { return finding.part == part; });
    return own.verdict();
}

BillCheck checkBill(const Bill &bill, const BillIndex &index)
{
    BillCheck check;
    QSet<ModuleId> seen;
    if (bill.modules.isEmpty())
        check.findings.append(
            {{}, Subject::Modules, BillVerdict::Block, Phrase(QT_TRANSLATE_NOOP("Phrase", "the bill has no modules"))});
    for (const BillModule &module : bill.modules) {
        const auto add = [&](Subject subject, const Judgement &judgement) {
            check.findings.append({module.part, subject, judgement.verdict, judgement.reason});
        };
        if (seen.contains(module.part))
            add(Subject::Modules, block(QT_TRANSLATE_NOOP("Phrase", "the bill names this module twice")));
        seen.insert(module.part);
        add(Subject::Tag, judgeTag(module, index));
        add(Subject::Pipeline, judgePipeline(module, index));
        add(Subject::Digest, judgeDigest(module));
        add(Subject::Image, judgeImage(module, index));
        add(Subject::Commit, judgeCommit(module, index));
        add(Subject::Repository, judgeRepository(module, bill));
    }
    return check;
}

} // namespace opsdeck
