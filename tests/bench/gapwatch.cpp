// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/gapwatch.h"

#include "tests/bench/child.h"

#include <algorithm>
#include <ctime>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double usualShare = 0.999;

} // namespace

double threadCpuMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1e6;
}

GapWatch::GapWatch()
    : m_start(monotonicMs())
    , m_last(m_start)
    , m_lastCpu(threadCpuMs())
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &GapWatch::tick);
    m_timer.start(std::chrono::milliseconds(1));
}

void GapWatch::tick()
{
    const double now = monotonicMs();
    const double cpu = threadCpuMs();
    m_gaps.push_back({now - m_last, cpu - m_lastCpu, m_last - m_start});
    m_last = now;
    m_lastCpu = cpu;
}

QJsonObject GapWatch::result()
{
    std::ranges::sort(m_gaps, {}, &Gap::ms);
    const size_t usual = size_t(double(m_gaps.size()) * usualShare);
    return {{u"usualMs"_s, m_gaps.at(std::min(usual, m_gaps.size() - 1)).ms}, {u"longestMs"_s, m_gaps.back().ms},
        {u"ownMs"_s, m_gaps.back().cpuMs}, {u"atMs"_s, m_gaps.back().atMs}, {u"ticks"_s, qint64(m_gaps.size())}};
}

} // namespace opsdeck::bench
