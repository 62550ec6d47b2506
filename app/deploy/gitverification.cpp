// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gitverification.h"

namespace opsdeck {

QStringList runningOtherwise(const DeployPlan &found)
{
    QStringList places;
    for (const HostChange &change : found.changes) {
        if (change.running != change.wanted.digest)
            places.append(change.host.text() + u' ' + change.part.text());
    }
    return places;
}

} // namespace opsdeck
