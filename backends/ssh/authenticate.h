// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/session.h"
#include "models/domain/workspace.h"

namespace opsdeck {

class SecretStore;

/// Logs in, after the host key was checked: the identity file if the workspace names one, else the agent and the
/// user's default keys, and last a password. The secret is the identity's passphrase where that is encrypted, else
/// the password. Unauthorised when the host takes none of them.
QCoro::Task<Result<void>> authenticate(
    std::shared_ptr<SshSession> session, HostSpec spec, SecretStore *secrets, std::stop_token stop);

} // namespace opsdeck
