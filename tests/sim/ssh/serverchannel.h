// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/ssh/engineserver.h"
#include "tests/sim/ssh/fakecommands.h"

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

namespace opsdeck::sim {

/// One channel of a simulated host: a running command, or a way to its engine. Callbacks only take notes; `work`,
/// called from the server's loop, acts on them.
class ServerChannel
{
public:
    enum class Kind
    {
        Exec,
        Engine
    };

    ServerChannel(ssh_channel channel, Kind kind, FakeHost &host);
    ~ServerChannel();
    ServerChannel(const ServerChannel &) = delete;
    ServerChannel &operator=(const ServerChannel &) = delete;

    void work();
    /// When the next step of the command is due; nothing while it waits for something else.
    std::optional<std::chrono::steady_clock::time_point> due() const;
    bool isOver() const { return m_remoteClosed || (m_closed && ssh_channel_is_closed(m_channel) != 0); }

private:
    using Clock = std::chrono::steady_clock;

    static int onData(ssh_session, ssh_channel, void *data, uint32_t size, int isStderr, void *self);
    static void onEof(ssh_session, ssh_channel, void *self);
    static void onClose(ssh_session, ssh_channel, void *self);
    static void onSignal(ssh_session, ssh_channel, const char *name, void *self);
    static int onExec(ssh_session, ssh_channel, const char *command, void *self);
    static int onEnvironment(ssh_session, ssh_channel, const char *, const char *, void *) { return 0; }

    void workCommand();
    void workEngine();
    void flush();
    void finish();

    ssh_channel m_channel;
    ssh_channel_callbacks_struct m_callbacks{};
    const Kind m_kind;
    FakeHost &m_host;
    EngineLink m_engine;
    QByteArray m_input;
    QByteArray m_command;
    QList<ProcessStep> m_steps;
    Clock::time_point m_nextStep;
    QByteArray m_out;
    QByteArray m_err;
    QByteArray m_killedBy;
    std::optional<int> m_exit;
    bool m_asked = false; ///< a command was requested
    bool m_begun = false; ///< its steps are known
    bool m_eof = false;
    bool m_closed = false;
    bool m_remoteClosed = false;
};

} // namespace opsdeck::sim
