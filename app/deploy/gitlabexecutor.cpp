// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gitlabexecutor.h"

#include "app/deploy/gitledgerentries.h"
#include "app/deploy/gitplanner.h"
#include "app/deploy/processowner.h"
#include "backends/async/await.h"

#include <algorithm>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr int LogLines = 20;

QString shortSha(const QString &sha)
{
    return sha.left(8);
}

QString secondsOf(std::chrono::milliseconds time)
{
    return QString::number(std::chrono::ceil<std::chrono::seconds>(time).count());
}

QString numberOf(const GitPipeline &pipeline)
{
    const QString number = QString::number(pipeline.row.id);
    return pipeline.row.webUrl.isEmpty() ? number : QStringLiteral("%1 (%2)").arg(number, pipeline.row.webUrl);
}

/// Asking again cannot help: we are not let in, or it is gone.
bool isFinal(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Unauthorised:
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::Tls:
    case Error::Kind::Usage:
    case Error::Kind::Cancelled:
        return true;
    default:
        return false;
    }
}

Phrase wordsOf(const Error &error)
{
    return error.said().isEmpty() ? Phrase(QT_TRANSLATE_NOOP("Phrase", "the program was closed")) : error.said();
}

/// Words for what waits for a click in GitLab; empty = nothing does.
Phrase waitsForPeople(const GitPipeline &pipeline)
{
    if (pipeline.row.status != u"manual")
        return {};
    QStringList names;
    for (const Job &job : pipeline.row.jobs) {
        if (job.status == u"manual")
            names.append(job.name);
    }
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 waits for a person to start: %2"),
        {numberOf(pipeline), names.join(QStringLiteral(", "))});
}

} // namespace

/// What is remembered between two looks at the server.
struct GitLabExecutor::Watch
{
    QElapsedTimer whole;
    QElapsedTimer answered; ///< since the last good answer
    QElapsedTimer wished; ///< since a person wanted it to end; invalid = nobody did
    bool isCancelSent = false;
    std::chrono::milliseconds pause{0};
};

GitLabExecutor::GitLabExecutor(Tools tools, Listener listener)
    : m_tools(std::move(tools))
    , m_listener(std::move(listener))
{ }

QCoro::Task<Result<GitRun>> GitLabExecutor::run(GitReleasePlan plan, RunId id, QString actor, RunStops stops)
{
    if (plan.isNoop())
        co_return failure(Error::Kind::Usage, plan.projectPath,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "these images stand there already: there is nothing to commit")));
    const auto confirmed = co_await confirmGitReality(&m_tools.git, plan, m_tools.now(), stops.wish);
    if (!confirmed)
        co_return tl::unexpected(m_tools.redaction.clean(confirmed.error()));
    LedgerEntry intent = intentEntry(plan, id, actor, processOwner());
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

QCoro::Task<GitLabExecutor::Outcome> GitLabExecutor::follow(RunStops stops)
{
    Watch watch;
    watch.whole.start();
    watch.answered.start();
    watch.pause = m_tools.polling.first;
    while (true) {
        const auto ended = co_await look(&watch, stops.end);
        if (ended)
            co_return *ended;
        const auto stuck = co_await passOnWish(&watch, stops);
        if (stuck)
            co_return *stuck;
        if (const auto late = overdue(watch))
            co_return *late;
        // A wish ends the sleep, once.
        const std::stop_token wakes = watch.wished.isValid() ? stops.end : stops.wish;
        const auto slept = co_await sleepFor(watch.pause, wakes);
        if (!slept && stops.end.stop_requested())
            co_return brokenOff(Phrase(QT_TRANSLATE_NOOP("Phrase", "the program was closed")));
    }
}

QCoro::Task<std::optional<GitLabExecutor::Outcome>> GitLabExecutor::look(Watch *watch, std::stop_token stop)
{
    const GitPolling &polling = m_tools.polling;
    const auto now = co_await ask(stop);
    if (!now) {
        if (isFinal(now.error()) || watch->answered.hasExpired(polling.silence.count()))
            co_return brokenOff(wordsOf(now.error()));
        note(Phrase(
            QT_TRANSLATE_NOOP("Phrase", "GitLab does not answer at the moment: %1"), {now.error().said().plain()}));
        const auto longest = std::chrono::milliseconds(std::max<qint64>(polling.most.count(), 1));
        watch->pause = std::clamp(std::chrono::milliseconds(now.error().retryAfter), watch->pause, 4 * longest);
        co_return std::optional<Outcome>();
    }
    watch->answered.restart();
    const bool isNews = now->has_value() && m_run.pipeline != *now;
    watch->pause = isNews || watch->wished.isValid() ? polling.first : std::min(watch->pause * 3 / 2, polling.most);
    if (!isNews)
        co_return std::optional<Outcome>();
    tell(GitRunEvent::Kind::Pipeline, [&now](GitRunEvent &event) { event.pipeline = **now; });
    if (isGitEnd((*now)->row.status)) {
        const GitPipeline pipeline = **now;
        co_return co_await endOf(pipeline, stop);
    }
    if (const Phrase people = waitsForPeople(**now); !people.isEmpty())
        note(people);
    co_return std::optional<Outcome>();
}

QCoro::Task<Result<std::optional<GitPipeline>>> GitLabExecutor::ask(std::stop_token stop)
{
    const qint64 project = m_run.plan.project;
    qint64 id = m_run.pipeline ? m_run.pipeline->row.id : 0;
    if (id == 0) {
        const auto found = co_await m_tools.git.findPipeline(project, m_run.plan.tag, m_run.commit, stop);
        if (!found)
            co_return tl::unexpected(found.error());
        if (!*found)
            co_return std::optional<GitPipeline>();
        id = (*found)->id;
    }
    auto pipeline = co_await m_tools.git.pipeline(project, id, stop);
    if (!pipeline)
        co_return tl::unexpected(pipeline.error());
    pipeline->yamlErrors = m_tools.redaction.clean(pipeline->yamlErrors);
    co_return std::optional<GitPipeline>(*std::move(pipeline));
}

QCoro::Task<std::optional<GitLabExecutor::Outcome>> GitLabExecutor::passOnWish(Watch *watch, RunStops stops)
{
    if (!stops.wish.stop_requested() || stops.end.stop_requested())
        co_return std::optional<Outcome>();
    if (!watch->wished.isValid()) {
        watch->wished.start();
        watch->pause = m_tools.polling.first;
    }
    if (watch->isCancelSent || !m_run.pipeline) // one may yet appear, and is cancelled then
        co_return std::optional<Outcome>();
    const auto sent = co_await m_tools.git.cancelPipeline(m_run.plan.project, m_run.pipeline->row.id, stops.end);
    if (!sent)
        co_return brokenOff(Phrase(QT_TRANSLATE_NOOP("Phrase", "it could not be cancelled, so it may go on: %1"),
            {sent.error().said().plain()}));
    watch->isCancelSent = true;
    co_return std::optional<Outcome>();
}

std::optional<GitLabExecutor::Outcome> GitLabExecutor::overdue(const Watch &watch) const
{
    const GitPolling &polling = m_tools.polling;
    if (watch.wished.isValid() && watch.wished.hasExpired(polling.cancelled.count())) {
        if (!m_run.pipeline)
            return brokenOff(Phrase(QT_TRANSLATE_NOOP("Phrase", "no pipeline appeared that could be cancelled")));
        return brokenOff(Phrase(QT_TRANSLATE_NOOP("Phrase", "it was asked to end and still is %1 after %2 s"),
            {m_run.pipeline->row.status, secondsOf(polling.cancelled)}));
    }
    if (!m_run.pipeline && watch.whole.hasExpired(std::min(polling.appear, polling.whole).count()))
        return Outcome{RunState::Failed,
            Phrase(QT_TRANSLATE_NOOP("Phrase",
                       "no pipeline for tag %1 appeared within %2 s; has the .gitlab-ci.yml of %3 jobs for tags? One "
                       "that comes later is not followed"),
                {m_run.plan.tag, secondsOf(polling.appear), m_run.plan.projectPath})};
    if (watch.whole.hasExpired(polling.whole.count()))
        return brokenOff(Phrase(QT_TRANSLATE_NOOP("Phrase", "it still is %1 after %2 s"),
            {m_run.pipeline->row.status, secondsOf(polling.whole)}));
    return std::nullopt;
}

QCoro::Task<GitLabExecutor::Outcome> GitLabExecutor::endOf(GitPipeline pipeline, std::stop_token stop)
{
    Outcome outcome{runStateOf(pipeline.row.status), {}};
    if (outcome.state == RunState::Failed)
        outcome.text = co_await whyFailed(pipeline, stop);
    else if (outcome.state == RunState::Cancelled)
        outcome.text = Phrase(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 was cancelled"), {numberOf(pipeline)});
    co_return outcome;
}

QCoro::Task<Phrase> GitLabExecutor::whyFailed(GitPipeline pipeline, std::stop_token stop)
{
    const QString number = numberOf(pipeline);
    if (!pipeline.yamlErrors.isEmpty())
        co_return Phrase(
            QT_TRANSLATE_NOOP("Phrase", "GitLab could not make pipeline %1: %2"), {number, pipeline.yamlErrors});
    if (pipeline.row.status == u"skipped")
        co_return Phrase(QT_TRANSLATE_NOOP("Phrase", "GitLab skipped pipeline %1: nothing was deployed"), {number});
    const auto failed = co_await m_tools.git.failedJobs(m_run.plan.project, pipeline.row.id, stop);
    if (!failed)
        co_return Phrase(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 failed; its jobs cannot be read: %2"),
            {number, failed.error().said().plain()});
    const auto job = std::ranges::find_if(*failed, [](const GitFailedJob &each) { return !each.mayFail; });
    if (job == failed->end())
        co_return Phrase(QT_TRANSLATE_NOOP("Phrase", "pipeline %1 failed without a failed job"), {number});
    const GitFailedJob culprit = *job;
    const auto log = co_await m_tools.git.jobLogTail(m_run.plan.project, culprit.row.id, LogLines, stop);
    co_return Phrase(QT_TRANSLATE_NOOP("Phrase", "pipeline %1: job %2 (stage %3) failed: %4\n%5"),
        {number, culprit.row.name, culprit.row.stage, culprit.reason,
            log ? log->join(u'\n') : QStringLiteral("(%1)").arg(log.error().said().plain())});
}

GitLabExecutor::Outcome GitLabExecutor::brokenOff(const Phrase &why) const
{
    if (!m_run.pipeline)
        return {RunState::Interrupted,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %1 was made; nobody knows what became of it: %2"),
                {m_run.plan.tag, why.plain()})};
    return {RunState::Interrupted,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "nobody knows how pipeline %1 ended: %2"),
            {numberOf(*m_run.pipeline), why.plain()})};
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
