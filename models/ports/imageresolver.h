// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/image.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// Asks the registry that an image names which digest its tag stands for now. Lives on the I/O thread.
class ImageResolver
{
public:
    virtual ~ImageResolver() = default;

    /// Kind NotFound where the registry has no such tag.
    virtual QCoro::Task<Result<Digest>> resolve(ImageRef image, std::stop_token stop) = 0;
    virtual QCoro::Task<Result<QStringList>> tags(ImageRef image, std::stop_token stop) = 0;
};

} // namespace opsdeck
