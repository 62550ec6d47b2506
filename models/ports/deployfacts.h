// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/precheckfacts.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// Finds out what the checks before a deployment have to know. Changes nothing anywhere. Lives on the I/O thread.
class DeployFacts
{
public:
    virtual ~DeployFacts() = default;

    /// What cannot be found out is unknown in the facts, with the reason. An error is only that it was cancelled.
    virtual QCoro::Task<Result<PrecheckFacts>> read(DeployPlan plan, QString actor, std::stop_token stop) = 0;
};

} // namespace opsdeck
