// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/taskscope.h"
#include "backends/ssh/session.h"

namespace opsdeck {

/// What lies behind the far end of a forwarded connection, as seen from the host.
struct RemoteSocket
{
    QString path; ///< of a Unix socket; empty = TCP
    QString address;
    quint16 port = 0;

    QString text() const { return path.isEmpty() ? address + u':' + QString::number(port) : path; }
};

/// Carries bytes between `local`, our end of a socket pair, and a socket that the host can reach, until either end
/// closes.
/// Neither direction reads more than the other side takes.
QCoro::Task<Result<void>> forwardTo(
    std::shared_ptr<SshSession> session, FileDescriptor local, RemoteSocket remote, std::stop_token stop);

/// A forwarded connection that somebody holds: ends when it is destroyed. Why it ended can be asked.
class Tunnel
{
public:
    /// `nearEnd` gets our end; not valid where the system has none to give.
    Tunnel(std::shared_ptr<SshSession> session, RemoteSocket remote, FileDescriptor *nearEnd);

    const std::optional<Error> &error() const { return m_error; }

private:
    static QCoro::Task<void> carry(Tunnel *self, std::shared_ptr<SshSession> session,
        std::shared_ptr<FileDescriptor> farEnd, RemoteSocket remote, std::stop_token stop);

    std::optional<Error> m_error;
    TaskScope m_scope;
};

} // namespace opsdeck
