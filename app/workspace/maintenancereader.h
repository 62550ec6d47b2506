// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/maintenance.h"
#include "models/domain/noisepolicy.h"

#include <optional>

namespace opsdeck {

/// An entry of `maintenance`. Nothing where there is a fault: a window that is half right would hide what burns.
std::optional<MaintenanceWindow> readMaintenance(YamlMap map);

/// The mapping `policies: noise:`; what cannot be read is as it is without it.
NoisePolicy readNoisePolicy(YamlMap map);

/// monday … sunday, as in Qt::DayOfWeek
const QStringList &dayNames();

/// `service=cart`, `host!=db-1`, `instance=~"app-.*"`, `env!~dev|test`; nothing where it is none.
std::optional<Silence::Matcher> matcherFromText(const QString &text);

} // namespace opsdeck
