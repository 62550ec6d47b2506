// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/ports/host.h"

namespace opsdeck {

// What people are told of a remote command that did not do its work.

/// Which command failed, how, what it said, and for some causes what can be done.
Phrase failureOf(const QString &command, const ExecResult &result);
/// Of a step that did not end by itself.
Phrase toldOf(const Error &error);

} // namespace opsdeck
