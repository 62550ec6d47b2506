// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"
#include "models/domain/workspace.h"

namespace opsdeck {

class SecretStore;

namespace http {

/// Where a connection of the workspace is reached, with its credentials, whose secret is looked up now: GitLab gets a
/// PRIVATE-TOKEN, others Basic where there is a user, Bearer where there is a secret alone, nothing without both.
QCoro::Task<Result<Endpoint>> endpointFor(Connection connection, SecretStore &secrets, std::stop_token stop);

/// The endpoint with the connection's proxy and TLS files and their secrets. A pin that cannot be read is an error and
/// never left out, because the server would then be trusted for another reason.
QCoro::Task<Result<Endpoint>> withWay(
    Endpoint endpoint, Connection connection, SecretStore &secrets, std::stop_token stop);

Header basic(const QString &user, const QString &password);
Header bearer(const QString &token);

} // namespace http
} // namespace opsdeck
