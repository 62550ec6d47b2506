// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/redaction.h"

namespace opsdeck {

/// Lets every message of the program, of Qt and of its plugins through the redaction before the handler that was there
/// prints it. From construction to destruction; one at a time. Fatal messages end the program after they are printed.
class LogOutlet
{
public:
    explicit LogOutlet(const Redaction &redaction);
    ~LogOutlet();
    LogOutlet(const LogOutlet &) = delete;
    LogOutlet &operator=(const LogOutlet &) = delete;
};

} // namespace opsdeck
