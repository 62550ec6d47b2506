// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/keyfiles.h"
#include "backends/ssh/session.h"
#include "backends/ssh/target.h"

#include <QDeadlineTimer>

namespace opsdeck {

/// Logs in, after the host key was checked: with the identity file if the workspace names one, else the agent's keys
/// and ssh_config's or the default key files, and last a password. The secret is the passphrase of an encrypted
/// identity, else the password. Unauthorised when the host takes none of them, with what was tried.
QCoro::Task<Result<void>> authenticate(std::shared_ptr<SshSession> session, SshTarget target, QByteArray secret,
    std::shared_ptr<KeyFiles> keys, QDeadlineTimer deadline, std::stop_token stop);

} // namespace opsdeck
