// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"

#include <QStringList>

namespace opsdeck {

/// opsdeck check WORKSPACE: every fault with file, line and column, as compilers write them.
ExitCode runCheck(const QStringList &arguments);

} // namespace opsdeck
