// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/ssh/serverchannel.h"

#include <libssh/server.h>

#include <list>
#include <memory>

namespace opsdeck::sim {

/// Who may log in; shared by all sessions.
struct LoginRules
{
    mutable QMutex mutex;
    QList<QByteArray> keys; ///< type and base64 of public keys
    QStringList passwords;
    bool anyPassword = false;

    bool allowsKey(ssh_key key) const;
    bool allowsPassword(const QString &password) const;
};

/// One client's connection to a simulated host. Lives on the server's thread.
class ServerSession
{
public:
    /// Takes the connected socket; `bind` holds the host key.
    ServerSession(ssh_bind bind, int socket, FakeHost &host, const LoginRules &rules);
    ~ServerSession();
    ServerSession(const ServerSession &) = delete;
    ServerSession &operator=(const ServerSession &) = delete;

    FakeHost &host() const { return m_host; }
    int socket() const { return m_socket; }
    short wantedEvents() const;
    void readSocket();
    void work();
    std::optional<std::chrono::steady_clock::time_point> due() const;
    bool isOver() const { return m_over; }
    void breakOff(); ///< without a word of goodbye

private:
    static int onPassword(ssh_session, const char *user, const char *password, void *self);
    static int onKey(ssh_session, const char *user, struct ssh_key_struct *key, char state, void *self);
    static ssh_channel onChannel(ssh_session session, void *self);
    static int onMessage(ssh_session, ssh_message message, void *self);

    ssh_session m_session;
    ssh_server_callbacks_struct m_callbacks{};
    const int m_socket;
    FakeHost &m_host;
    const LoginRules &m_rules;
    const bool m_silent;
    std::list<std::unique_ptr<ServerChannel>> m_channels;
    bool m_over = false;
};

} // namespace opsdeck::sim
