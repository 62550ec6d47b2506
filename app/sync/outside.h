// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "models/domain/workspace.h"
#include "models/ports/addressprobe.h"
#include "models/ports/host.h"
#include "models/ports/imagekeeping.h"
#include "models/ports/imageresolver.h"

#include <memory>

namespace opsdeck {

/// Everything that a workspace reaches outside of this program: one HTTP client, one pool of hosts. Made, used and
/// destroyed on the I/O thread.
class Outside
{
public:
    Outside(const Workspace &workspace, const QString &configFolder, Redaction redaction = {});
    ~Outside();

    http::Client &http() { return m_http; }
    SecretStore &secrets() { return m_secrets; }
    HostPool &hosts() { return *m_hosts; }
    ImageResolver &images() { return *m_images; }
    ImageKeeping &keeping() { return *m_keeping; }
    AddressProbe &probe() { return *m_probe; }

private:
    SecretStore m_secrets;
    http::Client m_http;
    std::unique_ptr<HostPool> m_hosts;
    std::unique_ptr<ImageResolver> m_images;
    std::unique_ptr<ImageKeeping> m_keeping;
    std::unique_ptr<AddressProbe> m_probe;
};

} // namespace opsdeck
