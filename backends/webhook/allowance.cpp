// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/webhook/allowance.h"

#include <algorithm>

namespace opsdeck::webhook {

Allowance::Wait Allowance::reserve(Time now, Wait patience)
{
    while (!m_booked.empty() && m_booked.front() + m_window <= now)
        m_booked.pop_front();
    const Time at = m_booked.size() < m_most ? now : std::max(now, m_booked.at(m_booked.size() - m_most) + m_window);
    const auto wait = std::chrono::ceil<Wait>(at - now);
    if (wait <= patience)
        m_booked.push_back(at);
    return wait;
}

} // namespace opsdeck::webhook
