// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/session.h"

namespace opsdeck {

/// Carries bytes between `local`, our end of a socket pair, and a Unix socket on the host, until either end closes.
/// Neither direction reads more than the other side takes.
QCoro::Task<Result<void>> forwardToUnixSocket(
    std::shared_ptr<SshSession> session, FileDescriptor local, QString remotePath, std::stop_token stop);

} // namespace opsdeck
