// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/billcompare.h"

#include "models/domain/billindex.h"

#include <algorithm>

namespace opsdeck {

namespace {

using Kind = ModuleDifference::Kind;

/// When the state that a bill names was made; not that of a tag that has been moved since.
BillIndex::Answer<QDateTime> dateOf(
    const BillModule &module, const BillIndex::ProjectKey &project, const BillIndex &index)
{
    if (module.tag.isEmpty())
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "a bill names no tag")));
    const TagFact fact = index.tag(project, module.tag);
    if (fact.presence == TagFact::Absent)
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no tag %2"), {module.project, module.tag}));
    if (!module.commit.isEmpty() && !fact.commit.isEmpty() && fact.commit != module.commit)
        return tl::unexpected(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %1 was moved since the bill was made"), {module.tag}));
    if (!fact.date.isValid())
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "the date of tag %1 is not known"), {module.tag}));
    return fact.date;
}

struct Span
{
    QDateTime from;
    QDateTime until;
    QString fromCommit;
    QString untilCommit;

    /// The merge that a tag stands on counts by its commit: the server notes its time after the commit's.
    bool holds(const MergeRequest &request) const
    {
        if (!request.mergeCommit.isEmpty() && request.mergeCommit == untilCommit)
            return true;
        if (!request.mergeCommit.isEmpty() && request.mergeCommit == fromCommit)
            return false;
        return request.mergedAt > from && request.mergedAt <= until;
    }
};

void addMergeRequests(ModuleDifference &difference, const BillIndex &index)
{
    const BillModule &before = difference.before;
    const BillModule &after = difference.after;
    if (before.project != after.project) {
        difference.gap = Phrase(QT_TRANSLATE_NOOP("Phrase", "the module comes from another project: %1 became %2"),
            {before.project, after.project});
        return;
    }
    const auto project = index.project(after.project);
    const auto from = project ? dateOf(before, *project, index) : tl::unexpected(project.error());
    const auto until = project ? dateOf(after, *project, index) : tl::unexpected(project.error());
    if (!from || !until) {
        difference.gap = from ? until.error() : from.error();
        return;
    }
    difference.isBackwards = *until < *from;
    const Span forward{*from, *until, before.commit, after.commit};
    const Span backward{*until, *from, after.commit, before.commit};
    int undated = 0;
    for (const MergeRequest &request : index.mergeRequests(*project)) {
        if (request.state != u"merged")
            continue;
        const Span &span = difference.isBackwards ? backward : forward;
        const bool isDated = request.mergedAt.isValid();
        if (span.holds(request))
            difference.mergeRequests.append(request);
        else
            undated += isDated || request.mergeCommit == span.fromCommit ? 0 : 1;
    }
    if (undated > 0)
        difference.gap = Phrase(QT_TRANSLATE_NOOP("Phrase", "when %1 further merge requests were merged is not known"),
            {QString::number(undated)});
    std::stable_sort(difference.mergeRequests.begin(), difference.mergeRequests.end(),
        [](const MergeRequest &a, const MergeRequest &b) { return a.mergedAt < b.mergedAt; });
}

ModuleDifference differenceOf(const BillModule &before, const BillModule &after, const BillIndex &index)
{
    ModuleDifference difference{.part = after.part, .before = before, .after = after};
    difference.kind = before == after ? Kind::Same : Kind::Changed;
    difference.tagChanged = before.tag != after.tag || before.image.tag != after.image.tag;
    difference.commitChanged = before.commit != after.commit;
    difference.digestChanged = before.digest != after.digest || before.image.digest != after.image.digest;
    difference.placeChanged = before.project != after.project || before.image.name() != after.image.name();
    const bool isOtherSource = before.tag != after.tag || difference.commitChanged || before.project != after.project;
    if (isOtherSource)
        addMergeRequests(difference, index);
    return difference;
}

} // namespace

int BillComparison::count(Kind kind) const
{
    return static_cast<int>(std::count_if(
        modules.cbegin(), modules.cend(), [&](const ModuleDifference &module) { return module.kind == kind; }));
}

BillComparison compareBills(const Bill &before, const Bill &after, const BillIndex &index)
{
    BillComparison comparison;
    for (const BillModule &module : after.modules) {
        if (const BillModule *old = before.module(module.part))
            comparison.modules.append(differenceOf(*old, module, index));
        else
            comparison.modules.append({.part = module.part, .kind = Kind::Added, .after = module});
    }
    for (const BillModule &module : before.modules) {
        if (!after.module(module.part))
            comparison.modules.append({.part = module.part, .kind = Kind::Removed, .before = module});
    }
    return comparison;
}

} // namespace opsdeck
