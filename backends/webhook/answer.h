// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/message.h"

namespace opsdeck::webhook {

/// Whether a message was taken. Robots say no with HTTP 200 and a code inside, and something on the way may answer in
/// their place: of a robot only its own yes counts. A generic target says yes with any 2xx.
Result<void> judge(const QString &kind, const http::Answer &answer, const QString &name);

/// True where the same message may be taken a little later. One that came twice is known by its id; one that never
/// came is worse.
bool mayTryAgain(const Error &error);

} // namespace opsdeck::webhook
