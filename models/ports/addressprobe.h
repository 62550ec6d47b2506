// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <qcorotask.h>

#include <chrono>
#include <stop_token>

namespace opsdeck {

/// Asks an address once whether it answers as it should. I/O thread.
class AddressProbe
{
public:
    virtual ~AddressProbe() = default;

    /// http(s)://: a status from 200 to 299, without following redirects; tcp://, tls://host:port: it takes a
    /// connection. The error says what was found instead, Usage where the address cannot be one.
    virtual QCoro::Task<Result<void>> ask(QString url, std::chrono::milliseconds timeout, std::stop_token stop) = 0;
};

} // namespace opsdeck
