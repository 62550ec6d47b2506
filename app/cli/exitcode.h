// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

namespace opsdeck {

/// What a command's exit status means; part of the interface, never renumbered.
enum class ExitCode
{
    Done = 0,
    Failed = 1,
    Usage = 2,
    Refused = 3,
    Unreachable = 4,
    Cancelled = 5
};

ExitCode exitCodeOf(const Error &error);

} // namespace opsdeck
