// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/serversession.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace opsdeck::sim {

bool LoginRules::allowsKey(ssh_key key) const
{
    char *base64 = nullptr;
    if (ssh_pki_export_pubkey_base64(key, &base64) != SSH_OK)
        return false;
    const QByteArray line = QByteArray(ssh_key_type_to_char(ssh_key_type(key))) + ' ' + base64;
    ssh_string_free_char(base64);
    const QMutexLocker lock(&mutex);
    return keys.contains(line);
}

bool LoginRules::allowsPassword(const QString &password) const
{
    const QMutexLocker lock(&mutex);
    return anyPassword || passwords.contains(password);
}

ServerSession::ServerSession(ssh_bind bind, int socket, FakeHost &host, const LoginRules &rules)
    : m_session(ssh_new())
    , m_socket(socket)
    , m_host(host)
    , m_rules(rules)
    , m_silent(host.isSilent())
{
    ssh_callbacks_init(&m_callbacks);
    m_callbacks.userdata = this;
    m_callbacks.auth_password_function = &ServerSession::onPassword;
    m_callbacks.auth_pubkey_function = &ServerSession::onKey;
    m_callbacks.channel_open_request_session_function = &ServerSession::onChannel;
    if (m_silent)
        return;
    // libssh closes its descriptor when it sees fit; the loop polls ours.
    const int copy = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
    if (ssh_bind_accept_fd(bind, m_session, copy) != SSH_OK) {
        m_over = true;
        return;
    }
    ssh_set_blocking(m_session, 0);
    ssh_set_server_callbacks(m_session, &m_callbacks);
    ssh_set_message_callback(m_session, &ServerSession::onMessage, this);
    ssh_set_auth_methods(m_session, SSH_AUTH_METHOD_PASSWORD | SSH_AUTH_METHOD_PUBLICKEY);
    m_over = ssh_handle_key_exchange(m_session) == SSH_ERROR;
}

ServerSession::~ServerSession()
{
    m_channels.clear();
    ssh_free(m_session);
    ::close(m_socket);
}

int ServerSession::onPassword(ssh_session, const char *, const char *password, void *self)
{
    auto *session = static_cast<ServerSession *>(self);
    if (!session->m_rules.allowsPassword(QString::fromUtf8(password)))
        return SSH_AUTH_DENIED;
    session->m_host.countLogin();
    return SSH_AUTH_SUCCESS;
}

int ServerSession::onKey(ssh_session, const char *, struct ssh_key_struct *key, char state, void *self)
{
    auto *session = static_cast<ServerSession *>(self);
    if (!session->m_rules.allowsKey(key))
        return SSH_AUTH_DENIED;
    if (state == SSH_PUBLICKEY_STATE_VALID)
        session->m_host.countLogin();
    return state == SSH_PUBLICKEY_STATE_VALID || state == SSH_PUBLICKEY_STATE_NONE ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
}

ssh_channel ServerSession::onChannel(ssh_session session, void *self)
{
    auto *server = static_cast<ServerSession *>(self);
    ssh_channel channel = ssh_channel_new(session);
    server->m_channels.push_back(std::make_unique<ServerChannel>(channel, ServerChannel::Kind::Exec, server->m_host));
    return channel;
}

// libssh's server does not know direct-streamlocal and does not tell the path: such a channel is the engine's socket.
int ServerSession::onMessage(ssh_session, ssh_message message, void *self)
{
    auto *server = static_cast<ServerSession *>(self);
    if (ssh_message_type(message) != SSH_REQUEST_CHANNEL_OPEN || ssh_message_subtype(message) != SSH_CHANNEL_UNKNOWN)
        return 1;
    ssh_channel channel = ssh_message_channel_request_open_reply_accept(message);
    if (channel == nullptr)
        return 1;
    server->m_channels.push_back(std::make_unique<ServerChannel>(channel, ServerChannel::Kind::Engine, server->m_host));
    return 0;
}

short ServerSession::wantedEvents() const
{
    const bool writes = !m_silent && (ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING) != 0;
    return short(POLLIN | (writes ? POLLOUT : 0));
}

void ServerSession::readSocket()
{
    if (m_silent) {
        std::array<char, 4096> ignored;
        m_over = ::recv(m_socket, ignored.data(), ignored.size(), MSG_DONTWAIT) == 0;
        return;
    }
    if (ssh_execute_message_callbacks(m_session) == SSH_ERROR || ssh_is_connected(m_session) == 0)
        m_over = true;
}

void ServerSession::work()
{
    if (m_silent || m_over)
        return;
    for (const auto &channel : m_channels)
        channel->work();
    m_channels.remove_if([](const auto &channel) { return channel->isOver(); });
}

void ServerSession::breakOff()
{
    ::shutdown(m_socket, SHUT_RDWR);
    m_over = true;
}

std::optional<std::chrono::steady_clock::time_point> ServerSession::due() const
{
    std::optional<std::chrono::steady_clock::time_point> first;
    for (const auto &channel : m_channels)
        if (const auto next = channel->due(); next && (!first || *next < *first))
            first = next;
    return first;
}

} // namespace opsdeck::sim
