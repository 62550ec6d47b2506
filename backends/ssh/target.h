// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/sshconfig.h"
#include "models/domain/hostkey.h"
#include "models/domain/workspace.h"

#include <functional>
#include <memory>

namespace opsdeck {

class LocalPrograms;

/// Who sits at this computer; a value, so that tests can be somebody else.
struct SshPerson
{
    QString name; ///< the local user's
    QString home;
    QString agentSocket; ///< SSH_AUTH_SOCK
    QString configFile; ///< ~/.ssh/config; empty = none
    QString systemConfigFile; ///< /etc/ssh/ssh_config; empty = none
    QString programsFile; ///< see LocalPrograms; empty = none may run

    static SshPerson current();
};

/// Where one SSH connection goes and how: the workspace's words, else ssh_config's, else ssh's defaults.
struct SshTarget
{
    QString origin; ///< for errors: the host's name
    QString address;
    int port = 22;
    QString user;
    QByteArray knownAs; ///< the name in known_hosts
    QStringList knownHosts; ///< files; the first is where an accepted key is written
    bool hideNames = false; ///< in a new known_hosts
    QStringList identities; ///< private key files
    bool identityIsChosen = false; ///< by the workspace: no other key is offered
    bool identitiesOnly = false; ///< of the agent's keys only those of `identities`
    QString agentSocket; ///< empty = none
    QString secret; ///< name; passphrase, else password
    bool mayUsePassword = true; ///< false on the way to a host: its password is nobody else's
    std::chrono::milliseconds connectLimit{15'000}; ///< for everything until we are logged in
    std::chrono::milliseconds aliveInterval{15'000}; ///< 0 = no keepalive
    int aliveMisses = 3;
    std::shared_ptr<const SshTarget> jump; ///< the host to go through; null = direct
    QString program; ///< a local command whose streams are the connection; empty = TCP

    QString key() const; ///< equal for connections that can be shared
};

/// What resolving a host needs of LocalPrograms, and what it found missing when it failed.
struct ProgramQuestions
{
    const LocalPrograms &programs;
    std::optional<ProgramOffer> unapproved; ///< to ask a person about
    QString toFind; ///< a Match exec that may run: find its outcome, and resolve again
};

/// Resolves a host of the workspace. `others` finds the workspace's hosts by name, for jumps through them. Kind Usage
/// where something cannot be done as the configuration asks; without `questions` no program may run.
Result<SshTarget> resolveTarget(const HostSpec &spec, const SshConfig &config, const SshPerson &person,
    const std::function<const HostSpec *(const QString &)> &others, ProgramQuestions *questions = nullptr);

} // namespace opsdeck
