// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/completion.h"
#include "backends/ssh/channel.h"
#include "backends/ssh/socket.h"
#include "models/domain/error.h"

#include <QList>
#include <QSocketNotifier>
#include <QTimer>
#include <qcorotask.h>

#include <functional>
#include <memory>

namespace opsdeck {

/// One SSH connection: libssh in non-blocking mode behind socket notifiers, with any number of channels. It turns
/// libssh's "try again" into awaits and knows nothing of what they are for. Lives on the I/O thread; every coroutine
/// that uses it holds a shared pointer.
class SshSession : public std::enable_shared_from_this<SshSession>
{
public:
    /// `handle` has its options set, the file descriptor excepted, and belongs to the session from now on.
    SshSession(QString origin, ssh_session handle);
    ~SshSession();
    SshSession(const SshSession &) = delete;
    SshSession &operator=(const SshSession &) = delete;

    ssh_session handle() const { return m_handle; }
    const QString &origin() const { return m_origin; }

    Result<void> attach(FileDescriptor socket);
    /// Something that the socket's bytes depend on, e.g. a tunnel: lives as long as the session.
    void carryBy(std::shared_ptr<void> carrier) { m_carrier = std::move(carrier); }
    /// Asks the far side for a sign of life every `interval` in which nothing came; after `misses` without one the
    /// connection counts as broken. TCP's own probes do not notice a server that hangs.
    void keepAlive(std::chrono::milliseconds interval, int misses);

    /// Calls `attempt` now and whenever something arrived, until it answers anything but SSH_AGAIN. Timeout after
    /// `limit`: libssh's own deadlines cannot be relied on. `attempt` only calls libssh and keeps notes.
    QCoro::Task<Result<int>> until(std::function<int()> attempt, std::chrono::milliseconds limit, std::stop_token stop);
    /// Runs the attempts again soon: libssh may hold data that no notifier announces.
    void wake();

    /// False once the connection broke or was retired: the next user opens a new one.
    bool isUsable() const { return m_started && !m_broken && !m_retired && ssh_is_connected(m_handle) != 0; }
    void retire() { m_retired = true; }
    /// Begins to open a channel for the next command, so that this one need not wait a round trip for it. Once the far
    /// side has refused that, no more.
    void prepareSpare();
    /// The far side has no channel to spare.
    void refuseSpares();
    /// The prepared channel, open or still opening; null where there is none.
    std::unique_ptr<SshChannel> takeSpare();
    /// Ends the channel's command: TERM now, KILL and close two seconds later.
    void terminate(std::unique_ptr<SshChannel> channel);

    /// All bytes that came so far.
    quint64 received() const { return m_counter.in_bytes; }
    /// Our own or libssh's words for what went wrong last.
    tl::unexpected<Error> error(Error::Kind kind, const QString &what) const;

private:
    struct Waiter
    {
        std::function<int()> attempt;
        Completion<int> done;
        bool over = false;
    };
    struct Dying
    {
        std::unique_ptr<SshChannel> channel;
        std::unique_ptr<QTimer> kill;
        bool asked = false; ///< TERM was sent
    };

    void onActivity();
    void runAttempts();
    void tendDying();
    void tendSpare();
    void onAliveTick();
    void updateNotifiers();

    std::shared_ptr<void> m_carrier;
    const QString m_origin;
    const ssh_session m_handle;
    ssh_counter_struct m_counter{};
    FileDescriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QObject m_context;
    QList<std::shared_ptr<Waiter>> m_waiters;
    std::vector<Dying> m_dying;
    std::unique_ptr<SshChannel> m_spare;
    QTimer m_aliveTimer;
    quint64 m_aliveSeen = 0; ///< bytes at the last tick
    int m_aliveMisses = 0;
    int m_aliveMost = 0;
    QString m_brokenBecause; ///< where we found out, not libssh
    bool m_spareRefused = false;
    bool m_started = false;
    bool m_broken = false;
    bool m_retired = false;
    bool m_wakePending = false;
};

} // namespace opsdeck
