// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace opsdeck {

/// The wall's side of the watchdog: says over an inherited socket that the event loop turns, and which scene is in
/// front. Who hears nothing for too long starts the wall anew; see supervise().
class Heartbeat
{
public:
    /// Takes the descriptor over; −1 = nobody listens.
    explicit Heartbeat(int descriptor);
    ~Heartbeat();
    Heartbeat(const Heartbeat &) = delete;
    Heartbeat &operator=(const Heartbeat &) = delete;

    /// From the event loop's thread. Never blocks.
    void beat(const QString &scene);

private:
    int m_descriptor;
};

} // namespace opsdeck
