// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>

namespace opsdeck {

/// Runs work on request, at most one at a time and one waiting: a burst of change notices costs two runs. The work
/// calls finished() when it has ended.
class Coalescer
{
public:
    explicit Coalescer(std::function<void()> start)
        : m_start(std::move(start))
    { }

    void request()
    {
        if (m_running) {
            m_wanted = true;
            return;
        }
        m_running = true;
        m_start();
    }

    void finished()
    {
        m_running = false;
        if (std::exchange(m_wanted, false))
            request();
    }

private:
    std::function<void()> m_start;
    bool m_running = false;
    bool m_wanted = false;
};

} // namespace opsdeck
