// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace opsdeck {

/// What can be connected: the kinds of a workspace's connections, and "docker" for a host.
QStringList connectKinds();
QString connectTitle(const QString &kind); ///< "Connect my GitLab"
QString connectIcon(const QString &kind);
bool isHostKind(const QString &kind);

} // namespace opsdeck
