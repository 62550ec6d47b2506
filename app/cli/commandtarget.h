// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "models/domain/workspace.h"

#include <QCommandLineParser>

#include <optional>

namespace opsdeck {

/// What a command that deploys works on: a workspace's folder, or hosts that are named by hand.
class CommandTarget
{
public:
    /// Adds the positional argument and the options, parses, and prints help or what is wrong; then answers the exit
    /// code where the command must not go on.
    std::optional<ExitCode> parse(QCommandLineParser &parser, const QStringList &arguments);
    bool isByHand() const { return !m_hosts.isEmpty(); }
    /// Nothing, and the reason on stderr, where it cannot be used.
    std::optional<Workspace> load() const;

private:
    QString m_folder;
    QStringList m_hosts;
    HostSpec m_common; ///< what the hosts have in common
};

} // namespace opsdeck
