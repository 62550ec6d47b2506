// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/retention.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// Asks registries what they do to their images by themselves. Lives on the I/O thread.
class ImageKeeping
{
public:
    virtual ~ImageKeeping() = default;

    /// Of the image's repository. Nothing where its registry is none that has such rules, as far as the workspace
    /// tells. What the account may not see is unread in the rules, with the reason.
    virtual QCoro::Task<Result<std::optional<KeepingRules>>> rules(ImageRef image, std::stop_token stop) = 0;
};

} // namespace opsdeck
