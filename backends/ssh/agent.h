// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/session.h"

#include <QDeadlineTimer>

namespace opsdeck {

struct AgentKey
{
    QByteArray blob;
    QByteArray comment;
};

/// The answer to "which keys do you hold?", without its length prefix. BadAnswer where it is none.
Result<QList<AgentKey>> parseAgentKeys(const QByteArray &answer);

/// The agent's keys. A connection of its own, never blocking: an agent that hangs costs the deadline and nothing else.
QCoro::Task<Result<QList<AgentKey>>> agentKeys(QString socket, QDeadlineTimer deadline, std::stop_token stop);

/// Logs in with one key of the agent; false where the host does not take it. libssh can only talk to an agent by
/// blocking on it, so it gets one end of a socket pair on which every answer that it will ask for already waits: first
/// a refusal to sign, which yields the text to be signed, then, when the real agent has signed, the signature.
QCoro::Task<Result<bool>> loginWithAgentKey(
    std::shared_ptr<SshSession> session, QString socket, AgentKey key, QDeadlineTimer deadline, std::stop_token stop);

} // namespace opsdeck
