// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/socket.h"

namespace opsdeck::traffic {

/// Sends one line and reads until the far side hangs up, both within `limit`. Network where it hangs up without a word,
/// BadAnswer for more than 16 MB.
QCoro::Task<Result<QByteArray>> askRuntime(
    FileDescriptor stream, QByteArray line, std::chrono::milliseconds limit, std::stop_token stop);

} // namespace opsdeck::traffic
