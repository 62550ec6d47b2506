// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/sshhost.h"

#include "backends/ssh/command.h"
#include "backends/ssh/forward.h"
#include "backends/ssh/opensession.h"
#include "backends/ssh/scripts.h"

#include <sys/socket.h>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype ExecOutLimit = 256 * 1024;
constexpr qsizetype FileLimit = 16 * 1024 * 1024;

ExecRequest shellRequest(const QString &script, const QStringList &arguments)
{
    ExecRequest request;
    request.command = remoteCommand(
        QStringList{QStringLiteral("sh"), QStringLiteral("-c"), script, QStringLiteral("sh")} + arguments);
    return request;
}

// What a script on the host said when it failed.
tl::unexpected<Error> scriptFailure(const ExecResult &result, const QString &origin)
{
    const QString words = QString::fromUtf8(result.err).trimmed();
    const bool denied = words.contains(QStringLiteral("Permission denied"));
    return failure(denied ? Error::Kind::Forbidden : Error::Kind::Refused, origin,
        words.isEmpty() ? result.exitSignal : words, result.exitStatus);
}

} // namespace

QCoro::Task<Result<void>> Gate::enter(std::stop_token stop)
{
    if (m_free > 0) {
        --m_free;
        co_return Result<void>();
    }
    Completion<void> turn(stop);
    m_queue.append(turn);
    co_return co_await turn;
}

void Gate::leave()
{
    while (!m_queue.isEmpty()) {
        const auto next = m_queue.takeFirst();
        if (next.isFinished())
            continue;
        next.finish({});
        return;
    }
    ++m_free;
}

SshHost::SshHost(HostSpec spec, http::Client &http, SecretStore &secrets, Gate &connectGate)
    : m_spec(std::move(spec))
    , m_secrets(secrets)
    , m_connectGate(connectGate)
    , m_docker(http, engineEndpoint(), m_spec.id)
{ }

QCoro::Task<Result<std::shared_ptr<SshSession>>> SshHost::session(std::stop_token stop)
{
    if (m_session && m_session->isUsable())
        co_return std::shared_ptr(m_session); // QCoro 0.8 moves what it is given, members too
    Completion<std::shared_ptr<SshSession>> ready(stop);
    m_waiting.append(ready);
    if (!m_connecting)
        m_scope.start(&SshHost::connect, this);
    co_return co_await ready;
}

QCoro::Task<void> SshHost::connect(SshHost *self, std::stop_token stop)
{
    self->m_connecting = true;
    Result<std::shared_ptr<SshSession>> opened = failure(Error::Kind::Cancelled, self->m_spec.id.text());
    const auto entered = co_await self->m_connectGate.enter(stop);
    if (entered) {
        opened = co_await openSession(self->m_spec, &self->m_secrets, stop);
        self->m_connectGate.leave();
    }
    self->m_connecting = false;
    self->m_session = opened ? *opened : nullptr;
    const auto waiting = std::exchange(self->m_waiting, {});
    for (const auto &waiter : waiting)
        waiter.finish(opened);
}

QCoro::Task<Result<ExecOutcome>> SshHost::run(ExecRequest request, qsizetype outLimit, std::stop_token stop)
{
    if (request.command.isEmpty())
        co_return failure(Error::Kind::Usage, m_spec.id.text(), QStringLiteral("A command with a NUL cannot be sent"));
    const auto entered = co_await m_commandGate.enter(stop);
    if (!entered)
        co_return tl::unexpected(entered.error());
    auto outcome = co_await runConnected(request, outLimit, stop);
    m_commandGate.leave();
    co_return outcome;
}

QCoro::Task<Result<ExecOutcome>> SshHost::runConnected(ExecRequest request, qsizetype outLimit, std::stop_token stop)
{
    // An idle connection may turn out to be dead only when it is used; a command that was not sent may go again.
    for (int attempt = 0;; ++attempt) {
        const auto connected = co_await session(stop);
        if (!connected)
            co_return tl::unexpected(connected.error());
        qint64 processGroup = 0;
        auto outcome = co_await runCommand(*connected, request, outLimit, &processGroup, stop);
        if (!outcome && processGroup > 0 && (*connected)->isUsable() && !m_scope.token().stop_requested())
            m_scope.start(&SshHost::endRemote, *connected, processGroup);
        if (outcome || outcome.error().status != Unsent)
            co_return outcome;
        if ((*connected)->isUsable() || attempt > 0) {
            outcome.error().status = 0;
            co_return outcome;
        }
    }
}

QCoro::Task<void> SshHost::endRemote(std::shared_ptr<SshSession> session, qint64 processGroup, std::stop_token stop)
{
    const ExecRequest request = shellRequest(scripts::endGroup(), {QString::number(processGroup)});
    qint64 own = 0;
    const auto ended = co_await runCommand(session, request, ExecOutLimit, &own, stop);
    if (!ended)
        logFailure("A remote command may still run:", tl::unexpected(ended.error()));
}

QCoro::Task<Result<ExecResult>> SshHost::exec(ExecRequest request, std::stop_token stop)
{
    auto outcome = co_await run(request, ExecOutLimit, stop);
    if (!outcome)
        co_return tl::unexpected(outcome.error());
    co_return std::move(outcome->result);
}

QCoro::Task<Result<QByteArray>> SshHost::readFile(QString path, std::stop_token stop)
{
    const ExecRequest request = shellRequest(scripts::readFile(), {path});
    auto outcome = co_await run(request, FileLimit, stop);
    if (!outcome)
        co_return tl::unexpected(outcome.error());
    const QString origin = m_spec.id.text() + u':' + path;
    if (outcome->result.exitStatus == scripts::Missing)
        co_return failure(Error::Kind::NotFound, origin);
    if (!outcome->result.succeeded())
        co_return scriptFailure(outcome->result, origin);
    if (outcome->outTotal > FileLimit)
        co_return failure(Error::Kind::BadAnswer, origin, QStringLiteral("The file is larger than 16 MB"));
    co_return std::move(outcome->result.out);
}

QCoro::Task<Result<void>> SshHost::writeFile(QString path, QByteArray content, int mode, std::stop_token stop)
{
    ExecRequest request
        = shellRequest(scripts::writeFile(), {path, QString::number(mode & 07777, 8), QString::number(content.size())});
    request.input = content;
    const auto outcome = co_await run(request, ExecOutLimit, stop);
    if (!outcome)
        co_return tl::unexpected(outcome.error());
    const QString origin = m_spec.id.text() + u':' + path;
    if (outcome->result.exitStatus == scripts::IsFolder)
        co_return failure(Error::Kind::Refused, origin, QStringLiteral("There is a folder of this name"));
    if (outcome->result.exitStatus == scripts::Truncated)
        co_return failure(Error::Kind::Network, origin, QStringLiteral("Not all of the content arrived"));
    if (!outcome->result.succeeded())
        co_return scriptFailure(outcome->result, origin);
    co_return Result<void>();
}

http::Endpoint SshHost::engineEndpoint()
{
    http::Endpoint endpoint;
    endpoint.name = m_spec.id.text();
    endpoint.baseUrl = "http://docker";
    endpoint.maxConnections = 2;
    endpoint.dial = [this] { return dialEngine(); };
    return endpoint;
}

int SshHost::dialEngine()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    m_scope.start(&SshHost::forward, this, std::make_shared<FileDescriptor>(ends[1]));
    return ends[0];
}

QCoro::Task<void> SshHost::forward(SshHost *self, std::shared_ptr<FileDescriptor> local, std::stop_token stop)
{
    self->m_forwardError.reset();
    const auto connected = co_await self->session(stop);
    if (!connected) {
        self->m_forwardError = connected.error();
        co_return;
    }
    const auto ended = co_await forwardToUnixSocket(*connected, std::move(*local), self->m_spec.dockerSocket, stop);
    if (!ended)
        self->m_forwardError = ended.error();
}

// The HTTP client only sees a connection that closes; we know why.
template <typename T> Result<T> SshHost::withForwardError(Result<T> answer) const
{
    if (!answer && answer.error().kind == Error::Kind::Network && m_forwardError)
        return tl::unexpected(*m_forwardError);
    return answer;
}

QCoro::Task<Result<QList<Container>>> SshHost::containers(std::stop_token stop)
{
    const auto connected = co_await session(stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    co_return withForwardError(co_await m_docker.containers(stop));
}

QCoro::Task<Result<EngineState>> SshHost::engineState(std::stop_token stop)
{
    const auto connected = co_await session(stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    co_return withForwardError(co_await m_docker.state(stop));
}

QCoro::Task<Result<SourceIdentity>> SshHost::engineIdentity(std::stop_token stop)
{
    const auto connected = co_await session(stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    co_return withForwardError(co_await m_docker.identity(stop));
}

} // namespace opsdeck
