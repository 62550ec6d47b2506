// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"

#include <QStringList>

namespace opsdeck {

/// How compose is called on a host: the plugin where there is one, else the older program.
enum class ComposeTool
{
    Plugin,
    Standalone
};

// The words of the remote commands; they become a command only through remoteCommand().
QStringList composeProbe(ComposeTool tool);
QStringList composeUp(ComposeTool tool, const HostChange &change);
QStringList pullImage(const HostChange &change);
QStringList findImage(const HostChange &change); ///< prints the digests by which the host knows it
QStringList containerLog(const QString &containerId);

} // namespace opsdeck
