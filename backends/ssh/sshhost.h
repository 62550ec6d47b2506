// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/taskscope.h"
#include "backends/docker/client.h"
#include "backends/ssh/connection.h"
#include "backends/ssh/exec.h"
#include "backends/ssh/forward.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"

namespace opsdeck {

/// A host behind one SSH connection, opened on first use and again after it broke.
class SshHost final : public Host
{
public:
    SshHost(HostSpec spec, http::Client &http, SshContext &context);

    QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token stop) override;
    QCoro::Task<Result<QByteArray>> readFile(QString path, std::stop_token stop) override;
    QCoro::Task<Result<void>> writeFile(QString path, QByteArray content, int mode, std::stop_token stop) override;
    QCoro::Task<Result<QList<Container>>> containers(std::stop_token stop) override;
    int dialTcp(QString address, quint16 port) override;
    int dialUnix(QString path) override;
    std::optional<HostKeyOffer> unknownHostKey() const override { return m_connection.unknownKey(); }
    QCoro::Task<Result<void>> trustHostKey(HostKeyOffer offer, std::stop_token stop) override;
    std::optional<ProgramOffer> unapprovedProgram() const override { return m_connection.unapprovedProgram(); }
    Result<void> approveProgram(const ProgramOffer &offer) override;

    /// What the Engine API tells, in one go; as DockerClient::state.
    QCoro::Task<Result<EngineState>> engineState(QByteArray memory, std::stop_token stop);
    QCoro::Task<Result<SourceIdentity>> engineIdentity(std::stop_token stop);
    void lookClosely() { m_docker.lookClosely(); }
    std::chrono::milliseconds engineSkew() const { return m_docker.skew(); }

private:
    QCoro::Task<Result<ExecOutcome>> runConnected(ExecRequest request, qsizetype outLimit, std::stop_token stop);
    QCoro::Task<Result<ExecOutcome>> run(ExecRequest request, qsizetype outLimit, std::stop_token stop);
    /// What becomes of a command that did not end by itself.
    QCoro::Task<Error> settle(
        std::shared_ptr<SshSession> session, qint64 processGroup, Error error, std::stop_token stop);
    template <typename T> Result<T> withForwardError(Result<T> answer) const;
    static QCoro::Task<void> forward(
        SshHost *self, std::shared_ptr<FileDescriptor> local, RemoteSocket remote, std::stop_token stop);
    static QCoro::Task<void> endRemote(std::shared_ptr<SshSession> session, qint64 processGroup, std::stop_token stop);
    http::Endpoint engineEndpoint();
    int dial(const RemoteSocket &remote);

    const HostSpec m_spec;
    SshContext &m_context;
    SshConnection m_connection;
    DockerClient m_docker;
    Gate m_commandGate{8}; ///< sshd allows 10 commands on a connection (MaxSessions)
    std::optional<Error> m_forwardError; ///< why the engine's socket could not be reached last
    TaskScope m_scope;
};

} // namespace opsdeck
