// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/keyfiles.h"
#include "backends/ssh/knownhosts.h"
#include "backends/ssh/session.h"
#include "backends/ssh/target.h"
#include "models/domain/hostkey.h"

namespace opsdeck {

/// What a connection needs besides its target; all found out beforehand, so that none of it counts against the
/// deadline.
struct Credentials
{
    QList<KnownKey> known;
    QByteArray secret;
    std::shared_ptr<KeyFiles> keys;
};

/// Error::status where the far side hung up before the key exchange was done, as a server with too many logins under
/// way does (MaxStartups): nothing has happened yet, so it can be tried again.
inline constexpr int TurnedAway = -101;

/// A session that is logged in: TCP or a tunnel through `via`, key exchange, host key, authentication, all before the
/// target's one deadline. `unknown` belongs to the caller's frame and is filled in where the host key is not known.
QCoro::Task<Result<std::shared_ptr<SshSession>>> openSession(SshTarget target, std::shared_ptr<SshSession> via,
    Credentials credentials, std::optional<HostKeyOffer> *unknown, std::stop_token stop);

} // namespace opsdeck
