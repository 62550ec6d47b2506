// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/opensession.h"

#include "backends/async/await.h"
#include "backends/ssh/authenticate.h"
#include "backends/ssh/forward.h"
#include "backends/ssh/hostkey.h"
#include "backends/ssh/localprograms.h"

#include <QRegularExpression>

namespace opsdeck {

namespace {

// One option: its code, and a value that ssh_options_set may refuse.
bool set(ssh_session session, ssh_options_e option, const QByteArray &text)
{
    return !text.contains('\0') && ssh_options_set(session, option, text.constData()) == SSH_OK;
}

bool set(ssh_session session, ssh_options_e option, int number)
{
    return ssh_options_set(session, option, &number) == SSH_OK;
}

// Names that no host or user has, but a shell would make something of, wherever they may end up.
bool isHostName(const QString &name)
{
    static const QRegularExpression rule(QStringLiteral("\\A[A-Za-z0-9_:\\[][A-Za-z0-9_.:%\\[\\]-]{0,254}\\z"));
    return rule.match(name).hasMatch();
}

bool isUserName(const QString &name)
{
    static const QRegularExpression refused(QStringLiteral("[\\p{C}\\s'\"`;&<>|(){}$]"));
    return !name.isEmpty() && name.size() <= 255 && !name.startsWith(u'-') && !name.endsWith(u'\\')
        && !refused.match(name).hasMatch();
}

// A name that libssh refuses must end here: it would go on as the local user. "user@host" as an address would set one.
QString refusedOption(ssh_session session, const SshTarget &target, const QList<KnownKey> &known)
{
    if (!isHostName(target.address) || !set(session, SSH_OPTIONS_HOST, target.address.toUtf8()))
        return QStringLiteral("address");
    const auto port = static_cast<unsigned>(target.port);
    if (target.port < 1 || target.port > 65535 || ssh_options_set(session, SSH_OPTIONS_PORT, &port) != SSH_OK)
        return QStringLiteral("port");
    if (!isUserName(target.user) || !set(session, SSH_OPTIONS_USER, target.user.toUtf8()))
        return QStringLiteral("user");
    if (!set(session, SSH_OPTIONS_PROCESS_CONFIG, 0) || !set(session, SSH_OPTIONS_NODELAY, 1)
        || !set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, 1))
        return QStringLiteral("libssh");
    // The known hosts are ours to look through: libssh would read the files twice for every host.
    if (!set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null") || !set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null")
        || !set(session, SSH_OPTIONS_HOSTKEYS, preferredHostKeyAlgorithms(known)))
        return QStringLiteral("known-hosts");
    return {};
}

Result<std::shared_ptr<SshSession>> makeSession(const SshTarget &target, const QList<KnownKey> &known)
{
    const ssh_session handle = ssh_new();
    if (handle == nullptr)
        return failure(Error::Kind::Network, target.origin, QStringLiteral("libssh"));
    auto session = std::make_shared<SshSession>(target.origin, handle);
    if (const QString refused = refusedOption(handle, target, known); !refused.isEmpty())
        return session->error(Error::Kind::Usage, refused);
    return session;
}

QCoro::Task<Result<void>> attachSocket(std::shared_ptr<SshSession> session, SshTarget target,
    std::shared_ptr<SshSession> via, std::shared_ptr<ProxyProgram> *program, QDeadlineTimer deadline,
    std::stop_token stop)
{
    if (via) {
        FileDescriptor nearEnd;
        RemoteSocket remote;
        remote.address = target.address;
        remote.port = quint16(target.port);
        session->carryBy(std::make_shared<Tunnel>(via, remote, &nearEnd));
        co_return session->attach(std::move(nearEnd));
    }
    if (!target.program.isEmpty()) {
        FileDescriptor nearEnd;
        *program = std::make_shared<ProxyProgram>(target.program, &nearEnd);
        session->carryBy(*program);
        co_return nearEnd.isValid() ? session->attach(std::move(nearEnd))
                                    : failure(Error::Kind::Network, target.origin, QStringLiteral("socketpair"));
    }
    auto socket = co_await connectTcp(target.address, quint16(target.port), remainingTime(deadline), stop);
    if (!socket) {
        socket.error().origin = target.origin;
        co_return tl::unexpected(socket.error());
    }
    co_return session->attach(std::move(*socket));
}

QCoro::Task<Result<void>> exchangeKeys(
    std::shared_ptr<SshSession> session, QDeadlineTimer deadline, std::stop_token stop)
{
    std::function<int()> connect = [handle = session->handle()] { return ssh_connect(handle); };
    const auto connected = co_await session->until(connect, remainingTime(deadline), stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    if (*connected == SSH_OK)
        co_return Result<void>();
    const QByteArray words = ssh_get_error(session->handle());
    const bool noCommonGround = words.contains("kex error");
    auto error
        = session->error(noCommonGround ? Error::Kind::Tls : Error::Kind::Network, QStringLiteral("key exchange"));
    const bool hungUp = words.contains("onnection reset") || words.contains("isconnect")
        || words.contains("Socket error") || words.contains("Remote host closed");
    if (hungUp && !noCommonGround)
        error.value().status = TurnedAway;
    co_return error;
}

/// It was the program that ended, no server that turned us away: nothing to try again. Its last words may come a moment
/// after its end of the line is closed.
QCoro::Task<Error> programError(Error error, std::shared_ptr<ProxyProgram> program, std::stop_token stop)
{
    constexpr int looks = 25;
    for (int i = 0; i < looks && !program->hasEnded() && !stop.stop_requested(); ++i)
        co_await sleepFor(std::chrono::milliseconds(20), stop);
    error.status = 0;
    if (const QString complaint = program->complaint(); !complaint.isEmpty())
        error.detail = complaint;
    co_return error;
}

} // namespace

QCoro::Task<Result<std::shared_ptr<SshSession>>> openSession(SshTarget target, std::shared_ptr<SshSession> via,
    Credentials credentials, std::optional<HostKeyOffer> *unknown, std::stop_token stop)
{
    const QDeadlineTimer deadline(target.connectLimit);
    const auto made = makeSession(target, credentials.known);
    if (!made)
        co_return made;
    const std::shared_ptr<SshSession> session = *made;
    std::shared_ptr<ProxyProgram> program;
    const auto attached = co_await attachSocket(session, target, via, &program, deadline, stop);
    if (!attached)
        co_return tl::unexpected(attached.error());
    const auto exchanged = co_await exchangeKeys(session, deadline, stop);
    if (!exchanged && program) {
        const Error error = co_await programError(exchanged.error(), program, stop);
        co_return tl::unexpected(error);
    }
    if (!exchanged)
        co_return tl::unexpected(exchanged.error());
    if (const auto checked = checkHostKey(session->handle(), target, credentials.known, unknown); !checked)
        co_return tl::unexpected(checked.error());
    const auto in = co_await authenticate(session, target, credentials.secret, credentials.keys, deadline, stop);
    if (!in)
        co_return tl::unexpected(in.error());
    session->keepAlive(target.aliveInterval, target.aliveMisses);
    co_return session;
}

} // namespace opsdeck
