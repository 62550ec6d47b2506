// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/addressprobe.h"

namespace opsdeck {

class SecretStore;

namespace http {
class Client;
}

/// The dial tests' way of asking, for an address that is in no workspace. Client and secrets outlive it.
class DialProbe final : public AddressProbe
{
public:
    DialProbe(http::Client &http, SecretStore &secrets);

    QCoro::Task<Result<void>> ask(QString url, std::chrono::milliseconds timeout, std::stop_token stop) override;

private:
    http::Client &m_http;
    SecretStore &m_secrets;
};

} // namespace opsdeck
