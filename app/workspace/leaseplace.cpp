// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/leaseplace.h"

namespace opsdeck {

LeasePlace leasePlaceOf(const QString &text)
{
    static const QString scheme = QStringLiteral("ssh://");
    if (!text.startsWith(scheme))
        return {{}, text};
    const QString rest = text.mid(scheme.size());
    const qsizetype slash = rest.indexOf(u'/');
    if (slash < 0)
        return {HostId(rest), {}};
    return {HostId(rest.left(slash)), rest.mid(slash)};
}

} // namespace opsdeck
