// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/check.h"

namespace opsdeck {

/// What an entry of `checks` expects of its address; whose scheme decides which keys there are.
CheckSpec readCheckSpec(YamlMap &map, const QString &scheme);

} // namespace opsdeck
