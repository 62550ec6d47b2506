// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/pacer.h"

#include "backends/http/message.h"

#include <algorithm>
#include <cmath>

namespace opsdeck::http {

namespace {

constexpr qint64 SmallestEpoch = 1'000'000'000; // less than that is a number of seconds
constexpr qint64 LongestWindow = 86'400;

/// The number that a header begins with: "100", "100, 100;w=60", "12.7".
std::optional<qint64> numberIn(const Answer &answer, const QByteArray &name)
{
    for (const QByteArray &prefix :
        {QByteArray("ratelimit-"), QByteArray("x-ratelimit-"), QByteArray("x-rate-limit-")}) {
        const QByteArray value = answer.header(prefix + name);
        qsizetype digits = 0;
        while (digits < value.size() && value[digits] >= '0' && value[digits] <= '9')
            ++digits;
        bool fits = false;
        const qint64 number = value.left(digits).toLongLong(&fits);
        if (fits)
            return number;
    }
    return std::nullopt;
}

} // namespace

std::optional<Headroom> headroomOf(const Answer &answer, const QDateTime &now)
{
    const auto limit = numberIn(answer, "limit");
    const auto remaining = numberIn(answer, "remaining");
    auto reset = numberIn(answer, "reset");
    if (!limit || !remaining || !reset || *limit <= 0)
        return std::nullopt;
    if (*reset >= SmallestEpoch)
        reset = *reset - (now.toMSecsSinceEpoch() + answer.skew.count()) / 1000;
    return Headroom{*limit, std::min(*remaining, *limit), now.addSecs(std::clamp<qint64>(*reset, 0, LongestWindow))};
}

std::chrono::milliseconds Pacer::reserve(const QByteArray &key, double rate, Time now)
{
    using std::chrono::ceil;
    using std::chrono::milliseconds;
    auto &lane = m_lanes[key];
    milliseconds apart{rate > 0 ? std::lround(1000.0 / rate) : 0};
    Time earliest = std::max(lane.nextAt, now);
    if (lane.headroom && lane.resetsAt > now) {
        if (lane.headroom->remaining <= 0)
            earliest = std::max(earliest, lane.resetsAt);
        else
            apart = std::max(apart, paceFor(*lane.headroom, ceil<milliseconds>(lane.resetsAt - now)));
    }
    const auto wait = ceil<milliseconds>(earliest - now);
    if (wait > Patience)
        return wait;
    if (lane.headroom)
        --lane.headroom->remaining; // until the answer says it better
    lane.nextAt = earliest + apart;
    return wait;
}

void Pacer::learn(const QByteArray &key, const Headroom &headroom, std::chrono::milliseconds untilReset, Time now)
{
    auto &lane = m_lanes[key];
    lane.headroom = headroom;
    lane.resetsAt = now + untilReset;
}

std::optional<Headroom> Pacer::headroom(const QByteArray &key) const
{
    return m_lanes.value(key).headroom;
}

} // namespace opsdeck::http
