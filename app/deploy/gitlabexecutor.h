// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/checkpoint.h"
#include "app/deploy/gates.h"
#include "models/domain/redaction.h"
#include "models/ports/gitwriter.h"
#include "models/ports/store.h"

#include <QElapsedTimer>

#include <functional>

namespace opsdeck {

/// How a pipeline is followed. Every wait has an end.
struct GitPolling
{
    std::chrono::milliseconds first{2'000}; ///< between two looks; grows by half each time nothing changed, to
    std::chrono::milliseconds most{15'000};
    std::chrono::milliseconds appear{300'000}; ///< until a pipeline for the tag has to be there
    std::chrono::milliseconds whole{4 * 3'600'000}; ///< until it has to have ended, people's clicks included
    std::chrono::milliseconds silence{600'000}; ///< without one good answer
    std::chrono::milliseconds cancelled{120'000}; ///< from a person's wish until it has to have ended
};

/// Deploys by way of a compose repository: confirms the plan, writes the intent to the ledger, commits, tags, follows
/// the pipeline to its end, and writes the result. Role, workspace freezes, lease and checks are the caller's; the
/// freeze periods of the project are looked at here. I/O thread; one run at a time; the references outlive it, and it
/// outlives its tasks.
class GitLabExecutor
{
public:
    using Listener = std::function<void(const GitRunEvent &)>;

    struct Tools
    {
        GitWriter &git;
        Ledger &ledger;
        Redaction redaction{}; ///< no secret is in an event or in the ledger: a job's log may hold some
        GitPolling polling{};
        std::function<QDateTime()> now = [] { return QDateTime::currentDateTimeUtc(); }; ///< for freeze periods
    };

    GitLabExecutor(Tools tools, Listener listener);

    /// An error where nothing was begun: Refused with the differences, Usage, or the ledger could not be written. Else
    /// how it ended: Interrupted where nobody knows. A wish ends it between two writes, and once there is a pipeline by
    /// cancelling that; a commit or tag that was made stays. `checked` goes into the ledger with the intent.
    QCoro::Task<Result<GitRun>> run(GitReleasePlan plan, StartRecord checked, RunId id, QString actor, RunStops stops);
    /// A run whose console is gone, see leftOpen(): looks how far it came, and follows its pipeline to the end. Commits
    /// and tags nothing. An error where GitLab or the ledger cannot be asked: then the run stays open.
    QCoro::Task<Result<GitRun>> takeUp(GitRun left, QString actor, RunStops stops);

private:
    struct Outcome
    {
        RunState state = RunState::Done;
        Phrase text;
    };
    struct Watch;

    QCoro::Task<Outcome> work(RunStops stops);
    QCoro::Task<std::optional<Outcome>> commitFiles(RunStops stops);
    QCoro::Task<std::optional<Outcome>> tagCommit(RunStops stops);
    QCoro::Task<Outcome> afterTag(std::optional<Tag> tag, RunStops stops);
    QCoro::Task<Outcome> follow(RunStops stops);
    QCoro::Task<std::optional<Outcome>> look(Watch *watch, std::stop_token stop);
    QCoro::Task<Result<std::optional<GitPipeline>>> ask(std::stop_token stop);
    QCoro::Task<std::optional<Outcome>> passOnWish(Watch *watch, RunStops stops);
    QCoro::Task<Outcome> endOf(GitPipeline pipeline, std::stop_token stop);
    QCoro::Task<Phrase> whyFailed(GitPipeline pipeline, std::stop_token stop);
    QCoro::Task<void> finish(Outcome outcome, QString actor, std::stop_token stop);
    std::optional<Outcome> overdue(const Watch &watch) const;
    Outcome brokenOff(const Phrase &why) const;
    static Outcome outcomeOf(const Error &error);
    static Phrase wordsOf(const Error &error);

    void tell(GitRunEvent::Kind kind, const std::function<void(GitRunEvent &)> &fill = {});
    void note(const Phrase &text);

    const Tools m_tools;
    const Listener m_listener;
    GitRun m_run; ///< the one that is worked on
};

} // namespace opsdeck
