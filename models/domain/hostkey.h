// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QByteArray>
#include <QString>

namespace opsdeck {

/// The key of a host that no known_hosts file names: what a person is asked about, once, and what is written down when
/// they say yes. A key that differs from a known one is never offered like this.
struct HostKeyOffer
{
    HostId host;
    QString name; ///< as it will stand in the file: host, or [host]:port
    QString type; ///< ssh-ed25519, …
    QByteArray key; ///< the public key as it goes over the wire
    QString fingerprint; ///< SHA256:…
    QString file; ///< where it will be written
    bool hide = false; ///< write the name hashed if the file is new

    bool operator==(const HostKeyOffer &) const = default;
};

/// A program that ssh_config wants to run on this computer to reach a host (ProxyCommand, Match exec): what a person is
/// asked about, once.
struct ProgramOffer
{
    HostId host;
    QString command; ///< as it is written there, %-tokens not replaced
    QString place; ///< what asks for it: "ProxyCommand", or "Match exec, FILE:LINE"

    bool operator==(const ProgramOffer &) const = default;
};

} // namespace opsdeck
