// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/changerunner.h"

#include "app/deploy/planner.h"
#include "backends/async/await.h"
#include "backends/ssh/command.h"

#include <QElapsedTimer>

#include <algorithm>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto healthPollInterval = 1s;
constexpr int steadyPolls = 3; // a container without a health check must be seen running this often

QString outputOf(const ExecResult &result)
{
    const QByteArray &said = result.err.trimmed().isEmpty() ? result.out : result.err;
    return QString::fromUtf8(said.trimmed().right(1500));
}

/// Which command failed, how, and what it said.
Phrase failureOf(const QString &command, const ExecResult &result)
{
    if (result.exitSignal.isEmpty())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: exit status %2\n%3"),
            {command, QString::number(result.exitStatus), outputOf(result)});
    return Phrase(
        QT_TRANSLATE_NOOP("Phrase", "%1: killed by SIG%2\n%3"), {command, result.exitSignal, outputOf(result)});
}

/// The host closed without a word on how the command ended.
bool isUntold(const ExecResult &result)
{
    return result.exitStatus == -1 && result.exitSignal.isEmpty();
}

/// Where the file that is replaced stays, so that a person can put it back.
QString backupPath(const HostChange &change, const RunId &run)
{
    return QStringLiteral("%1.opsdeck-before-%2").arg(composePath(change.directory), run.text().left(8));
}

struct HealthVerdict
{
    enum State
    {
        Starting,
        Running, ///< all run, but not all have a health check
        Healthy,
        Failed,
    };

    State state = Starting;
    Container container; ///< the one that failed

    Phrase reason() const
    {
        if (container.health == Health::Unhealthy)
            return Phrase(QT_TRANSLATE_NOOP("Phrase", "container %1 is unhealthy"), {container.name});
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "container %1 is %2"), {container.name, container.state});
    }
};

HealthVerdict judge(const QList<Container> &containers, qsizetype expected)
{
    bool running = containers.size() >= expected;
    bool checked = true;
    for (const Container &container : containers) {
        if (container.health == Health::Unhealthy || container.state == u"exited" || container.state == u"dead")
            return {HealthVerdict::Failed, container};
        running &= container.state == u"running" && container.health != Health::Starting;
        checked &= container.health == Health::Healthy;
    }
    if (!running)
        return {HealthVerdict::Starting, {}};
    return {checked ? HealthVerdict::Healthy : HealthVerdict::Running, {}};
}

} // namespace

ChangeRunner::ChangeRunner(HostChange change, Host &host, Policies policies, RunJournal &journal)
    : m_change(std::move(change))
    , m_host(host)
    , m_policies(policies)
    , m_journal(journal)
{ }

QCoro::Task<Result<void>> ChangeRunner::run(std::stop_token stop, std::stop_token journalStop)
{
    static constexpr std::array<std::pair<DeployStep, Step>, DeployStepCount> steps{{
        {DeployStep::Pull, &ChangeRunner::pull},
        {DeployStep::Write, &ChangeRunner::write},
        {DeployStep::Up, &ChangeRunner::up},
        {DeployStep::Health, &ChangeRunner::health},
        {DeployStep::Verify, &ChangeRunner::verify},
    }};
    for (const auto &[step, work] : steps) {
        if (m_change.isNoop()) {
            const Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1 runs already"), {m_change.wanted.digest.shortText()});
            const auto skipped
                = co_await m_journal.step(m_change.host, m_change.part, step, StepState::Skipped, why, journalStop);
            if (!skipped)
                co_return skipped;
            continue;
        }
        const auto done = co_await runStep(step, work, stop, journalStop);
        if (!done)
            co_return done;
    }
    co_return Result<void>{};
}

bool ChangeRunner::isAnswer(const Error &error)
{
    if (error.kind == Error::Kind::Timeout)
        return error.status == RemoteGone; // ended by us, and proved to be gone
    return error.kind != Error::Kind::Cancelled && error.kind != Error::Kind::Network;
}

QCoro::Task<Result<void>> ChangeRunner::runStep(
    DeployStep step, Step work, std::stop_token stop, std::stop_token journalStop)
{
    m_step = step;
    const Phrase nothing; // g++ 12 miscompiles a braced temporary in a co_await expression
    const auto started
        = co_await m_journal.step(m_change.host, m_change.part, step, StepState::Running, nothing, journalStop);
    if (!started)
        co_return started;
    const Result<Phrase> worked = co_await (this->*work)(stop);
    StepState state = StepState::Done;
    if (!worked)
        state = isAnswer(worked.error()) ? StepState::Failed : StepState::Unknown;
    const Phrase text = worked ? *worked : worked.error().said();
    const auto ended = co_await m_journal.step(m_change.host, m_change.part, step, state, text, journalStop);
    if (!worked)
        co_return tl::unexpected(worked.error());
    co_return ended;
}

QCoro::Task<Result<Phrase>> ChangeRunner::pull(std::stop_token stop)
{
    const auto pulled = co_await command(pullImage(m_change), stop);
    if (!pulled)
        co_return tl::unexpected(pulled.error());
    co_return Phrase(m_change.wanted.digest.text());
}

QCoro::Task<Result<Phrase>> ChangeRunner::write(std::stop_token stop)
{
    const QString path = composePath(m_change.directory);
    const auto now = co_await m_host.readFile(path, stop);
    if (!now && now.error().kind != Error::Kind::NotFound)
        co_return tl::unexpected(now.error());
    if (now.value_or(QByteArray()) != m_change.composeBefore)
        co_return failure(Error::Kind::Refused, m_change.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 changed since the plan was made; make a new plan"), {path}));
    if (!m_change.composeBefore.isEmpty()) {
        const QString backup = backupPath(m_change, m_journal.run());
        say(QStringLiteral("backup: %1").arg(backup));
        const auto kept = co_await m_host.writeFile(backup, m_change.composeBefore, 0600, stop);
        if (!kept)
            co_return tl::unexpected(kept.error());
    }
    say(QStringLiteral("write: %1").arg(path));
    const auto written = co_await m_host.writeFile(path, m_change.composeAfter, 0600, stop);
    if (!written)
        co_return tl::unexpected(written.error());
    co_return Phrase(path);
}

QCoro::Task<Result<Phrase>> ChangeRunner::up(std::stop_token stop)
{
    const auto tool = co_await composeTool(stop);
    if (!tool)
        co_return tl::unexpected(tool.error());
    const auto started = co_await command(composeUp(*tool, m_change), stop);
    if (!started)
        co_return tl::unexpected(started.error());
    co_return Phrase();
}

QCoro::Task<Result<Phrase>> ChangeRunner::health(std::stop_token stop)
{
    QElapsedTimer waiting;
    waiting.start();
    int steady = 0;
    while (true) {
        const auto containers = co_await ownContainers(stop);
        if (!containers)
            co_return tl::unexpected(containers.error());
        const HealthVerdict verdict = judge(*containers, m_change.services.size());
        if (verdict.state == HealthVerdict::Failed) {
            co_await showContainerLog(verdict.container.id, stop);
            co_return failure(Error::Kind::Refused, m_change.host.text(), verdict.reason());
        }
        steady = verdict.state == HealthVerdict::Running ? steady + 1 : 0;
        if (verdict.state == HealthVerdict::Healthy || steady >= steadyPolls)
            co_return Phrase(
                QT_TRANSLATE_NOOP("Phrase", "healthy after %1 s"), {QString::number(waiting.elapsed() / 1000)});
        if (waiting.hasExpired(std::chrono::milliseconds(m_policies.healthTimeout).count()))
            co_return failure(Error::Kind::Refused, m_change.host.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "not healthy after %1 s"),
                    {QString::number(m_policies.healthTimeout.count())}));
        const auto slept = co_await sleepFor(healthPollInterval, stop);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

QCoro::Task<Result<Phrase>> ChangeRunner::verify(std::stop_token stop)
{
    const auto containers = co_await ownContainers(stop);
    if (!containers)
        co_return tl::unexpected(containers.error());
    for (const Container &container : *containers) {
        if (container.digest != m_change.wanted.digest)
            co_return failure(Error::Kind::BadAnswer, m_change.host.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 runs %2 instead of %3"),
                    {container.name, container.digest.text(), m_change.wanted.digest.text()}));
    }
    if (containers->isEmpty())
        co_return failure(
            Error::Kind::BadAnswer, m_change.host.text(), Phrase(QT_TRANSLATE_NOOP("Phrase", "no container runs")));
    co_return Phrase(QT_TRANSLATE_NOOP("Phrase", "digest verified"));
}

QCoro::Task<Result<void>> ChangeRunner::command(QStringList words, std::stop_token stop)
{
    ExecRequest request;
    request.command = remoteCommand(words);
    request.timeout = m_policies.commandTimeout;
    request.onLine = [this](const QByteArray &line) { say(QString::fromUtf8(line)); };
    const QString shown = QString::fromUtf8(request.command);
    say(QStringLiteral("$ ") + shown);
    const auto result = co_await m_host.exec(request, stop);
    if (!result)
        co_return tl::unexpected(result.error());
    if (isUntold(*result))
        co_return failure(Error::Kind::Network, m_change.host.text(), failureOf(shown, *result));
    if (!result->succeeded())
        co_return failure(Error::Kind::Refused, m_change.host.text(), failureOf(shown, *result), result->exitStatus);
    co_return Result<void>{};
}

QCoro::Task<Result<ComposeTool>> ChangeRunner::composeTool(std::stop_token stop)
{
    for (const ComposeTool tool : {ComposeTool::Plugin, ComposeTool::Standalone}) {
        ExecRequest request;
        request.command = remoteCommand(composeProbe(tool));
        const auto result = co_await m_host.exec(request, stop);
        if (!result)
            co_return tl::unexpected(result.error());
        if (isUntold(*result))
            co_return failure(Error::Kind::Network, m_change.host.text());
        if (result->succeeded())
            co_return tool;
    }
    co_return failure(Error::Kind::Refused, m_change.host.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "neither \"docker compose\" nor \"docker-compose\" works on this host")));
}

QCoro::Task<Result<QList<Container>>> ChangeRunner::ownContainers(std::stop_token stop)
{
    auto all = co_await m_host.containers(stop);
    if (!all)
        co_return all;
    all->removeIf([this](const Container &container) {
        return container.composeProject != m_change.composeProject
            || !m_change.services.contains(container.composeService);
    });
    co_return all;
}

QCoro::Task<void> ChangeRunner::showContainerLog(QString containerId, std::stop_token stop)
{
    ExecRequest request;
    request.command = remoteCommand(containerLog(containerId));
    request.onLine = [this](const QByteArray &line) { say(QStringLiteral("log: ") + QString::fromUtf8(line)); };
    const auto shown = co_await m_host.exec(request, stop);
    if (!shown)
        say(QStringLiteral("the container's log cannot be read: %1").arg(shown.error().detail));
}

void ChangeRunner::say(const QString &line)
{
    m_journal.output(m_change.host, m_change.part, m_step, line);
}

} // namespace opsdeck
