// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/message.h"
#include "backends/json/json.h"

namespace opsdeck::http {

/// What the far side says about a failed request, as one text for people: taken out of a JSON object or string, plain
/// text or a proxy's HTML; "HTTP 502" where it says nothing. The request id, if any, is appended. Never more than
/// Error::MaxDetail characters; control characters are removed.
QString errorWords(const Answer &answer);

/// What an answer with status 200 says has failed, as some vendors do: Prometheus ({"status": "error", …}), JSON-RPC
/// ({"error": {…}}), TAPD ({"status": anything but 1, "info": …}), Docker's streams ({"errorDetail": {…}}). Empty where
/// it says no such thing.
QString errorInside(json::Element root);

} // namespace opsdeck::http
