// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"

#include <curl/curl.h>

namespace opsdeck::http {

// What libcurl is told about an endpoint before it connects.

/// Its proxy, that of the environment, or none: loopback and dialled sockets are never left to a proxy of the
/// environment.
void setUpProxy(CURL *easy, const Endpoint &endpoint, const QByteArray &origin);

/// TLS 1.2 or newer, verified: against authorities and names, or against the pin, which the caller checks with pinFault
/// before anything is sent. What is ours (`home`: certificate, pin) is shown to the endpoint's own origin only.
void setUpTls(CURL *easy, const Endpoint &endpoint, bool home);

bool isLoopback(const QByteArray &origin);

} // namespace opsdeck::http
