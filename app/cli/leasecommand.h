// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "models/domain/redaction.h"

#include <QStringList>

namespace opsdeck {

/// opsdeck lease WORKSPACE --env E [--break --reason TEXT]: who has reserved an environment; needs a QCoreApplication.
ExitCode runLease(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck
