// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/lanereach.h"

namespace opsdeck {

bool mayHaveChanged(const DeployRun::Lane &lane)
{
    const auto at = [&lane](DeployStep step) { return lane.steps.at(static_cast<size_t>(step)); };
    const StepState written = at(DeployStep::Write);
    const bool wasLeftOut = written == StepState::Skipped && at(DeployStep::Pull) == StepState::Done;
    return wasLeftOut || (written != StepState::Waiting && written != StepState::Skipped);
}

} // namespace opsdeck
