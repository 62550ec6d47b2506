// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <optional>

namespace opsdeck {

/// Owner of one libssh channel and of the callbacks that tell how its command ended; data is polled, never called
/// back. The session outlives it.
class SshChannel
{
public:
    explicit SshChannel(ssh_session session);
    ~SshChannel();
    SshChannel(const SshChannel &) = delete;
    SshChannel &operator=(const SshChannel &) = delete;

    ssh_channel get() const { return m_channel; }
    bool isClosed() const { return ssh_channel_is_closed(m_channel) != 0; }
    /// Starts the command; SSH_AGAIN until the far side has answered.
    int requestExec(const char *command);
    /// TERM, KILL, … False while the far side owes the answer to requestExec: libssh sends nothing then, ask again.
    bool sendSignal(const char *name);

    bool hasExited() const { return m_exitStatus.has_value() || !m_exitSignal.isEmpty(); }
    std::optional<int> exitStatus() const { return m_exitStatus; }
    const QString &exitSignal() const { return m_exitSignal; }

private:
    static void onExitStatus(ssh_session, ssh_channel, int status, void *self);
    static void onExitSignal(ssh_session, ssh_channel, const char *signal, int, const char *, const char *, void *self);

    ssh_channel m_channel;
    ssh_channel_callbacks_struct m_callbacks{};
    bool m_execPending = false;
    std::optional<int> m_exitStatus;
    QString m_exitSignal;
};

} // namespace opsdeck
