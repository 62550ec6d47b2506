// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/workspace.h"

#include <libssh/libssh.h>

namespace opsdeck {

/// The file that a host's key has to stand in.
QString knownHostsFile(const HostSpec &spec);

/// Strict: only a key that the known hosts hold passes. Unknown, changed and other-type keys are Tls errors that name
/// the fingerprints, and what to do. Call it after the key exchange and before any authentication.
Result<void> checkHostKey(ssh_session session, const HostSpec &spec);

} // namespace opsdeck
