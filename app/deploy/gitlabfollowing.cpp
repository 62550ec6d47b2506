// SPDX-License-Identifier: GPL-3.0-or-later
// The half of the executor that writes nothing: it follows the pipeline.
#include "app/deploy/gitlabexecutor.h"
#include "backends/async/await.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int LogLines = 20;

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

} // namespace opsdeck
