// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <atomic>
#include <chrono>

namespace opsdeck::sim {

/// The simulators' time: the real one plus an offset, or standing still where a test says so. Times are UTC. May be
/// read from any thread.
class SimClock
{
public:
    QDateTime now() const;
    void freezeAt(const QDateTime &at);
    void advance(std::chrono::milliseconds by);

private:
    std::atomic<qint64> m_frozen{-1}; ///< ms since the epoch; -1 = running
    std::atomic<qint64> m_offset{0}; ///< ms
};

} // namespace opsdeck::sim
