// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/error.h"
#include "models/domain/freeze.h"
#include "models/domain/gitlab.h"
#include "models/domain/image.h"
#include "models/domain/linediff.h"

#include <QMap>

#include <optional>

namespace opsdeck {

// A deployment by way of a compose repository: image lines are edited, committed and tagged, and the server's own
// pipeline does the work.

/// Which services of one compose file get which images.
struct GitFileImages
{
    QString path; ///< in the repository: deploy/docker-compose.yml
    QMap<QString, ImageRef> images; ///< by compose service; pinned by digest

    bool operator==(const GitFileImages &) const = default;
};

/// What a person asks for. One repository, one commit, one tag.
struct GitReleaseOrder
{
    ProductId product;
    QString version;
    EnvironmentId environment;
    SourceId source; ///< the GitLab
    QString project; ///< path of the compose repository: shop/compose
    QString branch;
    QString tagPattern = QStringLiteral("{product}-{version}-{environment}"); ///< see gitTagName
    QList<GitFileImages> files;
    QString createdBy;
    QString reason; ///< of a rollback; stands in the commit message

    bool operator==(const GitReleaseOrder &) const = default;
};

/// One compose file: what stands there and what will.
struct GitFileEdit
{
    QString path;
    QMap<QString, ImageRef> images;
    QByteArray before;
    QByteArray after;
    QString lastCommit; ///< the one that changed the file last, as the plan found it

    bool isNoop() const { return before == after; }
    bool operator==(const GitFileEdit &) const = default;
};

/// A frozen value: once it is shown to a person, only exactly this is committed.
struct GitReleasePlan
{
    ProductId product;
    QString version;
    EnvironmentId environment;
    SourceId source;
    qint64 project = 0;
    QString projectPath;
    QString branch;
    QString head; ///< the branch's commit, as the plan found it
    QString tag;
    QList<GitFileEdit> files;
    QString reason;
    QString createdBy;
    QDateTime createdAt;

    bool isNoop() const; ///< these images stand there already
    bool operator==(const GitReleasePlan &) const = default;
};

/// Canonical JSON, the same bytes for the same plan.
QByteArray toJson(const GitReleasePlan &plan);
/// Nothing where the text is no plan.
std::optional<GitReleasePlan> gitPlanFromJson(const QByteArray &json);
/// SHA-256 of what will be done (not of who made the plan and when), 64 hex digits.
QString planHash(const GitReleasePlan &plan);

/// A folded diff of one file.
QList<DiffLine> diffOf(const GitFileEdit &edit);

/// Kind Usage where an order cannot be followed: an image without digest, a path that leaves the repository, …
Result<void> checkOrder(const GitReleaseOrder &order);
/// Relative, without empty, "." and ".." parts, control characters and .git.
bool isRepositoryPath(const QString &path);
/// By git's own rules for the name of a branch or tag (git check-ref-format).
bool isGitRefName(const QString &name);
/// {product}, {version} and {environment} filled in; Usage for any other place and for what git takes for no name.
Result<QString> gitTagName(
    const QString &pattern, const ProductId &product, const QString &version, const EnvironmentId &environment);

/// By this line a commit or tag is recognised as that of one run, after an answer was lost.
QString runMark(const RunId &run);
/// Product, version, environment, reason, plan hash and mark. Nothing of it can switch the pipeline off or pass for a
/// line of its own.
QString commitMessage(const GitReleasePlan &plan, const RunId &run);
/// Whether a message has this mark as a line.
bool hasMark(const QString &message, const QString &mark);

/// A pipeline with its jobs, and why GitLab could not make it.
struct GitPipeline
{
    Pipeline row;
    QString yamlErrors;

    bool operator==(const GitPipeline &) const = default;
};

/// Whether nothing more happens in a pipeline or job of this status. Unknown words are not the end.
bool isGitEnd(const QString &status);
/// How a run ends whose pipeline has ended so.
RunState runStateOf(const QString &endStatus);

struct GitStage
{
    QString name;
    QString status; ///< of its jobs: failed, canceled, running, pending, manual, success, …
    int ended = 0;
    int jobs = 0;

    bool operator==(const GitStage &) const = default;
};
/// In the order of the jobs.
QList<GitStage> stagesOf(const QList<Job> &jobs);

struct GitRunEvent
{
    enum class Kind
    {
        Begun, ///< the intent is in the ledger
        Edited, ///< reality is as the plan found it, the new files are ready
        Committing, ///< from here on the commit may be there
        Committed,
        Tagging,
        Tagged,
        Pipeline, ///< it was found, or something of it changed
        Note, ///< something that a person should know meanwhile
        Ended
    };

    RunId run;
    qint64 sequence = 0; ///< 1, 2, 3 …
    QDateTime at; ///< UTC
    Kind kind = Kind::Begun;
    QString commit;
    QString tag;
    GitPipeline pipeline;
    RunState state = RunState::Running; ///< of Ended
    Phrase text; ///< of Note; why it ended so

    bool operator==(const GitRunEvent &) const = default;
};

/// A run as it stands: folded from its plan and its events.
struct GitRun
{
    RunId id;
    GitReleasePlan plan;
    RunState state = RunState::Running; ///< Interrupted: nobody knows how it ended
    GitRunEvent::Kind reached = GitRunEvent::Kind::Begun; ///< the last step before the end
    QString commit; ///< empty = none, or see mayHaveCommitted
    QString tag; ///< empty = none, or see mayHaveTagged
    std::optional<GitPipeline> pipeline;
    QDateTime startedAt;
    QDateTime endedAt;
    Phrase failure;
    Phrase note; ///< the last one
    Phrase unrecorded; ///< why the end does not stand in the ledger; empty = it does
    /// After a green pipeline, the places (host and module) that run another digest than was meant; nothing = the hosts
    /// have not told.
    std::optional<QStringList> otherwise;
    qint64 sequence = 0; ///< of the last event

    bool mayHaveCommitted() const { return commit.isEmpty() && reached == GitRunEvent::Kind::Committing; }
    bool mayHaveTagged() const { return tag.isEmpty() && reached == GitRunEvent::Kind::Tagging; }
    bool operator==(const GitRun &) const = default;
};

/// Events of another run, repeated ones and those after the end change nothing.
void apply(GitRun &run, const GitRunEvent &event);
GitRun foldGitRun(const RunId &id, const GitReleasePlan &plan, const QList<GitRunEvent> &events);

/// A time in which a project's owners want no deployment, as GitLab has it.
struct GitFreezePeriod
{
    QString start; ///< cron
    QString end; ///< cron
    QString zone; ///< cron_timezone; empty = UTC

    bool operator==(const GitFreezePeriod &) const = default;
};
/// Of one environment. Usage where a rule or zone cannot be read: then nobody knows whether it is on.
Result<FreezeWindow> freezeWindowOf(const GitFreezePeriod &period, const EnvironmentId &environment);

} // namespace opsdeck
