// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/billindex.h"

#include "models/domain/versionorder.h"

#include <QUrl>

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;
using ProjectKey = BillIndex::ProjectKey;

template <typename T> QHash<ProjectKey, QList<T>> byProject(const QList<T> &rows)
{
    QHash<ProjectKey, QList<T>> sorted;
    for (const T &row : rows)
        sorted[{row.source, row.project}].append(row);
    return sorted;
}

QString authorityOf(const QString &url)
{
    const QUrl parsed(url);
    const QString port = parsed.port() < 0 ? QString() : u':' + QString::number(parsed.port());
    return parsed.host().toLower() + port;
}

const Tag *named(const QList<Tag> &tags, const QString &name)
{
    const auto it = std::find_if(tags.cbegin(), tags.cend(), [&](const Tag &tag) { return tag.name == name; });
    return it == tags.cend() ? nullptr : &*it;
}

} // namespace

QHash<Digest, QStringList> revisionsOf(const QList<Container> &containers)
{
    QHash<Digest, QStringList> revisions;
    for (const Container &container : containers) {
        for (const QString &label : {u"org.opencontainers.image.revision"_s, u"org.label-schema.vcs-ref"_s}) {
            const QString revision = container.labels.value(label).trimmed();
            if (!container.digest.isEmpty() && !revision.isEmpty() && !revisions[container.digest].contains(revision))
                revisions[container.digest].append(revision);
        }
    }
    return revisions;
}

BillIndex::BillIndex(const BillRows &rows)
    : m_branches(byProject(rows.branches))
    , m_tags(byProject(rows.tags))
    , m_releases(byProject(rows.releases))
    , m_pipelines(byProject(rows.pipelines))
    , m_mergeRequests(byProject(rows.mergeRequests))
    , m_revisions(rows.revisions)
{
    for (const Project &row : rows.projects) {
        const ProjectKey key(row.source, row.id);
        if (!m_projects[row.path].contains(key))
            m_projects[row.path].append(key);
        m_paths.insert(key, row.path);
    }
    for (const Artifact &artifact : rows.artifacts)
        m_artifacts[artifact.repository].append(artifact);
    addRegistries(rows.connections);
}

void BillIndex::addRegistries(const QList<Connection> &connections)
{
    for (const Connection &connection : connections) {
        const QString authority = authorityOf(connection.url);
        if ((connection.kind == u"harbor" || connection.kind == u"registry") && !authority.isEmpty())
            m_registries.insert(authority, connection.id);
        if (connection.kind == u"harbor") // a plain registry is asked on demand
            m_polled.insert(connection.id);
    }
}

BillIndex::Answer<ProjectKey> BillIndex::project(const QString &path) const
{
    if (path.isEmpty())
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "the module names no GitLab project")));
    const QList<ProjectKey> keys = m_projects.value(path);
    if (keys.isEmpty())
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "no GitLab project %1 is known"), {path}));
    if (keys.size() > 1)
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "several GitLab servers have a project %1"), {path}));
    return keys.first();
}

/// Releases tell tags only where the tags themselves were never read: a release outlives its tag.
QList<Tag> BillIndex::tagsOf(const ProjectKey &project) const
{
    QList<Tag> tags = m_tags.value(project);
    if (!tags.isEmpty())
        return tags;
    for (const Release &release : m_releases.value(project))
        tags.append({release.source, release.project, release.tag, release.commit, {}, {}});
    return tags;
}

QDateTime BillIndex::dateOf(const ProjectKey &project, const Tag &tag) const
{
    if (tag.committedAt.isValid())
        return tag.committedAt;
    for (const Release &release : m_releases.value(project)) {
        if (release.tag == tag.name)
            return release.releasedAt;
    }
    return {};
}

TagFact BillIndex::tag(const ProjectKey &project, const QString &name) const
{
    const QList<Tag> tags = tagsOf(project);
    if (tags.isEmpty())
        return {};
    const Tag *found = named(tags, name);
    return found ? TagFact{TagFact::Exists, found->commit, dateOf(project, *found)} : TagFact{TagFact::Absent, {}, {}};
}

/// Commits that rows place on the branch, or on any other.
QSet<QString> BillIndex::commitsOf(const ProjectKey &project, const QString &branch, bool onIt) const
{
    QSet<QString> commits;
    const auto add = [&](const QString &where, const QString &commit) {
        if (!commit.isEmpty() && (where == branch) == onIt)
            commits.insert(commit);
    };
    QSet<QString> tags;
    for (const Tag &tag : tagsOf(project))
        tags.insert(tag.name);
    for (const Branch &row : m_branches.value(project))
        add(row.name, row.commit);
    for (const Pipeline &row : m_pipelines.value(project)) {
        // Pipelines of tags and merge requests are on no branch; a tag with a branch's name hides which one ran.
        if (!tags.contains(row.ref) && !row.ref.startsWith(u"refs/") && row.origin != u"merge_request_event")
            add(row.ref, row.sha);
    }
    for (const MergeRequest &row : m_mergeRequests.value(project)) {
        if (row.state == u"merged")
            add(row.targetBranch, row.mergeCommit);
    }
    return commits;
}

/// Among tags of one commit the highest version.
BillIndex::Answer<Tag> BillIndex::newestOf(const ProjectKey &project, const QList<Tag> &tags) const
{
    Tag newest = tags.first();
    for (const Tag &tag : tags.mid(1)) {
        const QDateTime date = dateOf(project, tag);
        const QDateTime until = dateOf(project, newest);
        const bool isSameCommit = tag.commit == newest.commit;
        if (!isSameCommit && (!date.isValid() || !until.isValid() || date == until))
            return tl::unexpected(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "which of the tags %1 and %2 is newer is not known"),
                    {newest.name, tag.name}));
        if (isSameCommit ? isLowerVersion(newest.name, tag.name) : date > until)
            newest = tag;
    }
    return newest;
}

BillIndex::Answer<QString> BillIndex::newestTagOn(const ProjectKey &project, const QString &branch) const
{
    const QSet<QString> here = commitsOf(project, branch, true);
    const QSet<QString> elsewhere = commitsOf(project, branch, false);
    QList<Tag> onBranch;
    QList<Tag> anywhere;
    for (const Tag &tag : tagsOf(project)) {
        if (here.contains(tag.commit))
            onBranch.append(tag);
        else if (!elsewhere.contains(tag.commit))
            anywhere.append(tag);
    }
    if (onBranch.isEmpty())
        return tl::unexpected(Phrase(
            QT_TRANSLATE_NOOP("Phrase", "no tag of %1 is known to be on branch %2"), {m_paths.value(project), branch}));
    const Answer<Tag> newest = newestOf(project, onBranch);
    if (!newest)
        return tl::unexpected(newest.error());
    const QDateTime date = dateOf(project, *newest);
    for (const Tag &tag : std::as_const(anywhere)) {
        const QDateTime other = dateOf(project, tag);
        if (!date.isValid() || !other.isValid() || other >= date)
            return tl::unexpected(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %1 may be newer than %2, and its branch is not known"),
                    {tag.name, newest->name}));
    }
    return newest->name;
}

QList<Artifact> BillIndex::artifacts(const ImageRef &image) const
{
    const QList<SourceId> registries = m_registries.values(image.registry.toLower());
    QList<Artifact> found;
    for (const Artifact &artifact : m_artifacts.value(image.repository)) {
        if (registries.isEmpty() || registries.contains(artifact.source))
            found.append(artifact);
    }
    return found;
}

bool BillIndex::isPolled(const ImageRef &image) const
{
    const QList<SourceId> registries = m_registries.values(image.registry.toLower());
    return !registries.isEmpty() && std::all_of(registries.cbegin(), registries.cend(), [this](const SourceId &source) {
        return m_polled.contains(source);
    });
}

BillIndex::Answer<Digest> BillIndex::digestOf(const ImageRef &image, const QString &tag) const
{
    if (image.repository.isEmpty())
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "the module names no image")));
    if (const auto tagged = ImageRef::parse(image.withTag(tag).text()); !tagged || tagged->tag != tag)
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 cannot be the tag of an image"), {tag}));
    const QList<Artifact> known = artifacts(image);
    if (known.isEmpty())
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "no images of %1 are known"), {image.name()}));
    QSet<Digest> digests;
    for (const Artifact &artifact : known) {
        if (artifact.tags.contains(tag) && !artifact.digest.isEmpty())
            digests.insert(artifact.digest);
    }
    if (digests.isEmpty())
        return tl::unexpected(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no image with tag %2"), {image.name(), tag}));
    if (digests.size() > 1)
        return tl::unexpected(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %2 of %1 stands for several images"), {image.name(), tag}));
    return *digests.cbegin();
}

} // namespace opsdeck
