// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/session.h"
#include "models/domain/workspace.h"

namespace opsdeck {

class SecretStore;

/// A session that is logged in: TCP, key exchange, host key, authentication, each with its own deadline.
QCoro::Task<Result<std::shared_ptr<SshSession>>> openSession(HostSpec spec, SecretStore *secrets, std::stop_token stop);

} // namespace opsdeck
