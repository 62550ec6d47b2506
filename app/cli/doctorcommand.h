// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "backends/store/inspection.h"

#include <QStringList>

namespace opsdeck {

/// opsdeck doctor WORKSPACE [--mend]: how the files of a workspace's store are, and what can be done about it.
ExitCode runDoctor(const QStringList &arguments);

/// One thing that was looked at.
struct DoctorLine
{
    enum class State
    {
        Good,
        Note, ///< nothing wrong, but worth knowing
        Fault
    };

    State state = State::Good;
    QString check; ///< stable word for --json: folder, lock, modes, cache, ledger, chain, leftovers, disk
    QString text; ///< for people
};

QList<DoctorLine> diagnose(const StoreInspection &inspection);

} // namespace opsdeck
