// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/turnstile.h"

namespace opsdeck::http {

struct Turnstile::Lane
{
    int limit = 1;
    int inside = 0;
    QList<Completion<Pass>> waiting;

    void admit(const std::shared_ptr<Lane> &self)
    {
        while (inside < limit && !waiting.isEmpty()) {
            const auto next = waiting.takeFirst();
            if (!next.isFinished())
                next.finish(Pass(self));
        }
    }
};

Turnstile::Pass::Pass(std::shared_ptr<Lane> lane)
    : m_lane(std::move(lane))
{
    ++m_lane->inside;
}

Turnstile::Pass::~Pass()
{
    if (!m_lane)
        return;
    --m_lane->inside;
    m_lane->admit(m_lane);
}

Completion<Turnstile::Pass> Turnstile::enter(const QByteArray &key, int limit, std::stop_token stop)
{
    auto &lane = m_lanes[key];
    if (!lane)
        lane = std::make_shared<Lane>();
    lane->limit = std::max(1, limit);
    Completion<Pass> turn(std::move(stop));
    lane->waiting.append(turn);
    lane->admit(lane);
    return turn;
}

} // namespace opsdeck::http
