// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/gate.h"

#include <algorithm>

namespace opsdeck {

QCoro::Task<Result<void>> Gate::enter(std::stop_token stop)
{
    if (m_inside < int(m_places)) {
        ++m_inside;
        co_return Result<void>();
    }
    Completion<void> turn(stop);
    m_queue.append(turn);
    co_return co_await turn;
}

void Gate::leave()
{
    --m_inside;
    letIn();
}

void Gate::letIn()
{
    while (m_inside < int(m_places) && !m_queue.isEmpty()) {
        const auto next = m_queue.takeFirst();
        if (next.isFinished())
            continue; // its owner was stopped while it waited
        ++m_inside;
        next.finish({});
    }
}

void Gate::limit(int most)
{
    m_most = std::max(1, most);
    m_places = std::min(m_places, m_most);
}

void Gate::shrink(int least)
{
    m_places = std::max(m_places / 2, std::min(double(least), m_most));
}

void Gate::grow()
{
    m_places = std::min(m_most, m_places + 1 / m_places);
    letIn();
}

} // namespace opsdeck
