// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <utility>

namespace opsdeck {

/// Runs work on request, at most one at a time and one waiting: a burst of change notices costs two runs. After each
/// run it rests for four times as long as that took, at most two seconds, so that sources that answer without pause do
/// not take the whole processor. The work calls finished() when it has ended.
class Coalescer
{
public:
    explicit Coalescer(std::function<void()> start)
        : m_start(std::move(start))
    {
        m_rest.setSingleShot(true);
        QObject::connect(&m_rest, &QTimer::timeout, &m_rest, [this] {
            m_running = false;
            if (std::exchange(m_wanted, false))
                request();
        });
    }

    void request()
    {
        if (m_running) {
            m_wanted = true;
            return;
        }
        m_running = true;
        m_clock.start();
        m_start();
    }

    void finished() { m_rest.start(static_cast<int>(std::min<qint64>(4 * m_clock.elapsed(), 2000))); }

private:
    std::function<void()> m_start;
    QElapsedTimer m_clock;
    QTimer m_rest;
    bool m_running = false; ///< or resting
    bool m_wanted = false;
};

} // namespace opsdeck
