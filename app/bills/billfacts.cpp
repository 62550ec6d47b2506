// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bills/billfacts.h"

#include "backends/async/await.h"

#include <limits>

namespace opsdeck {

namespace {

constexpr int All = std::numeric_limits<int>::max();

/// Silent now, or never asked: a host without a record, too.
QList<HostId> blindHosts(const Workspace &workspace, const QList<SourceRecord> &records)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QHash<SourceId, Freshness> known;
    for (const SourceRecord &record : records)
        known.insert(record.id, freshnessOf(record, now));
    QList<HostId> blind;
    for (const HostSpec &host : workspace.hosts) {
        if (isBlind(known.value(sourceOf(host.id), Freshness::Never)))
            blind.append(host.id);
    }
    return blind;
}

/// What one project adds to the rows.
QCoro::Task<Result<BillRows>> rowsOf(Cache *cache, Project project, std::stop_token stop)
{
    BillRows rows;
    const auto tags = co_await awaitFuture(cache->tags(project.source, project.id), stop);
    if (!tags)
        co_return tl::unexpected(tags.error());
    const auto releases = co_await awaitFuture(cache->releases(project.source, project.id), stop);
    if (!releases)
        co_return tl::unexpected(releases.error());
    const auto pipelines = co_await awaitFuture(cache->pipelines(project.source, project.id, All), stop);
    if (!pipelines)
        co_return tl::unexpected(pipelines.error());
    const auto merges = co_await awaitFuture(cache->mergeRequests(project.source, project.id, All), stop);
    if (!merges)
        co_return tl::unexpected(merges.error());
    rows.tags = *tags;
    rows.releases = *releases;
    rows.pipelines = *pipelines;
    rows.mergeRequests = *merges;
    co_return rows;
}

} // namespace

QCoro::Task<Result<BillFacts>> readBillFacts(
    const Workspace *workspace, Cache *cache, QSet<QString> paths, std::stop_token stop)
{
    BillFacts facts;
    const auto projects = co_await awaitFuture(cache->projects(), stop);
    if (!projects)
        co_return tl::unexpected(projects.error());
    const auto artifacts = co_await awaitFuture(cache->artifacts(), stop);
    if (!artifacts)
        co_return tl::unexpected(artifacts.error());
    const auto containers = co_await awaitFuture(cache->containers(), stop);
    if (!containers)
        co_return tl::unexpected(containers.error());
    const auto sources = co_await awaitFuture(cache->sources(), stop);
    if (!sources)
        co_return tl::unexpected(sources.error());
    for (const Project &project : *projects) {
        if (!paths.contains(project.path))
            continue;
        const auto rows = co_await rowsOf(cache, project, stop);
        if (!rows)
            co_return tl::unexpected(rows.error());
        facts.rows.tags += rows->tags;
        facts.rows.releases += rows->releases;
        facts.rows.pipelines += rows->pipelines;
        facts.rows.mergeRequests += rows->mergeRequests;
    }
    facts.rows.connections = workspace->connections;
    facts.rows.projects = *projects;
    facts.rows.artifacts = *artifacts;
    facts.rows.revisions = revisionsOf(*containers);
    facts.containers = *containers;
    facts.blind = blindHosts(*workspace, *sources);
    co_return facts;
}

QSet<QString> projectsOf(const Product &product)
{
    QSet<QString> paths;
    for (const ProductModule &module : product.modules)
        paths.insert(module.project);
    paths.remove(QString());
    return paths;
}

QSet<QString> projectsOf(const QList<Bill> &bills)
{
    QSet<QString> paths;
    for (const Bill &bill : bills) {
        for (const BillModule &module : bill.modules)
            paths.insert(module.project);
    }
    paths.remove(QString());
    return paths;
}

} // namespace opsdeck
