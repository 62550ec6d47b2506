// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/partrows.h"

#include "app/deploy/beside.h"

namespace opsdeck {

namespace {

constexpr int ProjectsAtATime = 16;
constexpr int PipelinesOfAProject = 1000; // the newest: what is older was deployed long ago

struct ProjectRows
{
    QList<Tag> tags;
    QList<Release> releases;
    QList<Pipeline> pipelines;
};

QCoro::Task<Result<ProjectRows>> readProject(Cache *cache, Project project, Asking asking, std::stop_token stop)
{
    const SourceId source = project.source;
    const auto askedTags = fromStore(asking, cache->tags(source, project.id), stop);
    const auto askedReleases = fromStore(asking, cache->releases(source, project.id), stop);
    const auto askedPipelines = fromStore(asking, cache->pipelines(source, project.id, PipelinesOfAProject), stop);
    const auto tags = co_await askedTags;
    const auto releases = co_await askedReleases;
    const auto pipelines = co_await askedPipelines;
    if (!tags)
        co_return tl::unexpected(tags.error());
    if (!releases)
        co_return tl::unexpected(releases.error());
    if (!pipelines)
        co_return tl::unexpected(pipelines.error());
    const ProjectRows rows{*tags, *releases, *pipelines};
    co_return rows;
}

QCoro::Task<void> addProjects(
    PartRows *all, Cache *cache, QList<ProductModule> modules, Asking asking, std::stop_token stop)
{
    const auto known = co_await fromStore(asking, cache->projects(), stop);
    if (!known) {
        all->noProjects = whyFailed(known.error());
        co_return;
    }
    QSet<QString> paths;
    for (const ProductModule &part : modules)
        paths.insert(part.project);
    for (const Project &project : *known) {
        if (paths.contains(project.path))
            all->rows.projects.append(project);
    }
    const QList<Project> projects = all->rows.projects;
    const auto ask = [cache, asking](const Project &project, std::stop_token token) {
        return readProject(cache, project, asking, std::move(token));
    };
    const auto answers = co_await beside<ProjectRows>(projects, ProjectsAtATime, ask, stop);
    for (qsizetype i = 0; i < projects.size(); ++i) {
        const Result<ProjectRows> &answer = answers.at(i);
        if (!answer) {
            all->unread.insert(projects.at(i).path, whyFailed(answer.error()));
            continue;
        }
        all->rows.tags += answer->tags;
        all->rows.releases += answer->releases;
        all->rows.pipelines += answer->pipelines;
    }
}

} // namespace

QCoro::Task<PartRows> readPartRows(
    const Workspace *workspace, Cache *cache, QList<ProductModule> modules, Asking asking, std::stop_token stop)
{
    PartRows all;
    all.rows.connections = workspace->connections;
    const auto askedArtifacts = fromStore(asking, cache->artifacts(), stop);
    const auto askedContainers = fromStore(asking, cache->containers(), stop);
    const auto projects = addProjects(&all, cache, modules, asking, stop);
    const auto artifacts = co_await askedArtifacts;
    const auto containers = co_await askedContainers;
    co_await projects;
    if (artifacts)
        all.rows.artifacts = *artifacts;
    else
        all.noArtifacts = whyFailed(artifacts.error());
    if (containers)
        all.rows.revisions = revisionsOf(*containers);
    else
        all.noRevisions = whyFailed(containers.error());
    co_return all;
}

} // namespace opsdeck
