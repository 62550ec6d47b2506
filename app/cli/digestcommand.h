// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "models/domain/redaction.h"

#include <QStringList>

#include <chrono>
#include <optional>

namespace opsdeck {

/// opsdeck digest WORKSPACE: what the next shift has to know, of what was stored last. Needs a QCoreApplication.
ExitCode runDigest(const QStringList &arguments, const Redaction &redaction);

/// "8h", "90m", "2d"; nothing for anything else, or where it is no time.
std::optional<std::chrono::minutes> spanFrom(const QString &text);

} // namespace opsdeck
