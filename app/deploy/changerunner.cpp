// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/changerunner.h"

#include "app/deploy/hostdrains.h"
#include "app/deploy/planner.h"
#include "app/deploy/stepwords.h"
#include "backends/async/await.h"
#include "backends/ssh/command.h"

#include <QElapsedTimer>

#include <algorithm>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto healthPollInterval = 1s;
constexpr int steadyPolls = 3; // a container without a health check must be seen running this often

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

ChangeRunner::ChangeRunner(HostChange change, Rollout rollout, Host &host, const RunTools &tools, RunJournal &journal)
    : m_change(std::move(change))
    , m_rollout(std::move(rollout))
    , m_host(host)
    , m_tools(tools)
    , m_journal(journal)
{ }

ChangeRunner::Step ChangeRunner::workOf(DeployStep step)
{
    static constexpr std::array<Step, DeployStepCount> works{&ChangeRunner::pull, &ChangeRunner::drain,
        &ChangeRunner::write, &ChangeRunner::up, &ChangeRunner::health, &ChangeRunner::verify, &ChangeRunner::gate,
        &ChangeRunner::undrain};
    return works.at(static_cast<size_t>(step));
}

QCoro::Task<Result<void>> ChangeRunner::run(QList<DeployStep> steps, RunStops stops)
{
    for (const DeployStep step : steps) {
        if (m_change.isNoop()) {
            const Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1 runs already"), {m_change.wanted.digest.shortText()});
            const auto skipped
                = co_await m_journal.step(m_change.host, m_change.part, step, StepState::Skipped, why, stops.end);
            if (!skipped)
                co_return skipped;
            continue;
        }
        const auto done = co_await runStep(step, stops);
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

QCoro::Task<Result<void>> ChangeRunner::runStep(DeployStep step, RunStops stops)
{
    m_step = step;
    const Phrase nothing; // g++ 12 miscompiles a braced temporary in a co_await expression
    const auto started
        = co_await m_journal.step(m_change.host, m_change.part, step, StepState::Running, nothing, stops.end);
    if (!started)
        co_return started;
    const Step work = workOf(step);
    const Result<Phrase> worked = co_await (this->*work)(stops);
    StepState state = StepState::Done;
    if (!worked)
        state = isAnswer(worked.error()) ? StepState::Failed : StepState::Unknown;
    const Phrase text = worked ? *worked : toldOf(worked.error());
    const auto ended = co_await m_journal.step(m_change.host, m_change.part, step, state, text, stops.end);
    if (!worked)
        co_return tl::unexpected(worked.error());
    co_return ended;
}

QCoro::Task<Result<Phrase>> ChangeRunner::pull(RunStops stops)
{
    const auto pulled = co_await command(pullImage(m_change), stops);
    if (!pulled && pulled.error().kind != Error::Kind::Refused)
        co_return tl::unexpected(pulled.error());
    if (!pulled) {
        const bool isThere = co_await hasImage(stops);
        if (!isThere)
            co_return tl::unexpected(pulled.error());
    }
    co_return Phrase(m_change.wanted.digest.text());
}

/// A digest names the same image wherever it lies: what the registry has lost may still be here.
QCoro::Task<bool> ChangeRunner::hasImage(RunStops stops)
{
    ExecRequest request;
    request.command = remoteCommand(findImage(m_change));
    request.cancel = stops.wish;
    const auto result = co_await m_host.exec(request, stops.end);
    co_return result && result->succeeded() && result->out.contains(m_change.wanted.digest.text().toUtf8());
}

QCoro::Task<Result<Phrase>> ChangeRunner::drain(RunStops stops)
{
    Phrase said;
    if (!m_rollout.balancer.isEmpty()) {
        const auto drained = co_await moveInBalancer(true, stops);
        if (!drained)
            co_return drained;
        said = *drained;
    }
    if (m_rollout.drain.isEmpty())
        co_return said;
    co_return co_await commandForHost(m_rollout.drain, stops);
}

QCoro::Task<Result<Phrase>> ChangeRunner::undrain(RunStops stops)
{
    if (!m_rollout.undrain.isEmpty()) {
        const auto done = co_await commandForHost(m_rollout.undrain, stops);
        if (!done)
            co_return done;
    }
    if (m_rollout.balancer.isEmpty())
        co_return Phrase();
    co_return co_await moveInBalancer(false, stops);
}

QCoro::Task<Result<Phrase>> ChangeRunner::moveInBalancer(bool isOut, RunStops stops)
{
    if (!m_tools.drains)
        co_return failure(Error::Kind::Usage, m_rollout.balancer);
    auto task = isOut ? m_tools.drains->drain(m_rollout.balancer, m_change.host, stops.wish)
                      : m_tools.drains->undrain(m_rollout.balancer, m_change.host, stops.wish);
    const auto moved = co_await task;
    if (moved)
        say(moved->plain());
    co_return moved;
}

QCoro::Task<Result<Phrase>> ChangeRunner::commandForHost(QStringList words, RunStops stops)
{
    const auto done = co_await command(withHost(words, m_change.host, m_change.address), stops);
    if (!done)
        co_return tl::unexpected(done.error());
    co_return Phrase();
}

QCoro::Task<Result<Phrase>> ChangeRunner::gate(RunStops stops)
{
    Phrase last;
    for (const RolloutGate &one : m_rollout.gates) {
        const auto passed = co_await passGate(one, m_change, &m_host, m_tools.gates, stops);
        if (!passed)
            co_return tl::unexpected(passed.error());
        last = *passed;
        say(last.plain());
    }
    co_return last;
}

QCoro::Task<Result<Phrase>> ChangeRunner::write(RunStops stops)
{
    const QString path = composePath(m_change.directory);
    const auto now = co_await m_host.readFile(path, stops.wish);
    if (!now && now.error().kind != Error::Kind::NotFound)
        co_return tl::unexpected(now.error());
    if (now && *now == m_change.composeAfter)
        co_return Phrase(path); // as an attempt before this one left it
    if (now.value_or(QByteArray()) != m_change.composeBefore)
        co_return failure(Error::Kind::Refused, m_change.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 changed since the plan was made; make a new plan"), {path}));
    if (!m_change.composeBefore.isEmpty()) {
        const QString backup = backupPath(m_change, m_journal.run());
        say(QStringLiteral("backup: %1").arg(backup));
        const auto kept = co_await m_host.writeFile(backup, m_change.composeBefore, 0600, stops.wish);
        if (!kept)
            co_return tl::unexpected(kept.error());
    }
    say(QStringLiteral("write: %1").arg(path));
    const auto written = co_await m_host.writeFile(path, m_change.composeAfter, 0600, stops.wish);
    if (!written)
        co_return tl::unexpected(written.error());
    co_return Phrase(path);
}

QCoro::Task<Result<Phrase>> ChangeRunner::up(RunStops stops)
{
    const auto tool = co_await composeTool(stops);
    if (!tool)
        co_return tl::unexpected(tool.error());
    const auto started = co_await command(composeUp(*tool, m_change), stops);
    if (!started)
        co_return tl::unexpected(started.error());
    co_return Phrase();
}

QCoro::Task<Result<Phrase>> ChangeRunner::health(RunStops stops)
{
    QElapsedTimer waiting;
    waiting.start();
    int steady = 0;
    while (true) {
        const auto containers = co_await ownContainers(stops);
        if (!containers)
            co_return tl::unexpected(containers.error());
        const HealthVerdict verdict = judge(*containers, m_change.services.size());
        if (verdict.state == HealthVerdict::Failed) {
            co_await showContainerLog(verdict.container.id, stops);
            co_return failure(Error::Kind::Refused, m_change.host.text(), verdict.reason());
        }
        steady = verdict.state == HealthVerdict::Running ? steady + 1 : 0;
        if (verdict.state == HealthVerdict::Healthy || steady >= steadyPolls)
            co_return Phrase(
                QT_TRANSLATE_NOOP("Phrase", "healthy after %1 s"), {QString::number(waiting.elapsed() / 1000)});
        if (waiting.hasExpired(std::chrono::milliseconds(m_tools.policies.healthTimeout).count()))
            co_return failure(Error::Kind::Refused, m_change.host.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "not healthy after %1 s"),
                    {QString::number(m_tools.policies.healthTimeout.count())}));
        const auto slept = co_await sleepFor(healthPollInterval, stops.wish);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

QCoro::Task<Result<Phrase>> ChangeRunner::verify(RunStops stops)
{
    const auto containers = co_await ownContainers(stops);
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

QCoro::Task<Result<void>> ChangeRunner::command(QStringList words, RunStops stops)
{
    ExecRequest request;
    request.command = remoteCommand(words);
    request.cancel = stops.wish;
    request.timeout = m_tools.policies.commandTimeout;
    request.onLine = [this](const QByteArray &line) { say(QString::fromUtf8(line)); };
    const QString shown = QString::fromUtf8(request.command);
    say(QStringLiteral("$ ") + shown);
    const auto result = co_await m_host.exec(request, stops.end);
    if (!result)
        co_return tl::unexpected(result.error());
    if (isUntold(*result))
        co_return failure(Error::Kind::Network, m_change.host.text(), failureOf(shown, *result));
    if (!result->succeeded())
        co_return failure(Error::Kind::Refused, m_change.host.text(), failureOf(shown, *result), result->exitStatus);
    co_return Result<void>{};
}

QCoro::Task<Result<ComposeTool>> ChangeRunner::composeTool(RunStops stops)
{
    for (const ComposeTool tool : {ComposeTool::Plugin, ComposeTool::Standalone}) {
        ExecRequest request;
        request.command = remoteCommand(composeProbe(tool));
        const auto result = co_await m_host.exec(request, stops.end);
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

QCoro::Task<Result<QList<Container>>> ChangeRunner::ownContainers(RunStops stops)
{
    auto all = co_await m_host.containers(stops.wish);
    if (!all)
        co_return all;
    all->removeIf([this](const Container &container) {
        return container.composeProject != m_change.composeProject
            || !m_change.services.contains(container.composeService);
    });
    co_return all;
}

QCoro::Task<void> ChangeRunner::showContainerLog(QString containerId, RunStops stops)
{
    ExecRequest request;
    request.command = remoteCommand(containerLog(containerId));
    request.onLine = [this](const QByteArray &line) { say(QStringLiteral("log: ") + QString::fromUtf8(line)); };
    const auto shown = co_await m_host.exec(request, stops.end);
    if (!shown)
        say(QStringLiteral("the container's log cannot be read: %1").arg(shown.error().detail));
}

void ChangeRunner::say(const QString &line)
{
    m_journal.output(m_change.host, m_change.part, m_step, line);
}

} // namespace opsdeck
