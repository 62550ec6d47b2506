// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/headroom.h"

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <optional>

namespace opsdeck::http {

struct Answer;

/// What RateLimit-* or X-RateLimit-* headers say; nothing where they are missing or make no sense. Their reset is an
/// epoch time by the server's clock or seconds from now.
std::optional<Headroom> headroomOf(const Answer &answer, const QDateTime &now);

/// Spaces requests per key: not faster than a rate, and slower when the server says that little is left. Asks no clock
/// and does not wait itself.
class Pacer
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Longer than this nobody should wait without being told why.
    static constexpr std::chrono::milliseconds Patience{10'000};

    /// How long the next request has to wait; its place is booked unless that is longer than Patience. `rate` is in
    /// requests a second, 0 = as fast as it goes.
    std::chrono::milliseconds reserve(const QByteArray &key, double rate, Time now);
    void learn(const QByteArray &key, const Headroom &headroom, std::chrono::milliseconds untilReset, Time now);
    std::optional<Headroom> headroom(const QByteArray &key) const;

private:
    struct Lane
    {
        std::optional<Headroom> headroom;
        Time resetsAt; ///< the headroom's, by a clock that never jumps
        Time nextAt;
    };

    QHash<QByteArray, Lane> m_lanes;
};

} // namespace opsdeck::http
