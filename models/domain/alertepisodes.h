// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertstats.h"

namespace opsdeck {

/// The times that alerts fired in a period, in no order; what several sources tell alike is one, as on the wall.
QList<AlertEpisode> alertEpisodes(const AlertStatsInput &input);

} // namespace opsdeck
