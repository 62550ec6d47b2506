// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gitlabexecutor.h"

#include "app/deploy/gitledgerentries.h"
#include "app/deploy/gitplanner.h"
#include "app/deploy/processowner.h"
#include "backends/async/await.h"

namespace opsdeck {

namespace {

QString shortSha(const QString &sha)
{
    return sha.left(8);
}

} // namespace

GitLabExecutor::GitLabExecutor(Tools tools, Listener listener)
    : m_tools(std::move(tools))
    , m_listener(std::move(listener))
{ }

QCoro::Task<Result<GitRun>> GitLabExecutor::run(
    GitReleasePlan plan, StartRecord checked, RunId id, QString actor, RunStops stops)
{
    if (plan.isNoop())
        co_return failure(Error::Kind::Usage, plan.projectPath,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "these images stand there already: there is nothing to commit")));
    const auto confirmed = co_await confirmGitReality(&m_tools.git, plan, m_tools.now(), stops.wish);
    if (!confirmed)
        co_return tl::unexpected(m_tools.redaction.clean(confirmed.error()));
    LedgerEntry intent = intentEntry(plan, id, actor, processOwner(), &checked);
    intent.detail = m_tools.redaction.cleanJson(intent.detail);
    const auto written = co_await awaitFuture<LedgerEntry>(m_tools.ledger.append(intent), stops.end);
    if (!written)
        co_return tl::unexpected(written.error());
    m_run = GitRun();
    m_run.id = id;
    m_run.plan = plan;
    tell(GitRunEvent::Kind::Begun);
    tell(GitRunEvent::Kind::Edited);
    const Outcome outcome = co_await work(stops);
    co_await finish(outcome, actor, stops.end);
    GitRun ended = m_run;
    co_return ended;
}

QCoro::Task<Result<GitRun>> GitLabExecutor::takeUp(GitRun left, QString actor, RunStops stops)
{
    const auto tag = co_await m_tools.git.findTag(left.plan.project, left.plan.tag, stops.end);
    if (!tag)
        co_return tl::unexpected(m_tools.redaction.clean(tag.error()));
    const LedgerEntry resumed = resumeEntry(left, actor, processOwner());
    const auto written = co_await awaitFuture<LedgerEntry>(m_tools.ledger.append(resumed), stops.end);
    if (!written)
        co_return tl::unexpected(written.error());
    m_run = GitRun();
    m_run.id = left.id;
    m_run.plan = left.plan;
    tell(GitRunEvent::Kind::Begun);
    const Outcome outcome = co_await afterTag(*tag, stops);
    co_await finish(outcome, actor, stops.end);
    GitRun ended = m_run;
    co_return ended;
}

/// The tag is the last thing that a console writes; its message tells whose it is.
QCoro::Task<GitLabExecutor::Outcome> GitLabExecutor::afterTag(std::optional<Tag> tag, RunStops stops)
{
    const QString mark = runMark(m_run.id);
    if (!tag || !hasMark(tag->message, mark))
        co_return Outcome{RunState::Interrupted,
            Phrase(QT_TRANSLATE_NOOP("Phrase",
                       "the console ended before tag %1 was made, so no pipeline ran; a commit may stand on %2: look "
                       "there for \"%3\""),
                {m_run.plan.tag, m_run.plan.branch, mark})};
    tell(GitRunEvent::Kind::Committed, [&tag](GitRunEvent &event) { event.commit = tag->commit; });
    tell(GitRunEvent::Kind::Tagged, [&tag](GitRunEvent &event) { event.tag = tag->name; });
    co_return co_await follow(stops);
}

QCoro::Task<GitLabExecutor::Outcome> GitLabExecutor::work(RunStops stops)
{
    const auto notCommitted = co_await commitFiles(stops);
    if (notCommitted)
        co_return *notCommitted;
    const auto notTagged = co_await tagCommit(stops);
    if (notTagged)
        co_return *notTagged;
    co_return co_await follow(stops);
}

QCoro::Task<std::optional<GitLabExecutor::Outcome>> GitLabExecutor::commitFiles(RunStops stops)
{
    if (stops.wish.stop_requested() || stops.end.stop_requested())
        co_return Outcome{
            RunState::Cancelled, Phrase(QT_TRANSLATE_NOOP("Phrase", "cancelled before anything was committed"))};
    tell(GitRunEvent::Kind::Committing);
    GitCommitOrder order;
    order.project = m_run.plan.project;
    order.branch = m_run.plan.branch;
    order.head = m_run.plan.head;
    order.message = commitMessage(m_run.plan, m_run.id);
    order.mark = runMark(m_run.id);
    order.files = m_run.plan.files;
    // Not by a wish: a request that was cut off leaves nobody knowing.
    const auto made = co_await m_tools.git.commit(order, stops.end);
    if (!made)
        co_return outcomeOf(made.error());
    tell(GitRunEvent::Kind::Committed, [&made](GitRunEvent &event) { event.commit = made->sha; });
    if (made->parents != QStringList{m_run.plan.head})
        // Our files were as planned, or the server would have refused; but other files came in with the branch.
        co_return Outcome{RunState::Failed,
            Phrase(
                QT_TRANSLATE_NOOP("Phrase",
                    "%1 moved while the commit was made: %2 stands on %3 and not on %4, as planned. It was not tagged; "
                    "look at what came in between, and make a new plan"),
                {m_run.plan.branch, shortSha(made->sha), shortSha(made->parents.value(0)), shortSha(m_run.plan.head)})};
    co_return std::optional<Outcome>();
}

QCoro::Task<std::optional<GitLabExecutor::Outcome>> GitLabExecutor::tagCommit(RunStops stops)
{
    if (stops.wish.stop_requested())
        co_return Outcome{RunState::Cancelled,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "cancelled; commit %1 stays on %2 and was not tagged"),
                {shortSha(m_run.commit), m_run.plan.branch})};
    tell(GitRunEvent::Kind::Tagging);
    GitTagOrder order;
    order.project = m_run.plan.project;
    order.name = m_run.plan.tag;
    order.commit = m_run.commit;
    order.message = commitMessage(m_run.plan, m_run.id);
    const auto made = co_await m_tools.git.tag(order, stops.end);
    if (!made) {
        Outcome outcome = outcomeOf(made.error());
        outcome.text = Phrase(QT_TRANSLATE_NOOP("Phrase", "commit %1 stays on %2; the tag: %3"),
            {shortSha(m_run.commit), m_run.plan.branch, outcome.text.plain()});
        co_return outcome;
    }
    tell(GitRunEvent::Kind::Tagged, [&made](GitRunEvent &event) { event.tag = made->name; });
    co_return std::optional<Outcome>();
}

Phrase GitLabExecutor::wordsOf(const Error &error)
{
    return error.said().isEmpty() ? Phrase(QT_TRANSLATE_NOOP("Phrase", "the program was closed")) : error.said();
}

GitLabExecutor::Outcome GitLabExecutor::outcomeOf(const Error &error)
{
    const bool isUnsure = error.status == WriteMayHaveHappened;
    return {isUnsure ? RunState::Interrupted : RunState::Failed, wordsOf(error)};
}

QCoro::Task<void> GitLabExecutor::finish(Outcome outcome, QString actor, std::stop_token stop)
{
    tell(GitRunEvent::Kind::Ended, [&outcome](GitRunEvent &event) {
        event.state = outcome.state;
        event.text = outcome.text;
    });
    LedgerEntry entry = resultEntry(m_run, actor);
    entry.detail = m_tools.redaction.cleanJson(entry.detail);
    // Handed over before the wait, so it is written also while everything stops.
    const auto written = co_await awaitFuture<LedgerEntry>(m_tools.ledger.append(entry), stop);
    if (!written && written.error().kind != Error::Kind::Cancelled)
        m_run.unrecorded = written.error().said();
}

void GitLabExecutor::tell(GitRunEvent::Kind kind, const std::function<void(GitRunEvent &)> &fill)
{
    GitRunEvent event;
    event.run = m_run.id;
    event.sequence = m_run.sequence + 1;
    event.at = QDateTime::currentDateTimeUtc();
    event.kind = kind;
    if (fill)
        fill(event);
    event.text = m_tools.redaction.clean(event.text);
    apply(m_run, event);
    if (m_listener)
        m_listener(event);
}

void GitLabExecutor::note(const Phrase &text)
{
    const Phrase clean = m_tools.redaction.clean(text);
    if (m_run.note != clean) // the same thing at every look is said once
        tell(GitRunEvent::Kind::Note, [&clean](GitRunEvent &event) { event.text = clean; });
}

} // namespace opsdeck
