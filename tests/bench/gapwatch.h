// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QTimer>

#include <vector>

namespace opsdeck::bench {

double threadCpuMs(); ///< of this thread

/// Ticks in the GUI thread; what is between two ticks is a gap in which nobody was answered.
class GapWatch : public QObject
{
public:
    GapWatch();

    /// usualMs, longestMs; ownMs: what this thread worked in the longest gap, else it waited for a core; atMs: when
    /// that was.
    QJsonObject result();

private:
    struct Gap
    {
        double ms;
        double cpuMs;
        double atMs;
    };

    void tick();

    QTimer m_timer;
    double m_start;
    double m_last;
    double m_lastCpu;
    std::vector<Gap> m_gaps;
};

} // namespace opsdeck::bench
