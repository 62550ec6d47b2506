// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/target.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"
#include "models/ports/source.h"

namespace opsdeck {

class SecretStore;
namespace http {
class Client;
}

/// Hosts reached by libssh in non-blocking mode on the I/O thread's event loop; all objects live there.
/// `person` tells whose ssh_config, agent and keys count.
std::unique_ptr<HostPool> makeSshHostPool(
    QList<HostSpec> hosts, http::Client &http, SecretStore &secrets, SshPerson person = SshPerson::current());

/// A host's Docker engine as a source of containers, images and engine info. The pool outlives it.
std::unique_ptr<Source> makeDockerSource(HostSpec host, HostPool &pool);

} // namespace opsdeck
