// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/asking.h"
#include "models/domain/precheckfacts.h"
#include "models/ports/imagekeeping.h"

namespace opsdeck {

/// What registries do to images by themselves, by the image's name. Nothing in it = its registry has no such rules;
/// an image that is not here was not asked for.
using KeepingByName = QMap<QString, Result<std::optional<KeepingRules>>>;

/// Of the repositories of these images, each asked for once. `keeping` may be null. I/O thread.
QCoro::Task<KeepingByName> keepingOf(
    ImageKeeping *keeping, QList<ImageRef> images, Asking asking, std::stop_token stop);

/// Whether what runs now stays in its registry.
void addKeeping(ChangeFacts &facts, const HostChange &change, const ImageRef &former, const KeepingByName &keeping,
    const QDateTime &now);
/// Whether the tag can be moved; `otherwise` where its registry does not tell.
Fact<bool> tagFact(const HostChange &change, const KeepingByName &keeping, const Fact<bool> &otherwise);

} // namespace opsdeck
