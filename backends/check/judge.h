// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/feed/firstseen.h"
#include "models/domain/error.h"
#include "models/domain/workspace.h"

#include <optional>

namespace opsdeck::check {

/// What was found at the address.
struct Finding
{
    std::optional<Error> error; ///< nobody answered, or not in time, or with a certificate that is not trusted
    int status = 0; ///< http(s)
    bool holdsText = true; ///< http(s): what the answer has to hold
    std::chrono::milliseconds latency{0};
    QDateTime certificateEnd; ///< UTC; invalid = there is none
};

/// No alert where all is as expected; else one, and one more for a certificate that ends soon. `seen` knows since when.
QList<Alert> judge(const Connection &check, const Finding &found, feed::FirstSeen &seen, const QDateTime &now);

} // namespace opsdeck::check
