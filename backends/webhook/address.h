// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/message.h"
#include "models/domain/redaction.h"

namespace opsdeck::webhook {

/// The address of a target as it was copied from the robot's page: http or https with a host, no login in it.
/// `name` is the target's. Kind Usage where it is none; the address itself is in no error.
Result<http::Url> addressOf(const QString &text, const QString &name);

/// The parts of a secret address that are its key, whatever they are seen in: parameters, and long parts of the path.
void learnKeys(Redaction redaction, const http::Url &address);

} // namespace opsdeck::webhook
