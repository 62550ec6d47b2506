// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/precheckfacts.h"

namespace opsdeck {

/// What a compose file asks of the host that it is started on, in `directory` there. Pure. Services that only start
/// with a profile are left out, variables are filled in where they have a default. Kind Usage where the text is no
/// compose file; what is one and cannot be read to its end is told in `unclear`.
Result<ComposeNeeds> composeNeeds(const QByteArray &text, const QString &directory, const QString &origin);

} // namespace opsdeck
