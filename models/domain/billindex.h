// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/container.h"
#include "models/domain/gitlab.h"
#include "models/domain/phrase.h"
#include "models/domain/workspace.h"

#include <tl/expected.hpp>

namespace opsdeck {

/// What the cache knows of tags, pipelines and images.
struct BillRows
{
    QList<Connection> connections; ///< tell which registry an image names
    QList<Project> projects;
    QList<Branch> branches;
    QList<Tag> tags;
    QList<Release> releases;
    QList<Pipeline> pipelines;
    QList<MergeRequest> mergeRequests;
    QList<Artifact> artifacts;
    QHash<Digest, QStringList> revisions; ///< commits that images say they were built from: labels or annotations
};

/// The commits that running images name by their labels, each once. Labels of a container can be set beside the image.
QHash<Digest, QStringList> revisionsOf(const QList<Container> &containers);

struct TagFact
{
    enum Presence
    {
        Unknown, ///< no tags of the project are known
        Absent, ///< others are, this one is not among them
        Exists,
    };

    Presence presence = Unknown;
    QString commit; ///< may be empty
    QDateTime date; ///< of the commit, else of the release; may be invalid

    bool operator==(const TagFact &) const = default;
};

/// Answers what bills ask, from rows alone; made once for many questions. Where rows do not tell, it says why.
class BillIndex
{
public:
    template <typename T> using Answer = tl::expected<T, Phrase>;
    using ProjectKey = std::pair<SourceId, qint64>;

    BillIndex() = default;
    explicit BillIndex(const BillRows &rows);

    Answer<ProjectKey> project(const QString &path) const;
    TagFact tag(const ProjectKey &project, const QString &name) const;
    /// The newest tag whose commit the rows place on the branch: its head, a pipeline that ran for it, or what was
    /// merged into it. None where a newer tag may be on it too.
    Answer<QString> newestTagOn(const ProjectKey &project, const QString &branch) const;
    QList<Pipeline> pipelines(const ProjectKey &project) const { return m_pipelines.value(project); }
    QList<MergeRequest> mergeRequests(const ProjectKey &project) const { return m_mergeRequests.value(project); }

    /// Of the registry that the image names; of all where none of the connected ones has that address.
    QList<Artifact> artifacts(const ImageRef &image) const;
    /// Whether a polled registry holds it, so that what is not known there does not exist.
    bool isPolled(const ImageRef &image) const;
    Answer<Digest> digestOf(const ImageRef &image, const QString &tag) const;
    QStringList revisions(const Digest &digest) const { return m_revisions.value(digest); }

private:
    QSet<QString> commitsOf(const ProjectKey &project, const QString &branch, bool onIt) const;
    QList<Tag> tagsOf(const ProjectKey &project) const;
    QDateTime dateOf(const ProjectKey &project, const Tag &tag) const;
    Answer<Tag> newestOf(const ProjectKey &project, const QList<Tag> &tags) const;
    void addRegistries(const QList<Connection> &connections);

    QHash<QString, QList<ProjectKey>> m_projects; ///< by path
    QHash<ProjectKey, QString> m_paths;
    QHash<ProjectKey, QList<Branch>> m_branches;
    QHash<ProjectKey, QList<Tag>> m_tags;
    QHash<ProjectKey, QList<Release>> m_releases;
    QHash<ProjectKey, QList<Pipeline>> m_pipelines;
    QHash<ProjectKey, QList<MergeRequest>> m_mergeRequests;
    QHash<QString, QList<Artifact>> m_artifacts; ///< by repository
    QMultiHash<QString, SourceId> m_registries; ///< by host and port
    QSet<SourceId> m_polled;
    QHash<Digest, QStringList> m_revisions;
};

} // namespace opsdeck
