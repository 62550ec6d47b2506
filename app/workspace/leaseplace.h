// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

namespace opsdeck {

/// Where the consoles of a workspace keep their leases: what `leases` of its policies says, a folder or
/// "ssh://HOST/FOLDER" with a host of the workspace.
struct LeasePlace
{
    HostId host; ///< empty = a folder that this machine reaches itself
    QString folder;

    bool operator==(const LeasePlace &) const = default;
};

LeasePlace leasePlaceOf(const QString &text);

} // namespace opsdeck
