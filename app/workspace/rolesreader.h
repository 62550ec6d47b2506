// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/role.h"

namespace opsdeck {

/// The mapping `roles`: a list of user names for each role, and `others` for whoever is not named. What cannot be read
/// gives nobody a right.
Roles readRoles(YamlMap map);

} // namespace opsdeck
