// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "models/domain/redaction.h"

#include <QStringList>

namespace opsdeck {

/// opsdeck [WORKSPACE]: the window on a workspace, the last one where none is named. Needs a QApplication.
ExitCode runWindow(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck
