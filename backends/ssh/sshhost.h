// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/taskscope.h"
#include "backends/docker/client.h"
#include "backends/ssh/exec.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"

namespace opsdeck {

class SecretStore;

/// Lets only so many in at a time; the others wait in line.
class Gate
{
public:
    explicit Gate(int places)
        : m_free(places)
    { }
    QCoro::Task<Result<void>> enter(std::stop_token stop);
    void leave();

private:
    int m_free;
    QList<Completion<void>> m_queue;
};

/// A host behind one SSH connection, opened on first use and again after it broke.
class SshHost final : public Host
{
public:
    SshHost(HostSpec spec, http::Client &http, SecretStore &secrets, Gate &connectGate);

    QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token stop) override;
    QCoro::Task<Result<QByteArray>> readFile(QString path, std::stop_token stop) override;
    QCoro::Task<Result<void>> writeFile(QString path, QByteArray content, int mode, std::stop_token stop) override;
    QCoro::Task<Result<QList<Container>>> containers(std::stop_token stop) override;

    /// What the Engine API tells, in one go.
    QCoro::Task<Result<EngineState>> engineState(std::stop_token stop);
    QCoro::Task<Result<SourceIdentity>> engineIdentity(std::stop_token stop);
    std::chrono::milliseconds engineSkew() const { return m_docker.skew(); }

private:
    QCoro::Task<Result<std::shared_ptr<SshSession>>> session(std::stop_token stop);
    QCoro::Task<Result<ExecOutcome>> runConnected(ExecRequest request, qsizetype outLimit, std::stop_token stop);
    QCoro::Task<Result<ExecOutcome>> run(ExecRequest request, qsizetype outLimit, std::stop_token stop);
    template <typename T> Result<T> withForwardError(Result<T> answer) const;
    static QCoro::Task<void> connect(SshHost *self, std::stop_token stop);
    static QCoro::Task<void> forward(SshHost *self, std::shared_ptr<FileDescriptor> local, std::stop_token stop);
    static QCoro::Task<void> endRemote(std::shared_ptr<SshSession> session, qint64 processGroup, std::stop_token stop);
    http::Endpoint engineEndpoint();
    int dialEngine();

    const HostSpec m_spec;
    SecretStore &m_secrets;
    Gate &m_connectGate;
    DockerClient m_docker;
    Gate m_commandGate{8}; ///< sshd allows 10 commands on a connection (MaxSessions)
    std::shared_ptr<SshSession> m_session;
    QList<Completion<std::shared_ptr<SshSession>>> m_waiting;
    std::optional<Error> m_forwardError; ///< why the engine's socket could not be reached last
    bool m_connecting = false;
    TaskScope m_scope;
};

} // namespace opsdeck
