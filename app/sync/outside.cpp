// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/outside.h"

#include "backends/sourcekinds.h"
#include "backends/ssh/hostpool.h"

namespace opsdeck {

Outside::Outside(const Workspace &workspace, const QString &configFolder, Redaction redaction)
    : m_secrets(configFolder, std::move(redaction))
    , m_hosts(makeSshHostPool(workspace.hosts, m_http, m_secrets))
    , m_images(makeImageResolver(workspace.connections, m_http, m_secrets))
{ }

Outside::~Outside() = default;

} // namespace opsdeck
