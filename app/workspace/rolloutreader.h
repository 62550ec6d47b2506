// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/workspace.h"

namespace opsdeck {

/// The mapping `rollout` of an environment. What cannot be read goes the careful way: one host after the other.
Rollout readPace(YamlMap map);

/// `balancer`, `drain`, `undrain` and `gates` of a product. A gate with a fault is left out, and its diagnostic says
/// so.
void readAround(YamlMap &map, Product &product);

/// `gitlab` of a product: where GitLab's runners deploy it from. Left out with a fault.
GitDelivery readGitDelivery(YamlMap map, const QList<ProductModule> &modules);

} // namespace opsdeck
