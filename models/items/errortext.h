// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

namespace opsdeck {

/// The one place that turns an error into a sentence in the person's language, for window and command line alike:
/// what failed, why, and what to do. The far side's own words follow in `rawText`.
QString errorText(const Error &error);
QString rawText(const Error &error);

} // namespace opsdeck
