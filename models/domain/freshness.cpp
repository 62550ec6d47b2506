// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/freshness.h"

#include <algorithm>
#include <cstdlib>

namespace opsdeck {

Freshness freshnessOf(const SourceRecord &source, const QDateTime &now)
{
    if (!source.lastAttempt.isValid())
        return Freshness::Never;
    if (source.lastError) {
        const bool denied
            = source.lastError->kind == Error::Kind::Unauthorised || source.lastError->kind == Error::Kind::Forbidden;
        if (denied)
            return Freshness::Unauthorised;
        return source.lastSuccess.isValid() ? Freshness::Stale : Freshness::Unreachable;
    }
    if (!source.lastSuccess.isValid())
        return Freshness::Never;
    // A clock that was set back hides how long the source has been silent: the next poll will tell.
    const qint64 silence = std::abs(source.lastSuccess.msecsTo(now));
    return silence > 2 * source.interval.count() ? Freshness::Stale : Freshness::Live;
}

bool isBlind(Freshness freshness)
{
    return freshness != Freshness::Live;
}

Freshness worse(Freshness a, Freshness b)
{
    const auto rank = [](Freshness f) {
        switch (f) {
        case Freshness::Live:
            return 0;
        case Freshness::Never:
            return 1;
        case Freshness::Stale:
            return 2;
        case Freshness::Unreachable:
            return 3;
        case Freshness::Unauthorised:
            return 4;
        }
        return 4;
    };
    return rank(a) >= rank(b) ? a : b;
}

} // namespace opsdeck
