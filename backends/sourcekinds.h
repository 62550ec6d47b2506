// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workspace.h"
#include "models/ports/imageresolver.h"
#include "models/ports/source.h"

#include <memory>

namespace opsdeck {

class HostPool;
class SecretStore;
namespace http {
class Client;
}

/// What a maker gets. All references live on the I/O thread and outlive what is made.
struct SourceContext
{
    Connection connection;
    http::Client &http;
    SecretStore &secrets;
    HostPool *hosts = nullptr; ///< for what runs a command; null = there are none
};

/// The kinds that a workspace may name, and what makes them. A new system is one folder and one line in
/// sourcekinds.cpp.
QStringList sourceKinds();
/// Null for a kind that is not polled (registry) or not known.
std::unique_ptr<Source> makeSource(SourceContext context);

/// Resolves images in all registries of the workspace: connections of kind harbor and registry by their host, others
/// anonymously.
std::unique_ptr<ImageResolver> makeImageResolver(
    QList<Connection> connections, http::Client &http, SecretStore &secrets);

} // namespace opsdeck
