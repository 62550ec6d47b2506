// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/composecommands.h"

#include "app/deploy/planner.h"

namespace opsdeck {

namespace {

QStringList compose(ComposeTool tool)
{
    return tool == ComposeTool::Plugin ? QStringList{QStringLiteral("docker"), QStringLiteral("compose")}
                                       : QStringList{QStringLiteral("docker-compose")};
}

} // namespace

QStringList composeProbe(ComposeTool tool)
{
    return compose(tool) + QStringList{QStringLiteral("version")};
}

QStringList composeUp(ComposeTool tool, const HostChange &change)
{
    return compose(tool)
        + QStringList{QStringLiteral("-p"), change.composeProject, QStringLiteral("-f"), composePath(change.directory),
            QStringLiteral("up"), QStringLiteral("-d")};
}

QStringList pullImage(const HostChange &change)
{
    return {QStringLiteral("docker"), QStringLiteral("pull"), change.wanted.text()};
}

QStringList findImage(const HostChange &change)
{
    return {QStringLiteral("docker"), QStringLiteral("image"), QStringLiteral("inspect"), QStringLiteral("--format"),
        QStringLiteral("{{.RepoDigests}}"), change.wanted.text()};
}

QStringList containerLog(const QString &containerId)
{
    return {
        QStringLiteral("docker"), QStringLiteral("logs"), QStringLiteral("--tail"), QStringLiteral("20"), containerId};
}

} // namespace opsdeck
