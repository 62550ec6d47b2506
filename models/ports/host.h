// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/container.h"
#include "models/domain/error.h"
#include "models/domain/freshness.h"
#include "models/domain/hostkey.h"

#include <qcorotask.h>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace opsdeck {

/// How a remote command ended. A death by signal is a failure whatever the exit status says.
struct ExecResult
{
    int exitStatus = -1; ///< -1 = died by a signal or unknown
    QString exitSignal; ///< without SIG, e.g. KILL; empty = ended by itself
    QByteArray out; ///< the last ExecRequest::outLimit bytes
    QByteArray err; ///< the last 256 kB

    bool succeeded() const { return exitStatus == 0 && exitSignal.isEmpty(); }
};

/// Error::status of a command that was cancelled through its request, or ran out of time: whether anything of it is
/// left on the host.
inline constexpr int RemoteGone = -201; ///< its process group was asked for afterwards and is empty
inline constexpr int RemoteMayRun = -202; ///< it is not, or could not be asked for

struct ExecRequest
{
    QByteArray command; ///< built by remoteCommand(), the one quoting function
    QByteArray input; ///< stdin, sent and closed
    std::chrono::milliseconds timeout{60'000};
    qsizetype outLimit = 256 * 1024; ///< bytes of stdout that are kept
    std::function<void(QByteArray line)> onLine; ///< each complete line of stdout and stderr, I/O thread; may be empty
    /// NAME and value, set on the host. Others on the host can see them: no secrets, those go to stdin.
    QList<std::pair<QString, QString>> environment;
    /// A person's wish to end it: the process group is ended, and the answer, Cancelled with RemoteGone or
    /// RemoteMayRun, waits for the proof. The call's own stop token answers at once and proves nothing.
    std::stop_token cancel;
};

/// A machine that we run commands and reach the Docker engine on. Lives on the I/O thread; one connection, many
/// channels; connects on first use and again when it broke.
class Host
{
public:
    virtual ~Host() = default;

    virtual QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token stop) = 0;
    /// Kind NotFound where there is no such file.
    virtual QCoro::Task<Result<QByteArray>> readFile(QString path, std::stop_token stop) = 0;
    /// Writes beside the target, syncs, renames: the old file or the new one, never half of one. Makes the folder.
    virtual QCoro::Task<Result<void>> writeFile(QString path, QByteArray content, int mode, std::stop_token stop) = 0;
    /// Through the Engine API, all or only running, with registry digests filled in.
    virtual QCoro::Task<Result<QList<Container>>> containers(std::stop_token stop) = 0;

    /// Our end of a stream to a TCP port, or a Unix socket, as the host reaches it; non-blocking and the caller's to
    /// close, e.g. for http::Endpoint::dial. It closes where nobody listens. -1 = cannot.
    virtual int dialTcp(QString, quint16) { return -1; }
    virtual int dialUnix(QString) { return -1; }

    /// After a Tls error: the key that nobody knows, to ask a person about. Nothing where a known key has changed.
    virtual std::optional<HostKeyOffer> unknownHostKey() const { return {}; }
    /// A person has said yes: writes the key down, so that the next connect succeeds.
    virtual QCoro::Task<Result<void>> trustHostKey(HostKeyOffer offer, std::stop_token stop) = 0;
    /// After a Usage error: the program that would have to run here first, to ask a person about.
    virtual std::optional<ProgramOffer> unapprovedProgram() const { return {}; }
    /// A person has said yes: that program may run from now on.
    virtual Result<void> approveProgram(const ProgramOffer &offer)
    {
        return failure(Error::Kind::Refused, offer.host.text());
    }
};

/// The hosts of a workspace, by name. Owner of their connections.
class HostPool
{
public:
    virtual ~HostPool() = default;

    /// Null where the workspace has no such host.
    virtual Host *host(const HostId &id) = 0;
};

} // namespace opsdeck
