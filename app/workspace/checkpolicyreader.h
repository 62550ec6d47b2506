// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/precheckpolicy.h"

namespace opsdeck {

/// The mapping `policies: checks:`; every key may be left out. `modules` are the names that `test-jobs` may speak of.
/// What has a fault is told and is as it is without it, except that a severity is then the strictest one, and that an
/// override which cannot be read is nobody's.
///
///     policies:
///       checks:
///         engine: 20.10                  # the oldest Docker engine
///         disk-reserve: 2GiB             # stays free; kB, MB, GB, TB, KiB, MiB, GiB, TiB
///         disk-reserve-percent: 5        # of the file system; the greater of the two counts
///         inode-reserve-percent: 5
///         unpack-factor: 3               # an image takes so much more room on a host than in a registry
///         clock-skew: 30s                # the worst that is allowed
///         worst-scan: high               # that is still allowed: none, negligible, low, medium, high, critical
///         test-jobs:                     # that have to be green, by module
///           cart: [unit, end-to-end]
///         office-hours:                  # left out: every hour is as good
///           days: [monday, tuesday]      # or daily; left out: monday to friday
///           hours: 09:00-18:00
///           timezone: Asia/Shanghai      # left out: that of this desk
///         override:                      # who may override which check, besides what is usual; nobody takes it away
///           scan: admin                  # the role from which on: viewer, operator, releaser, admin
///           pipeline: nobody
///         unknown-blocks-production: true
///         risk-limit: 60                 # above it a second person has to confirm
///         many-hosts: 3                  # more than these are many
///         hosts-alone: 0                 # more than these need a second person whatever the risk; 0 = any number
///         big-jump: 3                    # so many minor versions at once
///         weights:                       # points of the risk score, 0 to 100 each
///           freeze: 30                   # and: open-critical, last-failed, no-rollback, database-change, off-hours,
///           production: 15               # many-hosts, big-jump, finding, findings-most
PrecheckPolicy readCheckPolicy(YamlMap map, const QStringList &modules);

} // namespace opsdeck
