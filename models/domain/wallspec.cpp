// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/wallspec.h"

namespace opsdeck {

WallSet defaultWallSet()
{
    using std::chrono::seconds;
    WallSet set;
    set.scenes = {
        {QStringLiteral("alerts"), seconds(60), {}},
        {QStringLiteral("topology"), seconds(20), {}},
        {QStringLiteral("versions"), seconds(20), {}},
        {QStringLiteral("changes"), seconds(20), {}},
    };
    return set;
}

} // namespace opsdeck
