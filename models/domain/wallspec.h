// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>

#include <chrono>

namespace opsdeck {

// What a screen of the room shows, as it is written under `walls` of a workspace.

/// One picture of the rotation.
struct WallSceneSpec
{
    QString kind; ///< as it is registered: alerts, topology, versions, changes, clock
    std::chrono::milliseconds dwell{30'000}; ///< 0 = only when something calls for it
    QMap<QString, QString> options; ///< those that the kind takes; checked

    bool operator==(const WallSceneSpec &) const = default;
};

/// The scenes of one screen.
struct WallSet
{
    QString name;
    QString screen; ///< as the system calls it; empty = the first
    QList<WallSceneSpec> scenes; ///< at least one
    bool pixelShift = true; ///< against burn-in
    std::chrono::milliseconds hold{600'000}; ///< how long a critical that nobody acknowledges keeps the alerts in front
    QString shift; ///< who is on duty, in the workspace's own words

    bool operator==(const WallSet &) const = default;
};

/// What a room sees where the workspace says nothing.
WallSet defaultWallSet();

} // namespace opsdeck
