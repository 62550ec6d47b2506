// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/simclock.h"

namespace opsdeck::sim {

QDateTime SimClock::now() const
{
    const qint64 frozen = m_frozen;
    const qint64 base = frozen >= 0 ? frozen : QDateTime::currentMSecsSinceEpoch();
    return QDateTime::fromMSecsSinceEpoch(base + m_offset, Qt::UTC);
}

void SimClock::freezeAt(const QDateTime &at)
{
    m_frozen = at.toMSecsSinceEpoch();
    m_offset = 0;
}

void SimClock::advance(std::chrono::milliseconds by)
{
    m_offset += by.count();
}

} // namespace opsdeck::sim
