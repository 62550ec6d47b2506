// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "models/domain/redaction.h"

#include <QStringList>

namespace opsdeck {

/// True where these are the arguments of a wall's own process, which has the window; the process that a person starts
/// only looks after that one.
bool isWatchedWall(int argc, char **argv);

/// opsdeck --wall [SET] [WORKSPACE] [--screen NAME]; needs a QApplication where isWatchedWall, else a QCoreApplication.
ExitCode runWall(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck
