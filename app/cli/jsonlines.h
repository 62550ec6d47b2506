// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"

class QJsonObject;

namespace opsdeck {

class Terminal;
struct Error;

// What all commands say with --json, and of errors, in one way.

/// One line on standard output, at once.
void writeJsonLine(const QJsonObject &json);
/// For people on `err`, with `json` as an object too; the exit status for it.
ExitCode tellFailure(Terminal &err, bool json, const Error &error);

} // namespace opsdeck
