// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/serverchannel.h"

#include "backends/ssh/scripts.h"
#include "tests/sim/ssh/shellwords.h"

#include <libssh/server.h>

namespace opsdeck::sim {

ServerChannel::ServerChannel(ssh_channel channel, Kind kind, FakeHost &host)
    : m_channel(channel)
    , m_kind(kind)
    , m_host(host)
    , m_engine(host.engine(), kind == Kind::Engine ? host.enginePort() : 0)
{
    ssh_callbacks_init(&m_callbacks);
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = &ServerChannel::onData;
    m_callbacks.channel_eof_function = &ServerChannel::onEof;
    m_callbacks.channel_close_function = &ServerChannel::onClose;
    m_callbacks.channel_signal_function = &ServerChannel::onSignal;
    m_callbacks.channel_exec_request_function = &ServerChannel::onExec;
    m_callbacks.channel_env_request_function = &ServerChannel::onEnvironment;
    ssh_add_channel_callbacks(m_channel, &m_callbacks);
}

ServerChannel::~ServerChannel()
{
    ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    ssh_channel_free(m_channel);
}

int ServerChannel::onData(ssh_session, ssh_channel, void *data, uint32_t size, int, void *self)
{
    static_cast<ServerChannel *>(self)->m_input.append(static_cast<const char *>(data), size);
    return int(size);
}

void ServerChannel::onEof(ssh_session, ssh_channel, void *self)
{
    static_cast<ServerChannel *>(self)->m_eof = true;
}

void ServerChannel::onClose(ssh_session, ssh_channel, void *self)
{
    static_cast<ServerChannel *>(self)->m_remoteClosed = true;
}

void ServerChannel::onSignal(ssh_session, ssh_channel, const char *name, void *self)
{
    auto *channel = static_cast<ServerChannel *>(self);
    channel->m_host.note({}, name);
    channel->m_killedBy = name;
}

int ServerChannel::onExec(ssh_session, ssh_channel, const char *command, void *self)
{
    auto *channel = static_cast<ServerChannel *>(self);
    if (std::exchange(channel->m_asked, true) || channel->m_kind != Kind::Exec)
        return 1;
    channel->m_command = command;
    const auto words = shellWords(channel->m_command);
    if (words && words->size() == 1 && words->first().size() == 5 && words->first().at(2) == scripts::announce()) {
        channel->m_command = words->first().at(4).toUtf8();
        channel->m_err = "opsdeck-pid 4242\n";
    }
    channel->m_host.note(channel->m_command);
    if (const auto gate = channel->m_host.execGate())
        gate->acquire();
    return 0;
}

std::optional<ServerChannel::Clock::time_point> ServerChannel::due() const
{
    if (m_engine.needsLooking() && !m_closed)
        return Clock::now() + std::chrono::milliseconds(1);
    if (m_exit || m_closed || m_steps.isEmpty())
        return std::nullopt;
    return m_nextStep;
}

void ServerChannel::work()
{
    if (m_closed || m_remoteClosed)
        return;
    if (m_kind == Kind::Exec)
        workCommand();
    else
        workEngine();
    flush();
    if (m_out.isEmpty() && m_err.isEmpty())
        finish();
}

void ServerChannel::workCommand()
{
    if (m_asked && !m_begun && (m_eof || !readsInput(m_command))) {
        m_begun = true;
        m_steps = interpret(m_host, m_command, m_input);
        m_nextStep = Clock::now() + m_steps.first().delay;
    }
    while (!m_exit && m_killedBy.isEmpty() && !m_steps.isEmpty() && m_nextStep <= Clock::now()) {
        ProcessOutput output;
        m_steps.takeFirst().act(output);
        m_out += output.out;
        m_err += output.err;
        m_exit = output.exit;
        if (!m_steps.isEmpty())
            m_nextStep += m_steps.first().delay;
    }
}

void ServerChannel::workEngine()
{
    m_out += m_engine.exchange(std::exchange(m_input, {}));
}

void ServerChannel::flush()
{
    for (int isStderr = 0; isStderr < 2; ++isStderr) {
        QByteArray &bytes = isStderr ? m_err : m_out;
        while (!bytes.isEmpty()) {
            const auto size = std::min<qsizetype>({ssh_channel_window_size(m_channel), bytes.size(), 32 * 1024});
            if (size <= 0)
                return;
            const int sent = isStderr ? ssh_channel_write_stderr(m_channel, bytes.constData(), uint32_t(size))
                                      : ssh_channel_write(m_channel, bytes.constData(), uint32_t(size));
            if (sent <= 0)
                return;
            bytes.remove(0, sent);
        }
    }
}

void ServerChannel::finish()
{
    const bool commandEnded = m_exit.has_value() || !m_killedBy.isEmpty();
    const bool engineEnded = m_kind == Kind::Engine && (m_eof || m_engine.isOver());
    if (!commandEnded && !engineEnded)
        return;
    m_closed = true;
    if (!m_killedBy.isEmpty())
        ssh_channel_request_send_exit_signal(m_channel, m_killedBy.constData(), 0, "", "");
    else if (m_exit)
        ssh_channel_request_send_exit_status(m_channel, *m_exit);
    ssh_channel_send_eof(m_channel);
    ssh_channel_close(m_channel);
}

} // namespace opsdeck::sim
