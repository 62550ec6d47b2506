// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"

namespace opsdeck {

/// Whether something was, or may have been, changed on the lane's host: what a way back has to look at. That holds for
/// a host that was left out after its image had come, too: nobody may know how its next step ended.
bool mayHaveChanged(const DeployRun::Lane &lane);

} // namespace opsdeck
