// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/gitlab/gitlabsim.h"

namespace opsdeck::sim {

/// A GitLab that can also be written to: files, commits, tags, the pipelines that come of tags, job logs, freeze
/// periods. Branches, tags and pipelines are the rows of GitLabSim; a branch begins with push().
class GitLabWriteSim : public GitLabSim
{
public:
    using GitLabSim::GitLabSim;
    using Files = QMap<QString, QByteArray>; ///< by path

    struct Commit
    {
        QString sha;
        QString parent; ///< empty = the first
        QString message;
        Files files; ///< the whole tree
        QMap<QString, QString> touched; ///< by path: the commit that changed it last
    };
    struct Freeze
    {
        QString start;
        QString end;
        QString zone = QStringLiteral("UTC");
    };

    /// Somebody commits; a file without content is deleted. Answers the commit.
    QString push(const QString &project, const QString &branch, const Files &changes, const QString &message);
    QString head(const QString &project, const QString &branch);
    QByteArray file(const QString &project, const QString &branch, const QString &path);
    QList<Commit> log(const QString &project, const QString &branch); ///< newest first

    /// Set: as with a .gitlab-ci.yml that has jobs for tags.
    bool tagsMakePipelines = true;
    /// What a new pipeline looks like; its number, ref and commit are filled in.
    gitlab::PipelineRow nextPipeline;
    /// Before each look at one pipeline: lets time pass in it.
    std::function<void(gitlab::PipelineRow &)> onLook;
    /// Before each commit that comes in, as if somebody had been faster.
    std::function<void()> onCommit;
    QMap<qint64, QByteArray> logs; ///< by job
    QList<Freeze> freezes;
    QString cancelledStatus = QStringLiteral("canceled"); ///< what a cancel leads to

protected:
    HttpAnswer answer(const HttpRequest &request) override;

private:
    std::optional<HttpAnswer> written(
        const HttpRequest &request, gitlab::ProjectRow &project, const QByteArrayList &rest);
    std::optional<HttpAnswer> repository(
        const HttpRequest &request, gitlab::ProjectRow &project, const QByteArrayList &rest);
    HttpAnswer fileAt(const gitlab::ProjectRow &project, const QString &path, const QString &ref) const;
    HttpAnswer commitList(const gitlab::ProjectRow &project, const QString &branch) const;
    HttpAnswer commitFiles(const HttpRequest &request, gitlab::ProjectRow &project);
    HttpAnswer makeTag(const HttpRequest &request, gitlab::ProjectRow &project);
    HttpAnswer cancel(gitlab::PipelineRow &pipeline, const gitlab::ProjectRow &project) const;
    HttpAnswer freezeList() const;
    const Commit *commitAt(const gitlab::ProjectRow &project, const QString &ref) const;
    QString add(gitlab::ProjectRow &project, const QString &branch, const Files &files, const QString &message);

    QHash<QString, Commit> m_commits; ///< by sha
    qint64 m_lastPipeline = 100;
};

} // namespace opsdeck::sim
