// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/simclock.h"

namespace opsdeck::sim {

QDateTime SimClock::now() const
{
    const QDateTime base = m_frozen.isValid() ? m_frozen : QDateTime::currentDateTimeUtc();
    return base.addMSecs(m_offset.count());
}

void SimClock::freezeAt(const QDateTime &at)
{
    m_frozen = at.toUTC();
    m_offset = std::chrono::milliseconds{0};
}

void SimClock::advance(std::chrono::milliseconds by)
{
    m_offset += by;
}

} // namespace opsdeck::sim
