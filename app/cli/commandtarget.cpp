// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandtarget.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/cli/words.h"
#include "app/deploy/imageplan.h"
#include "models/items/errortext.h"

#include <QFileInfo>

namespace opsdeck {

std::optional<ExitCode> CommandTarget::parse(QCommandLineParser &parser, const QStringList &arguments)
{
    const QCommandLineOption host({QStringLiteral("H"), QStringLiteral("on")},
        CommandLine::tr("instead of a workspace: a host, may be repeated"), QStringLiteral("[user@]address[:port]"));
    const QCommandLineOption identity({QStringLiteral("i"), QStringLiteral("identity")},
        CommandLine::tr("the private key for hosts that are named by hand"), QStringLiteral("file"));
    const QCommandLineOption knownHosts(QStringLiteral("known-hosts"),
        CommandLine::tr("the only file whose host keys count for them, instead of one's own known_hosts"),
        QStringLiteral("file"));
    const QCommandLineOption socket(QStringLiteral("docker-socket"),
        CommandLine::tr("where Docker listens on them, if not at /var/run/docker.sock"), QStringLiteral("path"));
    parser.addOptions({host, identity, knownHosts, socket});
    parser.addPositionalArgument(QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
    const bool named = std::any_of(arguments.cbegin(), arguments.cend(),
        [](const QString &argument) { return argument.startsWith(u"-H") || argument.startsWith(u"--on"); });
    if (const auto exit = parseOrExplain(parser, arguments, named ? 0 : 1))
        return exit;
    m_folder = parser.positionalArguments().value(1);
    m_hosts = parser.values(host);
    if (parser.isSet(identity))
        m_common.identity = QFileInfo(parser.value(identity)).absoluteFilePath();
    if (parser.isSet(knownHosts))
        m_common.knownHosts = QFileInfo(parser.value(knownHosts)).absoluteFilePath();
    if (parser.isSet(socket))
        m_common.dockerSocket = parser.value(socket);
    return std::nullopt;
}

std::optional<Workspace> CommandTarget::load() const
{
    if (!isByHand()) {
        const auto loaded = loadOrExplain(m_folder);
        return loaded ? std::optional(loaded->workspace) : std::nullopt;
    }
    const auto workspace = workspaceOfHosts(m_hosts, m_common);
    if (workspace)
        return *workspace;
    Terminal(stderr).line(errorText(workspace.error()));
    return std::nullopt;
}

} // namespace opsdeck
