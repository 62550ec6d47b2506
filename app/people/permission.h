// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/role.h"

namespace opsdeck {

/// Asked before anything is written: Refused, saying which role it takes, unless the user may do it.
Result<void> permit(const Roles &roles, const QString &user, Act act);

} // namespace opsdeck
