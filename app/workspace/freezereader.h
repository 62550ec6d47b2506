// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/freeze.h"
#include "models/domain/workspace.h"

#include <optional>

namespace opsdeck {

/// `freeze:` and `calendars:` of the workspace. What has a fault is left out and told, and the rules are then not
/// whole: a freeze that nobody can read is no permission.
FreezeRules readFreezes(YamlMap &root, const QList<Environment> &environments);

/// An entry of `calendars`; nothing where there is a fault.
std::optional<TradingCalendar> readCalendar(YamlMap map);

/// An entry of `freeze`; nothing where there is a fault. The names are those that it may speak of.
std::optional<FreezeWindow> readFreeze(YamlMap map, const QStringList &calendars, const QStringList &environments);

} // namespace opsdeck
