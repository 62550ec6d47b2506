// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/traffic.h"

namespace opsdeck::nginx {

// The `server` lines of one upstream block in an nginx file. What is an error: an upstream that is not there or twice,
// an `include` in it (its servers stand elsewhere), a server twice, a weight that is no number, braces or quotes that
// are not balanced anywhere in the file.

/// Every server of the block but those marked `backup`, as written.
Result<QList<TrafficServer>> parseUpstream(const QByteArray &file, const QString &upstream);

/// The file with the weight and the `down` of these servers changed, every other byte as it was. A server that is not
/// in the block, or is a backup there, is an error.
Result<QByteArray> rewriteUpstream(
    const QByteArray &file, const QString &upstream, const QList<TrafficServer> &servers);

} // namespace opsdeck::nginx
