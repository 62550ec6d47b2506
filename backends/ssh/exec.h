// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/session.h"
#include "models/ports/host.h"

namespace opsdeck {

/// What a command wrote, kept to its last `limit` bytes.
struct OutputTail
{
    qsizetype limit;
    qint64 total = 0; ///< bytes that came, kept or not
    QByteArray bytes;
    QByteArray line; ///< begun, not yet ended

    void add(const QByteArray &data);
    void trim();
    /// Takes the lines that have ended; with `all`, the begun one too.
    QByteArrayList takeLines(bool all);
};

struct ExecOutcome
{
    ExecResult result;
    qint64 outTotal = 0; ///< more than result.out holds = its beginning was dropped
};

/// Runs one command in a channel of its own. `processGroup` is filled in once the command has said it, and belongs to
/// the caller's frame. The kind is Network with status Unsent where the command certainly did not start, so that it can
/// be tried again on a new connection.
QCoro::Task<Result<ExecOutcome>> runCommand(std::shared_ptr<SshSession> session, ExecRequest request,
    qsizetype outLimit, qint64 *processGroup, std::stop_token stop);

/// A request that runs one of the scripts.
ExecRequest shellRequest(const QString &script, const QStringList &arguments);

/// Ends a process group on the host, TERM first and then KILL, and looks whether it is gone: success is the proof.
QCoro::Task<Result<void>> endGroup(std::shared_ptr<SshSession> session, qint64 processGroup, std::stop_token stop);

/// Error::status of a command that never reached the host.
inline constexpr int Unsent = -100;

} // namespace opsdeck
