// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace opsdeck::sim {

class DemoWorld;

/// Writes a workspace for a started world: opsdeck.yaml, catalog/, compose/, versions/, sites.yaml, keys/ (0600)
/// and known_hosts. Says what went wrong, or nothing. The folder is made; files of an earlier demo in it are replaced.
QString writeWorkspace(DemoWorld &world, const QString &folder);

} // namespace opsdeck::sim
