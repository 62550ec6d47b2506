// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace opsdeck {

/// Names this process so that a later one can tell whether it still lives: "pid start-time machine". The start time
/// (clock ticks since boot, proc(5)) tells a process from a later one with the same number.
QString processOwner();

/// False only where the owner ran on this machine and is gone; an owner on another machine counts as alive.
bool mayBeAlive(const QString &owner);

/// It ran on this machine and is gone; whoever is named in another way may live.
bool isSurelyDead(const QString &owner);

/// Who sits at this desk, as the system names them.
QString currentUser();
/// "user@machine", as the ledger names people.
QString currentActor();

} // namespace opsdeck
