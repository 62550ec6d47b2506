// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

#include <chrono>

namespace opsdeck {

/// How a wall is kept alive.
struct Supervision
{
    /// The program, by its path, and its arguments; `--watched DESCRIPTOR` is added, and `--resume-scene ID` after a
    /// restart.
    QByteArrayList command;
    std::chrono::milliseconds limit{30'000}; ///< of silence
    std::chrono::milliseconds leastPause{1'000}; ///< before a restart; doubled while restarts do not help
    std::chrono::milliseconds mostPause{60'000};
    std::chrono::milliseconds soundAfter{120'000}; ///< one that ran so long was well
};

/// Starts the command as a child and listens to its Heartbeat. A child that is silent for too long, crashes or fails is
/// started anew, into the scene that it showed last. Blocks until a child ends by itself, with success or because it
/// was called wrongly; answers its exit status. The child ends with this process. Nothing of Qt's event loop or GUI is
/// used.
int supervise(const Supervision &supervision);

} // namespace opsdeck
