// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <deque>

namespace opsdeck::webhook {

/// How often a robot may be sent something: `most` in any window. Asks no clock and does not wait itself.
class Allowance
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Wait = std::chrono::milliseconds;

    Allowance(size_t most, Wait window)
        : m_most(most)
        , m_window(window)
    { }

    /// How long the next one has to wait; its place is booked unless that is longer than `patience`.
    Wait reserve(Time now, Wait patience);

private:
    const size_t m_most;
    const Wait m_window;
    std::deque<Time> m_booked; ///< oldest first
};

} // namespace opsdeck::webhook
