// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

#include <chrono>

namespace opsdeck {

/// What Opsdeck expects when it knocks at an address itself: http(s)://, tcp:// or tls://.
struct CheckSpec
{
    std::chrono::milliseconds timeout{5000}; ///< for everything, from the name to the last byte
    int leastStatus = 200; ///< http(s)
    int mostStatus = 299;
    QString contains; ///< http(s): text that the answer has to hold; empty = any
    int certificateDays = 21; ///< https, tls: warn when the certificate ends sooner; 0 = never
    Severity severity = Severity::Critical; ///< of an address that does not answer as expected
    Labels labels;

    bool operator==(const CheckSpec &) const = default;
};

} // namespace opsdeck
