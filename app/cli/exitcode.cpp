// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exitcode.h"

namespace opsdeck {

ExitCode exitCodeOf(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::Tls:
    case Error::Kind::Unauthorised:
        return ExitCode::Unreachable;
    case Error::Kind::Forbidden:
    case Error::Kind::Refused:
        return ExitCode::Refused;
    case Error::Kind::Usage:
    case Error::Kind::NotFound:
        return ExitCode::Usage;
    case Error::Kind::Cancelled:
        return ExitCode::Cancelled;
    case Error::Kind::RateLimited:
    case Error::Kind::BadAnswer:
    case Error::Kind::Storage:
        return ExitCode::Failed;
    }
    return ExitCode::Failed;
}

} // namespace opsdeck
