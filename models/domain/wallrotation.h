// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <chrono>
#include <optional>

namespace opsdeck {

struct AlertWall;

// Which scene stands on the wall: a state machine without a clock of its own, so that a day passes in a table.

/// Nothing blinks except a new critical, for so long.
constexpr std::chrono::milliseconds WallBlink{5'000};

struct WallRules
{
    QList<std::chrono::milliseconds> dwells; ///< a scene each; 0 = not in the rotation
    int alerts = 0; ///< the scene that a critical brings
    std::chrono::milliseconds hold{600'000};
};

/// A critical alert that fires and is not silenced.
struct OpenCritical
{
    QString key; ///< AlertRow::key
    bool acknowledged = false;
    std::chrono::milliseconds age{0}; ///< since it began

    bool operator==(const OpenCritical &) const = default;
};

/// Where the rotation stands. Times are of a clock that nobody sets.
struct WallRotation
{
    int scene = 0;
    std::chrono::milliseconds since{0}; ///< this scene is shown
    bool started = false; ///< `since` means something
    bool hasSeenAlerts = false;
    QHash<QString, std::chrono::milliseconds> seen; ///< open criticals that somebody should have: first seen when
    QSet<QString> holding; ///< those of them that keep the alerts in front

    bool isHolding() const { return !holding.isEmpty(); }
    bool operator==(const WallRotation &) const = default;
};

QList<OpenCritical> openCriticals(const AlertWall &wall, const QDateTime &now);

/// What follows at `now`. `criticals` is nothing while no alerts are known. A critical is new when it is first seen,
/// and again when its acknowledgement ended; of those that are there when the wall is switched on, the ones that are
/// younger than the hold. It holds the alerts until it is acknowledged, gone, or the hold is over. Resuming a scene
/// counts its time from now.
WallRotation nextRotation(WallRotation before, std::chrono::milliseconds now,
    const std::optional<QList<OpenCritical>> &criticals, const WallRules &rules);

/// Keys of the criticals that blink.
QSet<QString> blinking(const WallRotation &rotation, std::chrono::milliseconds now);

} // namespace opsdeck
