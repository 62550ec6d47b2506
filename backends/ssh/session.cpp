// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/session.h"

#include <QAbstractEventDispatcher>

#include <fcntl.h>
#include <libssh/server.h>

namespace opsdeck {

using namespace std::chrono_literals;

SshSession::SshSession(QString origin, ssh_session handle)
    : m_origin(std::move(origin))
    , m_handle(handle)
{
    ssh_set_blocking(m_handle, 0);
    ssh_set_counters(m_handle, &m_counter, nullptr);
    QObject::connect(&m_aliveTimer, &QTimer::timeout, &m_context, [this] { onAliveTick(); });
}

SshSession::~SshSession()
{
    m_readable.reset();
    m_writable.reset();
    m_dying.clear();
    m_spare.reset();
    if (m_started && !m_broken)
        ssh_disconnect(m_handle);
    ssh_free(m_handle);
}

Result<void> SshSession::attach(FileDescriptor socket)
{
    // libssh closes its descriptor when it sees fit; the notifiers watch ours, whose number stays taken meanwhile.
    FileDescriptor copy(::fcntl(socket.get(), F_DUPFD_CLOEXEC, 0));
    const socket_t raw = copy.get();
    if (!copy.isValid() || ssh_options_set(m_handle, SSH_OPTIONS_FD, &raw) != SSH_OK)
        return error(Error::Kind::Network, QStringLiteral("socket"));
    copy.release();
    m_socket = std::move(socket);
    m_readable = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    QObject::connect(m_readable.get(), &QSocketNotifier::activated, &m_context, [this] { onActivity(); });
    QObject::connect(m_writable.get(), &QSocketNotifier::activated, &m_context, [this] { onActivity(); });
    m_started = true;
    return {};
}

void SshSession::keepAlive(std::chrono::milliseconds interval, int misses)
{
    m_aliveMost = misses;
    if (interval.count() > 0)
        m_aliveTimer.start(interval);
}

void SshSession::onAliveTick()
{
    const bool silent = m_counter.in_bytes == m_aliveSeen;
    m_aliveSeen = m_counter.in_bytes;
    m_aliveMisses = silent ? m_aliveMisses + 1 : 0;
    if (m_broken) {
        m_aliveTimer.stop();
    } else if (m_aliveMisses >= m_aliveMost) {
        m_brokenBecause = QStringLiteral("no sign of life for %1 s")
                              .arg(double(m_aliveTimer.interval()) / 1000 * m_aliveMisses, 0, 'g', 3);
        m_broken = true;
        m_aliveTimer.stop();
    } else {
        ssh_send_keepalive(m_handle);
    }
    wake();
}

QCoro::Task<Result<int>> SshSession::until(
    std::function<int()> attempt, std::chrono::milliseconds limit, std::stop_token stop)
{
    const auto self = shared_from_this();
    if (stop.stop_requested())
        co_return failure(Error::Kind::Cancelled, m_origin);
    const int first = attempt();
    wake();
    if (first != SSH_AGAIN)
        co_return first;

    Completion<int> done(stop);
    const auto waiter = std::make_shared<Waiter>(Waiter{std::move(attempt), done});
    m_waiters.append(waiter);
    QTimer deadline;
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &deadline,
        [done, origin = m_origin] { done.finish(failure(Error::Kind::Timeout, origin)); });
    deadline.start(limit);
    auto result = co_await done;
    waiter->over = true;
    m_waiters.removeOne(waiter);
    if (!result)
        result.error().origin = m_origin;
    co_return result;
}

void SshSession::wake()
{
    if (std::exchange(m_wakePending, true))
        return;
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            m_wakePending = false;
            onActivity();
        },
        Qt::QueuedConnection);
}

void SshSession::onActivity()
{
    auto self = shared_from_this();
    quint64 seen = 0;
    int rounds = 0;
    // Each attempt may read what another one waits for, so go round until nothing new came.
    do {
        seen = m_counter.in_bytes;
        if (!m_broken)
            ssh_execute_message_callbacks(m_handle);
        runAttempts();
    } while (m_counter.in_bytes != seen && ++rounds < 4 && m_started);
    if (m_counter.in_bytes != seen)
        wake();
    acknowledgeQuickly(m_socket.get());
    tendDying();
    updateNotifiers();
    // We may be the last to hold ourselves, and stand inside our own notifier's signal.
    if (self.use_count() == 1)
        QTimer::singleShot(0, QAbstractEventDispatcher::instance(), [last = std::move(self)] {});
}

void SshSession::runAttempts()
{
    if (!m_broken && ssh_is_connected(m_handle) == 0)
        m_broken = true;
    QList<std::pair<std::shared_ptr<Waiter>, int>> ended;
    const auto waiters = m_waiters;
    for (const auto &waiter : waiters) {
        if (waiter->over)
            continue;
        int answer = waiter->attempt();
        if (answer == SSH_AGAIN && m_broken)
            answer = SSH_ERROR;
        if (answer == SSH_AGAIN)
            continue;
        waiter->over = true;
        ended.append({waiter, answer});
    }
    tendSpare();
    // Only now: a resumed coroutine may do anything, and no attempt may be under way then.
    for (const auto &[waiter, answer] : std::as_const(ended))
        waiter->done.finish(answer);
}

void SshSession::prepareSpare()
{
    if (m_spare || m_spareRefused || !isUsable())
        return;
    m_spare = std::make_unique<SshChannel>(m_handle);
    tendSpare();
}

void SshSession::tendSpare()
{
    if (!m_spare || m_broken)
        return;
    const int opened = ssh_channel_open_session(m_spare->get());
    if (opened != SSH_OK && opened != SSH_AGAIN)
        refuseSpares();
}

void SshSession::refuseSpares()
{
    m_spareRefused = true;
    m_spare.reset();
}

std::unique_ptr<SshChannel> SshSession::takeSpare()
{
    return std::move(m_spare);
}

void SshSession::terminate(std::unique_ptr<SshChannel> channel)
{
    if (!isUsable() || channel->isClosed())
        return;
    const bool asked = channel->sendSignal("TERM");
    Dying dying{std::move(channel), std::make_unique<QTimer>(), asked};
    dying.kill->setSingleShot(true);
    QObject::connect(dying.kill.get(), &QTimer::timeout, &m_context, [this, raw = dying.channel.get()] {
        raw->sendSignal("KILL");
        // Not from inside the timer's own signal.
        QMetaObject::invokeMethod(
            &m_context,
            [this, raw] { std::erase_if(m_dying, [raw](const Dying &d) { return d.channel.get() == raw; }); },
            Qt::QueuedConnection);
    });
    dying.kill->start(2s);
    m_dying.push_back(std::move(dying));
    wake();
}

void SshSession::tendDying()
{
    std::erase_if(m_dying, [](const Dying &dying) { return dying.channel->hasExited() || dying.channel->isClosed(); });
    for (Dying &dying : m_dying)
        dying.asked = dying.asked || dying.channel->sendSignal("TERM");
}

void SshSession::updateNotifiers()
{
    if (!m_readable)
        return;
    m_readable->setEnabled(!m_broken);
    m_writable->setEnabled(!m_broken && (ssh_get_poll_flags(m_handle) & SSH_WRITE_PENDING) != 0);
}

tl::unexpected<Error> SshSession::error(Error::Kind kind, const QString &what) const
{
    const QString words = m_brokenBecause.isEmpty() ? QString::fromUtf8(ssh_get_error(m_handle)) : m_brokenBecause;
    return failure(kind, m_origin, words.isEmpty() ? what : what + QStringLiteral(": ") + words);
}

} // namespace opsdeck
