// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/taskscope.h"
#include "backends/ssh/configfiles.h"
#include "backends/ssh/gate.h"
#include "backends/ssh/knownhostsfiles.h"
#include "backends/ssh/localprograms.h"
#include "backends/ssh/opensession.h"

#include <map>

namespace opsdeck {

class SecretStore;
struct SshContext;

/// Keeps one session to one target: opens it on first use and again after it broke, once for all who wait. A server
/// that turns us away before the key exchange is asked again, later and by fewer at a time.
class SshConnection
{
public:
    /// Asked before each connect, for files may have changed.
    using Resolve = std::function<Result<SshTarget>(ProgramQuestions &)>;
    /// The context outlives the connection.
    SshConnection(QString origin, Resolve resolve, SshContext &context);

    QCoro::Task<Result<std::shared_ptr<SshSession>>> session(std::stop_token stop);
    /// The key of the last attempt, if that failed because nobody knows it.
    const std::optional<HostKeyOffer> &unknownKey() const { return m_unknown; }
    /// The program that the last attempt would have had to run.
    const std::optional<ProgramOffer> &unapprovedProgram() const { return m_unapproved; }

private:
    using Opened = Result<std::shared_ptr<SshSession>>;

    static QCoro::Task<void> connect(SshConnection *self, std::stop_token stop);
    QCoro::Task<Opened> open(std::stop_token stop);
    QCoro::Task<Result<SshTarget>> resolve(std::stop_token stop);
    QCoro::Task<Opened> openThroughGate(
        SshTarget target, std::shared_ptr<SshSession> via, Credentials credentials, std::stop_token stop);
    QCoro::Task<Opened> tryOnce(
        SshTarget target, std::shared_ptr<SshSession> via, Credentials credentials, std::stop_token stop);

    const QString m_origin;
    const Resolve m_resolve;
    SshContext &m_context;
    std::shared_ptr<SshSession> m_session;
    std::optional<HostKeyOffer> m_unknown;
    std::optional<ProgramOffer> m_unapproved;
    QList<Completion<std::shared_ptr<SshSession>>> m_waiting;
    bool m_connecting = false;
    TaskScope m_scope;
};

/// What the connections of one pool share. Lives on the I/O thread; what the pool's threads use is held by pointers.
struct SshContext
{
    SecretStore &secrets;
    SshPerson person;
    ConfigFiles config{person.configFile, person.systemConfigFile, person.home};
    std::map<QString, HostSpec> hosts; ///< of the workspace, by name: a jump may go through one
    std::shared_ptr<KnownHostsFiles> knownHosts = std::make_shared<KnownHostsFiles>();
    std::shared_ptr<KeyFiles> keys = std::make_shared<KeyFiles>();
    LocalPrograms programs{person.programsFile};
    Gate logins{32}; ///< a key exchange costs processor time on both ends
    std::map<QString, std::unique_ptr<SshConnection>> jumps; ///< by SshTarget::key

    Result<SshTarget> resolve(const HostSpec &spec, ProgramQuestions &questions);
    /// The connection that all hosts behind this one share.
    SshConnection &jump(const SshTarget &target);
};

} // namespace opsdeck
