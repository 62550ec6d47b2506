// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/sshhost.h"

#include "backends/async/await.h"
#include "backends/ssh/command.h"
#include "backends/ssh/scripts.h"

#include <QUuid>

#include <sys/socket.h>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype ExecOutLimit = 256 * 1024;
constexpr int MostTries = 6; // for a channel
constexpr auto FirstPause = 25ms;
constexpr qsizetype FileLimit = 16 * 1024 * 1024;
constexpr qsizetype GreetingLimit = 64 * 1024; // of a login shell, before what was asked for

// What a script on the host said when it failed.
tl::unexpected<Error> scriptFailure(const ExecResult &result, const QString &origin)
{
    const QString words = QString::fromUtf8(result.err).trimmed();
    const bool denied = words.contains(QStringLiteral("Permission denied"));
    const auto kind = denied ? Error::Kind::Forbidden : Error::Kind::Refused;
    const QStringList told{origin, words.isEmpty() ? result.exitSignal : words};
    if (words.contains(QStringLiteral("No space left on device")))
        return failure(kind, origin,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: %2\nMake room on that disk of the host, then try again"), told),
            result.exitStatus);
    return failure(kind, origin, Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: %2"), told), result.exitStatus);
}

} // namespace

SshHost::SshHost(HostSpec spec, http::Client &http, SshContext &context)
    : m_spec(std::move(spec))
    , m_context(context)
    , m_connection(
          m_spec.id.text(), [this](ProgramQuestions &questions) { return m_context.resolve(m_spec, questions); },
          context)
    , m_docker(http, engineEndpoint(), m_spec.id)
{ }

QCoro::Task<Result<ExecOutcome>> SshHost::run(ExecRequest request, qsizetype outLimit, std::stop_token stop)
{
    if (request.command.isEmpty())
        co_return failure(Error::Kind::Usage, m_spec.id.text(), QStringLiteral("A command with a NUL cannot be sent"));
    for (int tries = 0;; ++tries) {
        const auto entered = co_await m_commandGate.enter(stop);
        if (!entered)
            co_return tl::unexpected(entered.error());
        GatePlace place(m_commandGate);
        auto outcome = co_await runConnected(request, outLimit, stop);
        if (outcome || outcome.error().status != Unsent)
            co_return outcome;
        // No channel: the host allows fewer commands at a time than we thought (MaxSessions), or has not yet cleared
        // away the last one.
        outcome.error().status = 0;
        if (tries == MostTries)
            co_return outcome;
        if (m_commandGate.inside() > 1)
            m_commandGate.limit(m_commandGate.inside() - 1);
        place.leave();
        const auto rested = co_await sleepFor(FirstPause * (1 << tries), stop);
        if (!rested)
            co_return tl::unexpected(rested.error());
    }
}

QCoro::Task<Result<ExecOutcome>> SshHost::runConnected(ExecRequest request, qsizetype outLimit, std::stop_token stop)
{
    std::stop_source either;
    const auto pass = [&either] { either.request_stop(); };
    const std::stop_callback onStop(stop, pass);
    const std::stop_callback onCancel(request.cancel, pass);
    // An idle connection may turn out to be dead only when it is used; a command that was not sent may go again.
    for (int attempt = 0;; ++attempt) {
        const auto connected = co_await m_connection.session(either.get_token());
        if (!connected)
            co_return tl::unexpected(connected.error());
        qint64 processGroup = 0;
        auto outcome = co_await runCommand(*connected, request, outLimit, &processGroup, either.get_token());
        if (outcome)
            co_return outcome;
        const bool unsent = outcome.error().status == Unsent;
        if (!unsent && (stop.stop_requested() || m_scope.token().stop_requested())) {
            if (processGroup > 0 && (*connected)->isUsable() && !m_scope.token().stop_requested())
                m_scope.start(&SshHost::endRemote, *connected, processGroup);
            co_return outcome;
        }
        if (!unsent) {
            auto settled = co_await settle(*connected, processGroup, outcome.error(), stop);
            co_return tl::unexpected(std::move(settled));
        }
        if ((*connected)->isUsable() || attempt > 0)
            co_return outcome;
    }
}

QCoro::Task<Error> SshHost::settle(
    std::shared_ptr<SshSession> session, qint64 processGroup, Error error, std::stop_token stop)
{
    const bool ours = error.kind == Error::Kind::Cancelled || error.kind == Error::Kind::Timeout;
    if (!ours)
        co_return error;
    const auto ended = co_await endGroup(session, processGroup, stop);
    error.status = ended ? RemoteGone : RemoteMayRun;
    if (error.detail.isEmpty())
        error.detail = ended ? QStringLiteral("The command was ended; nothing of it is left on the host")
                             : QStringLiteral("The command may still run on the host: ") + ended.error().detail;
    co_return error;
}

QCoro::Task<void> SshHost::endRemote(std::shared_ptr<SshSession> session, qint64 processGroup, std::stop_token stop)
{
    logFailure("A remote command may still run:", co_await endGroup(session, processGroup, stop));
}

QCoro::Task<Result<ExecResult>> SshHost::exec(ExecRequest request, std::stop_token stop)
{
    auto outcome = co_await run(request, request.outLimit, stop);
    if (!outcome)
        co_return tl::unexpected(outcome.error());
    co_return std::move(outcome->result);
}

QCoro::Task<Result<QByteArray>> SshHost::readFile(QString path, std::stop_token stop)
{
    const QString mark = QStringLiteral("opsdeck-file ") + QUuid::createUuid().toString(QUuid::Id128);
    const ExecRequest request = shellRequest(scripts::readFile(), {path, mark});
    const qsizetype limit = FileLimit + GreetingLimit;
    auto outcome = co_await run(request, limit, stop);
    if (!outcome)
        co_return tl::unexpected(outcome.error());
    const QString origin = m_spec.id.text() + u':' + path;
    if (outcome->result.exitStatus == scripts::Missing)
        co_return failure(Error::Kind::NotFound, origin);
    if (!outcome->result.succeeded())
        co_return scriptFailure(outcome->result, origin);
    if (outcome->outTotal > limit)
        co_return failure(Error::Kind::BadAnswer, origin, QStringLiteral("The file is larger than 16 MB"));
    // The login shell may have greeted before.
    const QByteArray line = mark.toLatin1() + '\n';
    const qsizetype begin = outcome->result.out.indexOf(line);
    if (begin < 0)
        co_return failure(Error::Kind::BadAnswer, origin, QStringLiteral("The host did not say where the file begins"));
    QByteArray content = outcome->result.out.mid(begin + line.size());
    co_return content;
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
    RemoteSocket engine;
    engine.path = m_spec.dockerSocket;
    endpoint.dial = [this, engine] { return dial(engine); };
    return endpoint;
}

int SshHost::dial(const RemoteSocket &remote)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    m_scope.start(&SshHost::forward, this, std::make_shared<FileDescriptor>(ends[1]), remote);
    return ends[0];
}

int SshHost::dialTcp(QString address, quint16 port)
{
    RemoteSocket remote;
    remote.address = address;
    remote.port = port;
    return dial(remote);
}

int SshHost::dialUnix(QString path)
{
    RemoteSocket remote;
    remote.path = path;
    return dial(remote);
}

QCoro::Task<void> SshHost::forward(
    SshHost *self, std::shared_ptr<FileDescriptor> local, RemoteSocket remote, std::stop_token stop)
{
    const bool isEngine = remote.path == self->m_spec.dockerSocket;
    if (isEngine)
        self->m_forwardError.reset();
    const auto connected = co_await self->m_connection.session(stop);
    auto ended = connected ? Result<void>() : Result<void>(tl::unexpected(connected.error()));
    if (connected)
        ended = co_await forwardTo(*connected, std::move(*local), remote, stop);
    if (!ended && isEngine)
        self->m_forwardError = ended.error();
    else
        logFailure("A forwarded connection ended:", ended);
}

QCoro::Task<Result<void>> SshHost::trustHostKey(HostKeyOffer offer, std::stop_token stop)
{
    const auto write = [offer] {
        return appendKnownHost(offer.file, offer.name.toUtf8(), offer.type.toLatin1(), offer.key, offer.hide);
    };
    const auto written = co_await runOnPool(write, stop);
    if (!written)
        co_return tl::unexpected(written.error());
    co_return *written;
}

Result<void> SshHost::approveProgram(const ProgramOffer &offer)
{
    return m_context.programs.allow(offer.command);
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
    const auto connected = co_await m_connection.session(stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    co_return withForwardError(co_await m_docker.containers(stop));
}

QCoro::Task<Result<EngineState>> SshHost::engineState(QByteArray memory, std::stop_token stop)
{
    const auto connected = co_await m_connection.session(stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    co_return withForwardError(co_await m_docker.state(std::move(memory), stop));
}

QCoro::Task<Result<SourceIdentity>> SshHost::engineIdentity(std::stop_token stop)
{
    const auto connected = co_await m_connection.session(stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    co_return withForwardError(co_await m_docker.identity(stop));
}

} // namespace opsdeck
