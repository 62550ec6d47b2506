// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/forward.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto OpenLimit = 20s;
constexpr auto IdleLimit = 24h; // the HTTP client decides how long an idle connection lives

/// Moves bytes both ways. `step` is an attempt of SshSession::until; it ends when one side is done.
class Pump
{
public:
    Pump(SshSession *session, ssh_channel channel, int local);
    int step();

private:
    bool toHost(); ///< false = our side has closed
    bool toLocal(); ///< false = the host's side has closed and everything is delivered
    bool flushLocal();

    SshSession *m_session;
    ssh_channel m_channel;
    int m_local;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_upward;
    QByteArray m_downward;
};

Pump::Pump(SshSession *session, ssh_channel channel, int local)
    : m_session(session)
    , m_channel(channel)
    , m_local(local)
    , m_readable(local, QSocketNotifier::Read)
    , m_writable(local, QSocketNotifier::Write)
{
    m_writable.setEnabled(false);
    // Disabled until the next step has looked: the notifier is level-triggered.
    QObject::connect(&m_readable, &QSocketNotifier::activated, &m_readable, [this] {
        m_readable.setEnabled(false);
        m_session->wake();
    });
    QObject::connect(&m_writable, &QSocketNotifier::activated, &m_writable, [this] {
        m_writable.setEnabled(false);
        m_session->wake();
    });
}

int Pump::step()
{
    const bool up = toHost();
    const bool down = toLocal();
    m_readable.setEnabled(up && m_upward.isEmpty());
    m_writable.setEnabled(!m_downward.isEmpty());
    return up && down ? SSH_AGAIN : SSH_OK;
}

bool Pump::toHost()
{
    std::array<char, 16 * 1024> buffer;
    for (;;) {
        while (!m_upward.isEmpty()) {
            const auto window = ssh_channel_window_size(m_channel);
            if (window == 0)
                return true;
            const auto size = qMin<qsizetype>(window, m_upward.size());
            const int sent = ssh_channel_write(m_channel, m_upward.constData(), uint32_t(size));
            if (sent <= 0)
                return sent == 0 || sent == SSH_AGAIN;
            m_upward.remove(0, sent);
        }
        const ssize_t got = ::recv(m_local, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (got < 0)
            return errno == EAGAIN || errno == EINTR;
        if (got == 0)
            return false;
        m_upward.append(buffer.data(), got);
    }
}

bool Pump::toLocal()
{
    std::array<char, 16 * 1024> buffer;
    for (;;) {
        if (!flushLocal())
            return false;
        if (!m_downward.isEmpty())
            return true;
        const int got = ssh_channel_read_nonblocking(m_channel, buffer.data(), buffer.size(), 0);
        if (got == SSH_EOF || got == SSH_ERROR)
            return false;
        if (got <= 0)
            return ssh_channel_is_closed(m_channel) == 0;
        m_downward.append(buffer.data(), got);
    }
}

bool Pump::flushLocal()
{
    while (!m_downward.isEmpty()) {
        const ssize_t sent
            = ::send(m_local, m_downward.constData(), size_t(m_downward.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN || errno == EINTR;
        m_downward.remove(0, sent);
    }
    return true;
}

} // namespace

QCoro::Task<Result<void>> forwardTo(
    std::shared_ptr<SshSession> session, FileDescriptor local, RemoteSocket remote, std::stop_token stop)
{
    SshChannel channel(session->handle());
    const QByteArray path = remote.path.toUtf8();
    const QByteArray address = remote.address.toUtf8();
    std::function<int()> open = [raw = channel.get(), path, address, port = remote.port] {
        return path.isEmpty() ? ssh_channel_open_forward(raw, address.constData(), port, "localhost", 0)
                              : ssh_channel_open_forward_unix(raw, path.constData(), "localhost", 0);
    };
    const auto opened = co_await session->until(open, OpenLimit, stop);
    if (!opened) {
        session->retire(); // libssh cannot take back an open request
        co_return tl::unexpected(opened.error());
    }
    if (*opened != SSH_OK)
        co_return session->error(session->isUsable() ? Error::Kind::Refused : Error::Kind::Network, remote.text());

    Pump pump(session.get(), channel.get(), local.get());
    std::function<int()> step = [&pump] { return pump.step(); };
    const auto ended = co_await session->until(step, IdleLimit, stop);
    if (!ended)
        co_return tl::unexpected(ended.error());
    co_return Result<void>();
}

Tunnel::Tunnel(std::shared_ptr<SshSession> session, RemoteSocket remote, FileDescriptor *nearEnd)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    *nearEnd = FileDescriptor(ends[0]);
    m_scope.start(&Tunnel::carry, this, std::move(session), std::make_shared<FileDescriptor>(ends[1]), remote);
}

QCoro::Task<void> Tunnel::carry(Tunnel *self, std::shared_ptr<SshSession> session,
    std::shared_ptr<FileDescriptor> farEnd, RemoteSocket remote, std::stop_token stop)
{
    const auto ended = co_await forwardTo(session, std::move(*farEnd), remote, stop);
    if (!ended)
        self->m_error = ended.error();
}

} // namespace opsdeck
