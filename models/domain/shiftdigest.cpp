// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/shiftdigest.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr std::chrono::hours Soon{8}; // the next shift

ShiftDigest::Item itemOf(const AlertRow &row, const AlertGroup &group)
{
    QStringList what{group.title, row.service, row.instance};
    what.removeAll(QString());
    what.removeDuplicates();
    return {.key = row.key,
        .severity = row.severity,
        .name = row.name,
        .what = what.join(QStringLiteral(" · ")),
        .summary = row.summary,
        .startsAt = row.startsAt,
        .blind = row.blind,
        .care = row.care};
}

void sortItems(QList<ShiftDigest::Item> &items)
{
    std::ranges::stable_sort(items, [](const ShiftDigest::Item &a, const ShiftDigest::Item &b) {
        return a.severity != b.severity ? a.severity < b.severity : a.startsAt < b.startsAt;
    });
}

QList<Silence> expiringOf(const ShiftDigestInput &input)
{
    QList<Silence> expiring;
    for (const Silence &silence : input.silences) {
        const bool soon = silence.endsAt > input.to && silence.endsAt <= input.to.addDuration(Soon);
        if (soon && silence.state != u"expired")
            expiring.append(silence);
    }
    std::ranges::stable_sort(expiring, {}, &Silence::endsAt);
    return expiring;
}

/// Whether what this change brings is what the earlier run replaced there by what this one found.
bool undoes(const HostChange &change, const DeployRun &earlier)
{
    return std::ranges::any_of(earlier.plan.changes, [&](const HostChange &before) {
        return before.host == change.host && before.part == change.part && before.running == change.wanted.digest
            && before.wanted.digest == change.running;
    });
}

bool isRollback(const DeployRun &run, const QList<DeployRun> &all)
{
    int undone = 0;
    for (const HostChange &change : run.plan.changes) {
        if (change.running == change.wanted.digest || change.running.isEmpty())
            continue;
        const bool found = std::ranges::any_of(
            all, [&](const DeployRun &other) { return other.startedAt < run.startedAt && undoes(change, other); });
        if (!found)
            return false;
        ++undone;
    }
    return undone > 0;
}

QList<ShiftDigest::Deployment> deploymentsOf(const ShiftDigestInput &input)
{
    QList<ShiftDigest::Deployment> deployments;
    for (const DeployRun &run : input.runs) {
        const bool begun = run.startedAt >= input.from && run.startedAt <= input.to;
        const bool ended = run.endedAt.isValid() && run.endedAt >= input.from && run.startedAt <= input.to;
        if (begun || ended || (!run.endedAt.isValid() && run.state == RunState::Running))
            deployments.append({run, isRollback(run, input.runs)});
    }
    std::ranges::stable_sort(
        deployments, {}, [](const ShiftDigest::Deployment &deployment) { return deployment.run.startedAt; });
    return deployments;
}

} // namespace

ShiftDigest shiftDigest(const ShiftDigestInput &input)
{
    ShiftDigest digest{.workspace = input.workspace, .from = input.from, .to = input.to};
    digest.counts = input.wall.counts;
    for (const AlertGroup &group : input.wall.groups) {
        for (const AlertRow &row : group.rows) {
            if (row.suppressed || row.pending)
                continue;
            (row.care.acknowledgement ? digest.acknowledged : digest.open).append(itemOf(row, group));
        }
    }
    sortItems(digest.open);
    sortItems(digest.acknowledged);
    digest.expiring = expiringOf(input);
    digest.deployments = deploymentsOf(input);
    digest.sources = static_cast<int>(input.wall.sources.size());
    for (const SourceView &source : input.wall.sources) {
        if (isBlind(source.freshness))
            digest.unobservable.append(source);
    }
    return digest;
}

} // namespace opsdeck
