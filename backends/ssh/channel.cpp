// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/channel.h"

namespace opsdeck {

SshChannel::SshChannel(ssh_session session)
    : m_channel(ssh_channel_new(session))
{
    Q_CHECK_PTR(m_channel);
    ssh_callbacks_init(&m_callbacks);
    m_callbacks.userdata = this;
    m_callbacks.channel_exit_status_function = &SshChannel::onExitStatus;
    m_callbacks.channel_exit_signal_function = &SshChannel::onExitSignal;
    ssh_add_channel_callbacks(m_channel, &m_callbacks);
}

SshChannel::~SshChannel()
{
    // libssh keeps a freed channel until the far side has closed it too, so our callbacks have to be gone by then.
    ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    ssh_channel_free(m_channel);
}

int SshChannel::requestExec(const char *command)
{
    const int answer = ssh_channel_request_exec(m_channel, command);
    m_execPending = answer == SSH_AGAIN;
    return answer;
}

bool SshChannel::sendSignal(const char *name)
{
    // libssh has one request under way per channel. Until that is answered, any other call only looks for its answer
    // and sends nothing, whatever it returns.
    if (m_execPending && ssh_channel_request_send_signal(m_channel, name) == SSH_AGAIN)
        return false;
    m_execPending = false;
    ssh_channel_request_send_signal(m_channel, name);
    return true;
}

void SshChannel::onExitStatus(ssh_session, ssh_channel, int status, void *self)
{
    static_cast<SshChannel *>(self)->m_exitStatus = status;
}

void SshChannel::onExitSignal(ssh_session, ssh_channel, const char *signal, int, const char *, const char *, void *self)
{
    const QString name = QString::fromUtf8(signal ? signal : "");
    static_cast<SshChannel *>(self)->m_exitSignal = name.isEmpty() ? QStringLiteral("?") : name.left(32);
}

} // namespace opsdeck
