// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

namespace opsdeck {

/// What a person decides about a run.
struct RunDecision
{
    enum class Kind
    {
        Pause, ///< once the hosts that are worked on are done
        Resume,
        Retry, ///< only the hosts on which something failed
        Skip, ///< what is left on `host`, for a reason
        RollBack, ///< for a reason; asks for a plan
        Return, ///< to what this run left, for a reason; asks for a plan
        Abort ///< ends it as it stands, for a reason
    };

    Kind kind = Kind::Pause;
    RunId run;
    HostId host;
    QString reason;
};

} // namespace opsdeck
