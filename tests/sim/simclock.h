// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace opsdeck::sim {

/// The simulators' time: the real one plus an offset, or standing still where a test says so. Times are UTC.
class SimClock
{
public:
    QDateTime now() const;
    void freezeAt(const QDateTime &at);
    void advance(std::chrono::milliseconds by);

private:
    QDateTime m_frozen;
    std::chrono::milliseconds m_offset{0};
};

} // namespace opsdeck::sim
