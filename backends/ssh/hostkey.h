// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/knownhosts.h"
#include "backends/ssh/target.h"
#include "models/domain/hostkey.h"

#include <libssh/libssh.h>

#include <optional>

namespace opsdeck {

/// Strict: only a key that the known hosts hold passes. Anything else is a Tls error that names the fingerprints; for a
/// key that is merely unknown, `unknown` is filled in, so that a person can be asked. Call it after the key exchange
/// and before any authentication.
Result<void> checkHostKey(
    ssh_session session, const SshTarget &target, const QList<KnownKey> &known, std::optional<HostKeyOffer> *unknown);

} // namespace opsdeck
